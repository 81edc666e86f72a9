"""Breaks the code in one line, and looks whether the test that holds the promise turns red.

    Tests/mutations.py            every change: apply, build, run its test, restore (an hour and more)
    Tests/mutations.py 4 27       those of some promises
    Tests/mutations.py --group 2  those of one group
    Tests/mutations.py --below Sources/InventorySync    those of one room
    Tests/mutations.py --table    the record as the table in Tests/README.md

Changes of one group stay out of each other's way, and are built together. The working tree must be clean in Sources/.
"""

import os
import pathlib
import re
import subprocess
import sys
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = ROOT / ".build/debug/cloud-inventoryPackageTests.xctest"


class Change(NamedTuple):
    group: int
    promise: str
    test: str
    file: str
    old: str
    new: str


CURL, KIT, WIRE = "Sources/InventoryCurl/", "Sources/InventoryProviderKit/", "Sources/InventoryWire/"
SYNC = "Sources/InventorySync/"
REPORTS, COMPARISON = "Sources/InventoryReports/", "Sources/InventoryComparison/"
CHANGES = [
    Change(3, "a report is overdue in time", "a report is overdue when schedule and grace have passed",
           REPORTS + "Watch/ReportStore+Status.swift", "due.map { now > $0 } ?? false", "due.map { now > $0 } ?? true"),
    Change(3, "the newest run is found over a turn of the year", "the newest run counts over the turn of a year",
           REPORTS + "Watch/NewestRun.swift", "zip($0, $1).prefix { $0 == $1 }.map(\\.0)", "$1"),
    Change(3, "a run under way is no failure", "a run that has just begun is no failure, and one that does not end is",
           REPORTS + "Watch/ReportStore+Status.swift", "now > $0.latestStart.advanced(by: grace)", "now > $0.latestStart"),
    Change(6, "where a cloud replaces no rule, the old one goes first", "a rule is removed, stored and seen, one after the other",
           SYNC + "Plan/StepOrder.swift", ".createOnly, present.contains(step.id) {", ".createOnly, present.isEmpty {"),
    Change(7, "… is back when the new one fails", "what fails in between puts the old rule back", SYNC + "Apply/Rollback.swift",
           "if let found = write.step.found { _ = try", "if let found = write.step.found, found.rule == nil { _ = try"),
    Change(8, "… and is no obstacle where it never went", "a removal that was never carried out leaves a rule",
           SYNC + "Apply/Rollback.swift", "where error.code == .alreadyExists {", "where error.code == .tooManyRules {"),
    Change(6, "… and the plan says so", "an exchange of prefixes has one, and a removal that makes room",
           SYNC + "Plan/StepOrder+Gaps.swift", "$0.kind == .removeFirst", "$0.kind == .removeFirst && $0.makesRoomFor == nil"),
    Change(8, "what took the prefix of a vanished rule goes back", "a rule that vanished from a chain of moves comes back",
           SYNC + "Recover/BucketRepair.swift", "if !client.capabilities.limits.allowsOverlap, let", "if client.capabilities.limits.allowsOverlap, let"),
    Change(6, "no half-written file has its name, without O_TMPFILE either", "what is half written never has the final name",
           "Sources/InventoryCore/System/PendingFile.swift", "let named = open(Self.partial(path), O_WRONLY", "let named = open(path, O_WRONLY"),
    Change(3, "a rule of OSS is filtered by size", "writesOSS",
           "Sources/InventoryAlibabaOSS/AlibabaOSSCodec.swift", 'writer.element("UpperSizeBound"', 'writer.element("UpperBound"'),
    Change(3, "an id is signed by the old signature of OSS", "OSS is signed in the header as its SDK signed before",
           "Sources/InventoryAlibabaOSS/AlibabaOSSVersion1Form.swift", '"inventoryId", ', ""),
    Change(3, "the emulator checks what OSS signs", "it is refused once a signed byte is another",
           "Sources/InventoryEmulator/Vendors/AlibabaOSS/AlibabaOSSVersion4.swift",
           'name.hasPrefix("x-oss-") || name == "content-type"', 'name.hasPrefix("x-oss-")'),
    Change(3, "the emulated OSS creates once", "a rule is created once, and replaced only after it is deleted",
           "Sources/InventoryEmulator/Vendors/AlibabaOSS/AlibabaOSSDialect.swift",
           "guard bucket.rule(rule.stored.id) == nil else", "guard bucket.rules.count >= 0 else"),
    Change(4, "no half-written file is left", "no partial file is left, whatever signals end it",
           "Sources/InventoryCore/System/PendingFile.swift", "if file >= 0, access(", "if file < 0, access("),
    Change(4, "a signal waits while a file has two names", "a signal in the instant in which a new file has two names",
           "Sources/InventoryCLI/Exit/HeldSignals.swift", "                    end(number)", ""),
    Change(4, "too few descriptors are said", "too few are named before anything is done",
           "Sources/InventoryCLI/Exit/DescriptorRoom.swift", "static let needed = 32", "static let needed = 0"),
    Change(4, "no child of a credential program is left", "takes with it what it has started in a session of its own",
           "Sources/InventoryCore/System/ChildProgram.swift", "if !ending.isSuccess { tree.end() }", ""),
    Change(4, "the deadline cuts a list short", "the deadline cuts a list short that is under way",
           "Sources/InventorySync/Apply/RunLimits.swift", "expiry.stop(.deadline)", ""),
    Change(4, "what is known is said first", "what no server has to be asked for is said first, and decides the status",
           "Sources/InventoryCLI/Exit/CommandStatus.swift", "refusals == .done ? self :", "refusals != .done ? self :"),
    Change(3, "many removals stop a run", "removals stop a run unless they are few or asked for",
           "Sources/InventorySync/RuleSet/Safety+Objection.swift", "if plan.remove > most {", "if plan.remove > 50 * most {"),
    Change(3, "no bucket is emptied unasked", "no bucket is left without any rule unasked, and replacements are no removals",
           "Sources/InventorySync/RuleSet/Safety+Objection.swift", "guard plan.emptied > 0 else", "guard plan.emptied > 1 else"),
    Change(3, "pruning asks the journal", "pruning what is owned removes what the journal knows, and nothing else",
           "Sources/InventorySync/Plan/BucketPlanner.swift", "case .owned: owner(id) == .own && isMatched ?? true",
           "case .owned: isMatched ?? true"),
    Change(3, "a saved plan is bound to its targets", "a saved plan is applied to the targets it was made of, and to no others",
           "Sources/InventorySync/Plan/PlanBinding.swift", "guard try line.wanted == target.digest,", "guard"),
    Change(3, "a damaged plan is noticed", "a bit that is turned anywhere in a plan is noticed",
           "Sources/InventorySync/Plan/PlanFile.swift", "try last.sha256 == Hex.encode(digest.end()) else", "!last.sha256.isEmpty else"),
    Change(3, "a bucket named twice is one target", "a bucket in two groups is one target with the rules of both",
           "Sources/InventorySync/RuleSet/SyncTarget+Union.swift", "union.rules.append(rule)", ""),
    Change(3, "a target list stands below its rule set", "a target list stands below the folder of its rule set, links followed",
           "Sources/InventoryCore/System/FilePlace.swift", 'return root == "/" || place.hasPrefix(root + "/")', "return true"),
    Change(1, "1 every call ends by its deadline", "By the deadline, whatever the server does", CURL + "OptionWriter.swift",
           "let milliseconds = remaining.curlMilliseconds", "let milliseconds = remaining.curlMilliseconds * 20"),
    Change(1, "1 … and by its connect time-out", "By the connect time-out where that is shorter", CURL + "OptionWriter.swift",
           "min(connecting?.curlMilliseconds ?? .max, settings.connectMilliseconds)", "settings.connectMilliseconds"),
    Change(1, "2 memory for a response is bounded", "It fails with its own kind", CURL + "Transfer.swift",
           "bytes.count <= maximumResponseBytes - body.count else", "bytes.count <= maximumResponseBytes - body.count + 1 else"),
    Change(2, "3 redirects are not followed", "A redirect is an answer like any other and is not followed",
           CURL + "OptionWriter.swift", "set(CURLOPT_FOLLOWLOCATION, false)", "set(CURLOPT_FOLLOWLOCATION, true)"),
    Change(1, "4 the host is verified", "No certificate for another name, though the connection goes to the right place",
           CURL + "OptionWriter.swift", "{ set(option, 2) }", "{ set(option, 0) }"),
    Change(2, "2 a stream's memory is bounded", "Slows the server down to the reader's pace", CURL + "BodyPipe.swift",
           "state.bytes.count < Self.highWater", "state.bytes.count < Self.highWater << 20"),
    Change(2, "4 the certificate is verified", "Nobody else's", CURL + "OptionWriter.swift",
           "CURLOPT_PROXY_SSL_VERIFYPEER] { set(option, true) }", "CURLOPT_PROXY_SSL_VERIFYPEER] { set(option, false) }"),
    Change(1, "5 the environment changes nothing", "Nothing: no proxy, no password file, no authority and no key log",
           CURL + "OptionWriter.swift", 'else { return set(CURLOPT_PROXY, "") }', "else { return }"),
    Change(1, "6 nothing is injected", "Any text arrives as intended or is refused", CURL + "RequestRules.swift",
           "guard !ASCII.hasControlCharacter(field.value) else", "guard !field.value.isEmpty || true else"),
    Change(1, "7 cancellation is at once, and leaves nothing", "Two hundred stalled calls end at once", CURL + "CurlTransport.swift",
           "inbox.cancel(transfer)", "_ = transfer"),
    Change(1, "8 the host process is left alone", "The network thread takes no signal", CURL + "LoopThread.swift",
           "sigfillset(&all)", "sigemptyset(&all)"),
    Change(1, "9 the published numbers of retries", "Reference case", KIT + "Retry/RetryQuota.swift",
           "advice == .throttled ? 5 : 14", "advice == .throttled ? 5 : 10"),
    Change(1, "10 what cannot be helped is not tried again", "Failures on the way", KIT + "Replies/TransportError+Inventory.swift",
           "(.untrustedServer, .never)", "(.untrustedServer, .transient)"),
    Change(2, "10 … and unknown refusals neither", "The status decides where there is no code", KIT + "Replies/ErrorReply.swift",
           "default: (.refused, .never)", "default: (.refused, .transient)"),
    Change(1, "11 every attempt is signed afresh", "Every attempt is signed afresh, with the keys of that moment",
           KIT + "Requests/Attempt.swift", "let localTime = services.now()",
           "let localTime = UTCInstant(secondsSinceEpoch: services.now().secondsSinceEpoch / 3600 * 3600)"),
    Change(2, "12 one correction of the clock a call", "A server that always claims skew does not loop",
           KIT + "Requests/RequestPipeline.swift", "if !corrected, spent", "if spent"),
    Change(1, "12 … within bounds", "is corrected once, within bounds, remembered and reported", KIT + "Retry/ClockCorrection.swift",
           "24 * 60 * 60", "400 * 24 * 60 * 60"),
    Change(1, "13 batches wait instead of failing", "without a pace a dry quota is waited for", KIT + "Retry/RetryPolicy.swift",
           "onDryQuota == .wait && attempts > 1", "onDryQuota == .wait && attempts > 99"),
    Change(2, "13 … on a dry quota, too", "is waited for in a batch, one retry a second", KIT + "Requests/RequestPipeline.swift",
           "guard options.retry.onDryQuota == .wait else", "guard options.retry.onDryQuota != .wait else"),
    Change(1, "14 one-off jobs have a connection of their own", "A request that is not repeatable has a connection of its own",
           CURL + "OptionWriter.swift", "set(CURLOPT_FRESH_CONNECT, true)", "set(CURLOPT_FRESH_CONNECT, false)"),
    Change(2, "14 … and are not tried again", "Where nobody knows whether it runs", KIT + "Requests/Attempt.swift",
           "            error.code = .outcomeUnknown\n", ""),
    Change(1, "25 XML has no DOCTYPE", "a hostile or broken document is refused", WIRE + "XML/XMLBuilder.swift",
           'refuse("it declares a DOCTYPE")', 'problem = nil'),
    Change(2, "25 XML has bounded text", "a hostile or broken document is refused", WIRE + "XML/XMLReader.swift",
           "text = 64 << 10", "text = 65 << 10"),
    Change(1, "documents account for every text", "What nobody has read in a document is a finding with its place",
           KIT + "Documents/RuleReader.swift", "if element.hasText, !table.isBlank(element) {", "if element.hasText, table.isBlank(element) {"),
    Change(2, "documents account for every attribute", "What nobody has read in a document is a finding with its place",
           KIT + "Documents/RuleReader.swift", "for attribute in table.owned(element).ownAttributes {", "for attribute in table.owned(element).ownAttributes.prefix(0) {"),
    Change(3, "an empty element makes no difference", "An empty part of a filter is none",
           "Sources/InventoryTencentCOS/TencentCOSCodec+Reading.swift", 'case "Tag": if !reader.isEmpty(part) {', 'case "Tag": if true {'),
    Change(1, "a list's end is clear", "whose end is not clear are errors, and never complete",
           KIT + "Documents/ListEnd.swift", "guard tokens.isEmpty || answers.contains(true) else {", "guard tokens.isEmpty || answers.count < 9 else {"),
    Change(2, "… and words that are not known leave it open", "whose end is not clear are errors, and never complete",
           KIT + "Documents/ListEnd.swift", "guard Self.words.contains(where: { letters.holds($0) }) else { return }", "guard Self.words.isEmpty else { return }"),
    Change(1, "accepted is not stored", "A write that was accepted, and not said to be done, has failed",
           KIT + "Replies/ErrorReply+Success.swift", "case .put, .delete, .start: status == 200 || status == 204", "case .put, .delete, .start: status < 300"),
    Change(4, "another namespace is another element", "What is of another namespace is no part of a rule, and is said",
           WIRE + "XML/NamespaceScopes.swift", "return namespace.isEmpty || namespace == root ? nil : namespace", "return nil"),
    Change(2, "a list ends", "that do not end are errors, after twice what a bucket can hold",
           "Sources/InventoryCore/Provider/RuleSequence.swift", "if rules > most {", "if rules > most * 9 {"),
    Change(2, "a list ends in time", "that take too long in all are errors, however soon each page comes",
           KIT + "Requests/HTTPProvider.swift", "PageCursor(token: token, listingStart: start)", "PageCursor(token: token)"),
    Change(3, "a success is an answer that is one", "A write that is answered by a gateway's page has failed",
           KIT + "Requests/HTTPProvider.swift", "guard !HTMLPage.isOne(body) else", "guard !HTMLPage.isOne(body) || !body.isEmpty else"),
    Change(4, "a repeated create is settled by reading back", "A create whose repetition meets another rule has failed",
           KIT + "Requests/HTTPProvider.swift", "stored.rule == vendor.rules.decodeRule(document.bytes).rule",
           "stored.rule.id == vendor.rules.decodeRule(document.bytes).rule.id"),
    Change(1, "a document that is cut off is asked again", "A read whose document is cut off is asked again",
           KIT + "Replies/ErrorReply.swift", "retry: isBroken ? .transient : .never", "retry: .never"),
    Change(3, "tokens are masked in what the server signed", "What the server signed is told to the observer, without the token",
           KIT + "Replies/TokenMask.swift", 'return pair[...end] + "<masked>"', "return String(pair)"),
    Change(3, "another encoding is not misread", "a hostile or broken document is refused",
           WIRE + "XML/XMLReader.swift", "return own.contains(ASCII.lowercased(name)) ? nil : name", "return nil"),
    Change(1, "25 files are bounded", "are refused by name and length", "Sources/InventoryCore/System/FileBytes.swift",
           "largestWritten = 64 << 20", "largestWritten = 80 << 20"),
    Change(1, "27 no secret is seen in a request", "in any error, event or description of a call", WIRE + "HTTP/HTTP+Redaction.swift",
           '["authorization", "token",', '["token",'),
    Change(2, "27 … nor where it is held", "a secret is not shown", WIRE + "Text/Secret.swift",
           'var description: String { "<secret>" }', "var description: String { String(decoding: bytes, as: UTF8.self) }"),
    Change(1, "28 secrets are overwritten on release", "A secret key that was signed with is nowhere", WIRE + "Text/Secret.swift",
           "if let address = buffer.baseAddress { OPENSSL_cleanse(address, buffer.count) }\n        buffer.deallocate()",
           "buffer.deallocate()"),
    Change(4, "28 … and the keys made of them go with the provider", "A secret key that was signed with is nowhere",
           "Sources/InventoryTencentCOS/TencentCOSSigner.swift", "private let keys = SigningKeyCache<KeyTime, COSSigningKey>()",
           "private static let shared = SigningKeyCache<KeyTime, COSSigningKey>()\n    private var keys: SigningKeyCache<KeyTime, COSSigningKey> { Self.shared }"),
    Change(1, "29 files open to others are refused", "refuses files that others can read", "Sources/InventoryCore/System/PrivateFile.swift",
           "mode & 0o077", "mode & 0o007"),
    Change(1, "29 no password stands in an argument", "bad input is refused in one sentence, without any request", "Sources/InventoryCLI/Addresses/ServerURL.swift",
           'guard !rest.contains("@") else', "guard !rest.isEmpty || true else"),
    Change(1, "30 metadata: a second to connect", "asks for little, for a second to connect", KIT + "Credentials/InstanceRoleCredentials.swift",
           "connectTimeout: Duration = .seconds(1)", "connectTimeout: Duration = .seconds(2)"),
    Change(1, "30 metadata: refreshed in time", "are fetched anew before they end", KIT + "Credentials/RefreshingCredentials.swift",
           "advisoryWindow: Int64 = 15 * 60", "advisoryWindow: Int64 = 13 * 60"),
    Change(2, "30 metadata: asked once for all", "is asked once, at the fixed host, however many ask",
           KIT + "Credentials/RefreshingCredentials.swift", "            entries[need, default: entry].flight = flight\n", ""),
    Change(2, "30 metadata: off switch", "is not looked for when it is switched off",
           "Sources/CloudInventory/Credentials/CredentialChain+Standard.swift", "guard !isOff else", "guard !isOff || true else"),
    Change(2, "the command's places of credentials", "files of the vendors' tools", "Sources/InventoryCLI/Options/CloudOptions.swift",
           "CredentialChain.standard(transport: transport,", "EnvironmentCredentials.standard("),
    Change(2, "no fault loses a rule", "every schedule ends as wanted or is reported, and no rule is lost",
           SYNC + "Apply/BucketApplier.swift", "if ending.isWhole, !isHalfDone {", "if !isHalfDone {"),
    Change(2, "a full disk tears no journal", "whatever the disk does at whatever append, the run stops and can be recovered",
           SYNC + "Files/DurableFile.swift", "            state.failure = failure\n", ""),
    Change(3, "… nor at any byte", "at whatever byte a disk is full, the lines before it stand and none comes after",
           SYNC + "Files/DurableFile.swift", "_ = disk.truncate(descriptor, state.end)", ""),
    Change(2, "a changed line is damaged", "whatever byte of a line changes, the line is damaged", SYNC + "Files/SealedLine.swift",
           "seal.elementsEqual(mark + Array(digest.utf8) + end)", "seal.count + digest.utf8.count > 0"),
    Change(3, "a line without a known key is damaged", "a line that says nothing known is damaged, though its digest is right",
           SYNC + "Journal/JournalRecord.swift", "return known.count { $0 } == 1", "return !known.isEmpty"),
    Change(3, "a line of another run closes nothing", "lines of another run close nothing, and are named",
           SYNC + "Journal/JournalFolder+Runs.swift", "guard record.run == run, record.end?.position == start + Int64(place) else",
           "guard record.end != nil, place >= 0 else"),
    Change(4, "… nor a line behind a gap", "the run's own lines close nothing behind a gap, or a second time",
           SYNC + "Recover/OpenRun.swift", " && $0.breaks == breaks", ""),
    Change(4, "a finished run has its own name", "a finished run under the name of another one is no finished run",
           SYNC + "Journal/JournalFolder+Runs.swift", "guard record.run == run, record.end?.position == start + Int64(place) else",
           "guard record.end?.position == start + Int64(place) else"),
    Change(2, "a journal of others is not used", "what others could have written is not used", SYNC + "Files/OwnFile.swift",
           "status.st_mode & 0o022 == 0", "status.st_mode & 0o002 == 0"),
    Change(2, "a bucket stays open until it is seen whole", "what was put back and is not seen stays open",
           SYNC + "Recover/BucketRepair.swift", "guard isBack(try await self.states(client, budget, services, until: isBack)) else",
           "guard !halves.isEmpty || isBack(states) else"),
    Change(3, "an unseen second half is taken back", "a second half that was answered and is never seen is taken back",
           SYNC + "Recover/BucketRepair.swift", "        case .foreign?: wasAnswered(write)\n        default: false\n",
           "        case .foreign?: wasAnswered(write)\n        default: true\n"),
    Change(4, "… and so is a swap of which one rule is missing",
           "a rule of a swap that is not seen keeps the bucket open, and recover restores all", SYNC + "Recover/BucketRepair.swift",
           ".allSatisfy { isMade($0, states) }\n        }", ".suffix(1).allSatisfy { isMade($0, states) }\n        }"),
    Change(1, "a rule that was written over and vanished comes back", "a rule that was written over and vanished is put back",
           SYNC + "Recover/BucketRepair.swift", "let lost = overwrites.filter { states[$0.step.id] == .absent }",
           "let lost = overwrites.filter { _ in false }"),
    Change(2, "the last journals stay", "journals of finished runs expire, those of unfinished ones and the last ten never",
           SYNC + "Journal/JournalFolder+Runs.swift", "static let alwaysKept = 10", "static let alwaysKept = 0"),
    Change(2, "a recovered run is undone", "undo of a run that was recovered takes back what it had written",
           SYNC + "InventorySync+Undo.swift", "if settled.contains(done.index) {", "if settled.contains(done.index) || done.index >= 0 {"),
    Change(3, "no fault is hidden", "every schedule ends as wanted or is reported, and no rule is lost",
           SYNC + "Apply/BucketApplier+Verify.swift", "if step.isDone(live, client.capabilities) { results", "if !live.isEmpty { results"),
    Change(4, "confirmation waits for a busy cloud", "a cloud that is busy after a write is asked again, and the write confirmed", SYNC + "Apply/Confirmation.swift",
           "if sight.unread?.retry == .never { return sight }", "return sight"),
    Change(1, "no rule goes before its successor is seen", "a rule keeps its old name until it is seen under the new one",
           SYNC + "Apply/BucketApplier+Writes.swift", "guard !sight.isComplete else { return }", "guard !sight.isComplete, sight.live == nil else { return }"),
    Change(2, "nothing is removed before what is stored is seen", "nothing is removed while something is not stored",
           SYNC + "Apply/BucketApplier+Writes.swift", "guard !sight.isComplete else { return nil }", "guard sight.live == nil else { return nil }"),
    Change(3, "… nor for good before its room is used", "what had to go first comes back when its room is not used",
           SYNC + "Plan/Write.swift", "return step.id == other && (kind", "return !other.isEmpty || (kind"),
    Change(1, "each rule set prunes its own", "each of two sets with one journal folder prunes its own rules alone",
           SYNC + "Journal/Ledger.swift", "entry.others.contains(own) else", "entry.others.contains(own) || own > 0 else"),
    Change(2, "… and nothing by a damaged record", "a damaged record is named, and nothing is pruned",
           SYNC + "Journal/JournalFolder.swift", "let damage = ledgerDamage else", "let damage = ledgerDamage, ruleSet.name.isEmpty else"),
    Change(1, "a list that names a rule twice is none", "an id that stands twice in a list fails the bucket, in whichever order",
           "Sources/InventoryCore/Provider/InventoryClient.swift", "!seen.insert(id).inserted {", "!seen.insert(id).inserted && seen.isEmpty {"),
    Change(3, "what was as wanted is there afterwards", "a rule that was as wanted and is missing afterwards is a failure",
           SYNC + "Apply/BucketApplier+Verify.swift", "in kept where !isKept(found, step, live) {", "in kept where !isKept(found, step, before) {"),
    Change(1, "a survey leaves a dead cloud alone", "a survey leaves a cloud that is down alone as well",
           SYNC + "Apply/ClientPool.swift", "            note(failure, for: target)\n", ""),
    Change(4, "what is not seen is a failure", "a write that is not seen within the budget is a failure",
           SYNC + "Outcome/StepOutcome.swift", "case .unconfirmed, .failed, .changedSincePlanning, .notAttempted: true",
           "case .failed, .changedSincePlanning, .notAttempted: true\n                case .unconfirmed: false"),
    Change(1, "an unseen second half stays in the journal", "the second half of a swap that is not seen fails, and stays in the journal",
           SYNC + "Apply/BucketApplier.swift", "if ending.isWhole, !isHalfDone {", "if ending.isWhole, !isHalfDone || ending.isWhole {"),
    Change(4, "what is put back is seen", "what a failed swap puts back has to be seen as well",
           SYNC + "Apply/BucketApplier+Writes.swift", "guard whole else { return false }", "guard !whole else { return true }"),
    Change(1, "a short outage ends no run", "after a short outage the rest is done",
           SYNC + "Apply/Circuit.swift", "guard !isProbing, now >= nextProbe else", "guard false else"),
    Change(2, "nobody waits where it cannot help", "nobody waits for keys that are refused",
           SYNC + "Apply/Circuit.swift", "guard cause?.code.mayPass == true else { return nil }", ""),
    Change(3, "the first signal is heard while reading", "a list that does not end is not waited for",
           SYNC + "Apply/StopSignal.swift", "for handler in handlers { handler() }", "_ = handlers"),
    Change(4, "the deadline ends waits", "the deadline ends the wait for a confirmation",
           SYNC + "Apply/RunLimits.swift", "services.sleep(min(duration, left))", "services.sleep(duration)"),
    Change(2, "a gateway's code and sentence are kept", "Code and sentence of a gateway's JSON are passed on",
           KIT + "Replies/ErrorDocument.swift", '        "error", "errors", "response", ', '        "errors", "response", '),
    Change(3, "1 … and no attempt takes more than is left", "No attempt gets more time than its own limit and the call's leave it",
           KIT + "Requests/Attempt.swift", "min(options.retry.attemptTimeout, deadline - start)", "options.retry.attemptTimeout"),
    Change(3, "2 … and nothing is unpacked", "A compressed body nobody asked for stays compressed", CURL + "OptionWriter.swift",
           "set(CURLOPT_PATH_AS_IS, true)", 'set(CURLOPT_PATH_AS_IS, true)\n        set(CURLOPT_ACCEPT_ENCODING, "")'),
    Change(4, "4 … by TLS 1.2 at least", "No TLS before 1.2 either where the machine's OpenSSL would take it", CURL + "OptionWriter.swift",
           "set(option, CURL_SSLVERSION_TLSv1_2)", "set(option, CURL_SSLVERSION_TLSv1_0)"),
    Change(3, "7 … nor does it wait for the network", "A stalled call ends within a tenth of a second", CURL + "CurlLoop.swift",
           "_ = resumptions.deliver()\n        for event", "for event"),
    Change(3, "11 … and dated afresh", "Every attempt is signed afresh, with the keys of that moment",
           KIT + "Signing/TimeTextCache.swift", "if let last, last.instant == instant {", "if let last {"),
    Change(3, "few connections lie idle", "Hosts that are asked one after another leave two connections open",
           CURL + "CurlLoop.swift", "min(2 * (running.count + 1), settings.concurrency)", "settings.concurrency"),
    Change(3, "6 … by a name that somebody else chose", "put no header, parameter or path into a request", WIRE + "Text/PercentEncoding.swift",
           "end.pointee = written[Int(byte)]", "end.pointee = byte == 0x26 ? byte : written[Int(byte)]"),
    Change(3, "12 … and a few minutes do not matter", "is corrected once, within bounds, remembered and reported",
           "Sources/InventoryTencentCOS/TencentCOSSigner.swift", "advanced(by: -300)", "advanced(by: -60)"),
    Change(3, "25 XML has a bounded number of elements", "a hostile or broken document is refused", WIRE + "XML/XMLReader.swift",
           "elements = 40_000", "elements = 41_000"),
    Change(3, "an error has the request ids", "A call whose time is spent on its keys says what the server had answered before",
           KIT + "Requests/Attempt.swift", "reply: earlier?.reply, cause: earlier", "cause: earlier"),
    Change(2, "a folder is no part of a bucket's name", "a name that cannot be is refused with its place, before any request",
           "Sources/InventoryCore/Capability/Naming.swift", "if bytes.hasOthers {", "if bytes.hasOthers, name.isEmpty {"),
    Change(2, "a time in milliseconds is refused", "a value that nobody can mean is refused on every cloud",
           "Sources/InventoryCore/Rule/Filter.swift", "where instant > .endOfYear9999 {", "where instant > .endOfYear9999.advanced(by: .max) {"),
    Change(2, "a key without a value is refused", "says where, and what to do", "Sources/InventoryCore/Text/StrictKeys.swift",
           "where try container.decodeNil(forKey: key) {", "where try container.decodeNil(forKey: key) && key.stringValue.isEmpty {"),
    Change(2, "remarks stand in the plan", "remarks stand in the table of a plan", "Sources/InventoryCLI/Output/PlanView.swift",
           "([step.details] + step.findings.remarkTexts)", "([step.details])"),
    Change(2, "plan refuses what cannot be written", "what no document can hold is refused by plan as by apply",
           SYNC + "Plan/BucketPlanner.swift", "let problem = unwritable(fitted.value) {", "let problem = unwritable(fitted.value), wanted.id.isEmpty {"),
    Change(2, "4 only where nothing was written", "4 says that nothing was written, and a run that wrote says 1",
           "Sources/InventoryCLI/Output/ApplyView.swift", "printer.status == .preflight && summary.written > 0", "printer.status == .preflight && summary.written > 9"),
    Change(3, "a prompt asks three times", "what does not pass is said, with the request id", "Sources/InventoryCLI/Options/CloudOptions.swift",
           "catalogMaker(retry: .standard)", "catalogMaker(retry: .batch)"),
    Change(2, "no time ends the process", "of keys decide whether they are used, whatever the clock says",
           KIT + "Credentials/RefreshingCredentials.swift", "$0.seconds(since: now) }", "$0.secondsSinceEpoch - now.secondsSinceEpoch }"),
    Change(2, "a program for keys ends with all that it started", "takes with it what it has started",
           "Sources/InventoryCore/System/ChildProgram.swift", "kill(-process, SIGKILL)", "kill(process, SIGKILL)"),
    Change(2, "… and starts with signals as new", "starts with no signal blocked and none ignored",
           "Sources/InventoryCore/System/ChildProgram.swift", "| POSIX_SPAWN_SETSIGMASK |", "|"),
    Change(2, "a transfer waits for a descriptor", "A transfer without one waits for it",
           CURL + "DescriptorShortage.swift", "if transfer.breach == .noDescriptor { return true }", "if transfer.breach == .noDescriptor { return false }"),
    Change(2, "… and transfers fit the limit", "Transfers fit its limit", CURL + "Settings.swift", ", DescriptorShortage.room)", ")"),
    Change(2, "keys are checked alike", "is refused with anything in it that no key has", KIT + "Credentials/CredentialText.swift",
           "!(0x21...0x7E).contains($0.value)", "$0.value < 0x21"),
    Change(2, "keys sign for storage hosts alone", "that only look like the vendor's get nothing", WIRE + "HTTP/HostPattern.swift",
           'place == 0 || name[left - 1] != UInt8(ascii: ".")', "place >= 0"),
    Change(5, "50 a verdict is what is proven", "a verdict is what is proven, and nothing more", COMPARISON + "Verdict/Evidence.swift",
           "if isUnsettled(source) || isUnsettled(target) { return .unsettled }", "if isUnsettled(target) { return .unsettled }"),
    Change(5, "50 … byte by byte", "keys are matched byte by byte, whatever they spell", REPORTS + "Rows/KeyText.swift",
           "output[written] = 0x20", "output[written] = 0x2B"),
    Change(5, "50 … spilled or not", "a comparison that spills says the same as one in memory", COMPARISON + "Sort/RecordSorter.swift",
           "lastKey = Array(arena[arena.count - 1].key)", "lastKey = []"),
    Change(5, "50 … and nothing where a key stands twice", "a key that stands twice ends the comparison, spilled or not",
           COMPARISON + "Merge/CurrentSide.swift", "if KeyOrder.compare(piece[index - 1].key, key) == 0 {",
           "if KeyOrder.compare(piece[index - 1].key, key) == 9 {"),
    Change(5, "51 gzip is read whole", "gzip is read whole or called by what is wrong", REPORTS + "Rows/Inflater.swift",
           "if input.contains(where: { $0 != 0 }) { isCorrupt = true }", ""),
    Change(5, "51 rows are read strictly", "every form is read, and what is wrong has its code", REPORTS + "Rows/CSVRows.swift",
           'throw .malformed("text after a closing quote")', "place += 1"),
    Change(5, "51 a manifest names files inside the bucket", "every known form is read, and what is wrong has its code",
           REPORTS + "Manifest/FilePath.swift", "for bytes in [bytes] + [decoded].compactMap(\\.self)",
           "for bytes in [bytes]"),
    Change(5, "51 nothing outside of the folder is read", "nothing outside of the folder is read, by whatever way",
           REPORTS + "Locate/FolderStore.swift", "O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK", "O_RDONLY | O_CLOEXEC | O_NONBLOCK"),
    Change(5, "52 a snapshot has every object once", "every object is listed once, in parts", REPORTS + "Snapshot/SpanBoard.swift",
           "open[id]?.span.through = middle", ""),
    Change(5, "52 … and is no report where a page failed", "a page that fails leaves no report", REPORTS + "Snapshot/SnapshotListing.swift",
           "                        throw error\n", ""),
    Change(5, "52 … and goes on where it was killed", "what a killed process had half written does not count",
           REPORTS + "Snapshot/SnapshotPlace.swift", ".cut(to: part.bytes)", ""),
    Change(5, "51 a changed byte is seen", "a changed byte is seen by the file's checksum", REPORTS + "Verify/Ladder.swift",
           "guard digest != file.checksum else { return }", "guard digest.isEmpty else { return }"),
    Change(9, "a rule with two ids is none", "A rule with two ids is none", KIT + "Documents/RuleReader.swift",
           "!other.isEmpty, ExactText(other) != id {", "other.isEmpty, ExactText(other) != id {"),
    Change(10, "a rule whose id cannot be read is not absent", "a rule whose id cannot be read fails the bucket before any write",
           SYNC + "LiveRules.swift", "where id?.isEmpty != false {", "where id?.isEmpty == true && live.isEmpty {"),
    Change(9, "a list that names a rule twice is none to a single command", "a list that names a rule twice is none, to list as to doctor",
           "Sources/InventoryCLI/Commands/ListCommand.swift", "client.allRules(in: address.bucket)", "client.rules(in: address.bucket).collect()"),
    Change(10, "… and to doctor", "a list that names a rule twice is none, to list as to doctor",
           "Sources/InventoryCLI/Doctor/Examination.swift", "client.allRules(in: target.bucket)", "client.rules(in: target.bucket).collect()"),
    Change(9, "a host of the cloud's own is nobody else's domain", "of the cloud's own that are another bucket's are no domain of this one",
           KIT + "Requests/HostResolver.swift", "guard !isOwn || ASCII", "guard !isOwn || !host.isEmpty || ASCII"),
    Change(9, "one domain is one bucket", "one host that two buckets are said to be at is refused at both places",
           "Sources/InventoryRuleSet/RuleSet/SharedBuckets.swift", "guard other.bucket != bucket.name else { continue }",
           "guard other.bucket != bucket.name, other.bucket.isEmpty else { continue }"),
    Change(9, "a secret that a server gives back is masked in a sentence", "Whatever a server gives back of a request's secrets is masked",
           KIT + "Requests/Attempt.swift", "masked.message = mask.text(error.message)", "masked.message = error.message"),
    Change(10, "… in a hint", "Whatever a server gives back of a request's secrets is masked", KIT + "Replies/TokenMask.swift",
           "masked.hints = reply.hints.mapValues(text)", "masked.hints = reply.hints"),
    Change(11, "… in a code", "Whatever a server gives back of a request's secrets is masked", KIT + "Replies/TokenMask.swift",
           "masked.code = reply.code.map(text)", "masked.code = reply.code"),
    Change(12, "… in what is behind the signature's last sign", "Whatever a server gives back of a request's secrets is masked",
           KIT + "Replies/TokenMask.swift", 'secrets.append(String(authorization[authorization.index(after: last)...]))', "_ = last"),
    Change(9, "keys of machines have a token", "gives no keys without their token and their end", KIT + "Credentials/CredentialText.swift",
           "guard let token = answer?[names.securityToken]?.string, !token.isEmpty else {",
           'guard let token = answer?[names.securityToken]?.string ?? ("-" as String?), !token.isEmpty else {'),
    Change(10, "… and an end", "of a container have their token and their end", KIT + "Credentials/CredentialText.swift",
           "guard let expires = answer?[end.name].flatMap(end.read), expires.isInCalendar else {",
           "guard let expires = answer?[end.name].flatMap(end.read) ?? (.endOfYear9999 as UTCInstant?), expires.isInCalendar else {"),
    Change(11, "… also those of a container", "of a container have their token and their end", KIT + "Credentials/CredentialText.swift",
           "guard let token = answer?[names.securityToken]?.string, !token.isEmpty else {",
           'guard let token = answer?[names.securityToken]?.string ?? ("-" as String?), !token.isEmpty else {'),
    Change(9, "a token for a container can stand in a header", "of a container are asked with a token that can stand in a header",
           "Sources/InventoryAmazonS3/Credentials/ContainerCredentials.swift", "(0x20...0x7E).contains($0)", "(0x00...0xFF).contains($0)"),
    Change(9, "a gateway's 404 is no empty list of TOS", "A list that is not found is empty where TOS says so and does not mean the bucket",
           KIT + "Replies/ErrorReply.swift", '(code.holds("inventory") || code.holds("config"))', "!code.isEmpty"),
    Change(10, "… nor one whose code is none of a vendor's", "A list that is not found is empty where TOS says so and does not mean the bucket",
           KIT + "Replies/ErrorReply.swift", "&& code.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }", "&& !code.utf8.contains(0)"),
    Change(9, "a list of TOS with an error's code is none", "A list of TOS with an error's code in it is that error, and no empty list",
           KIT + "Documents/JSONRuleCodec.swift", "guard GatewayError(table.root).code == nil else", "guard GatewayError(table.root).code?.isEmpty != true else"),
    Change(10, "TOS's gateway form is an error", "A write to TOS that is answered by any JSON has failed", KIT + "Requests/HTTPProvider.swift",
           "guard !vendor.replies.documentsAreJSON else {", "guard !vendor.replies.documentsAreJSON || !body.isEmpty else {"),
    Change(9, "undo of a recovered run has nothing to do", "undo of a recovered run has nothing to do about a rule that the run never came to",
           SYNC + "InventorySync+Undo.swift", "guard let live else { return nil }", "guard let live else { return PlannedStep(id: id, action: .keep) }"),
    Change(9, "… nor for a rename that never began", "undo of a rename that was never begun leaves the rule under its old name",
           SYNC + "InventorySync+Undo.swift", "guard let live else { return PlannedStep(id: old, action: .keep) }",
           "guard let live else { return PlannedStep(id: id, action: .keep) }"),
    Change(9, "a write that is seen counts", "a write that is seen counts as written, whatever its answer was, and its rule is ours",
           SYNC + "Outcome/StepOutcome.swift", "if case .done = $0.result { true } else { $0.receipt != nil }", "$0.receipt != nil"),
    Change(10, "… and its rule is ours", "a write that is seen counts as written, whatever its answer was, and its rule is ours",
           SYNC + "Apply/SyncRun.swift", "case .done: step.action != .remove", "case .done: step.action == .remove"),
    Change(9, "an address of S3 is one", "an address of S3 is one, though its scheme has a digit",
           "Sources/InventoryCLI/Commands/Report/ReportSource.swift", "$0.isASCII && ($0.isLetter || $0.isNumber)", "$0.isASCII && $0.isLetter"),
    Change(9, "columns of OSS's objects have their member", "a rule of OSS is read and written in both of its forms",
           "Sources/InventoryAlibabaOSS/AlibabaOSS.swift", "namesFields: true", "namesFields: false"),
    Change(10, "a mark that leads nowhere ends the search", "and cannot be used ends the search, and is named",
           KIT + "Credentials/CredentialFile+Profiles.swift", "case .ruleSet, .nobody: return nil", "case .ruleSet, .nobody: return nil\n            case .mark where bytes.count > 0: return nil"),
    Change(11, "… and a variable that does", "and cannot be used ends the search, and is named", KIT + "Credentials/CredentialFile.swift",
           "case .variable(let variable) = profile.choice {", "case .variable(let variable) = profile.choice, variable.isEmpty {"),
    Change(9, "… and a profile without keys", "and cannot be used ends the search, and is named", KIT + "Credentials/CredentialFile+Profiles.swift",
           "if case .nobody = profile.choice {", "if !sentence.isEmpty {"),
    Change(11, "keys that go by no name are told", "or not, what is passed over is told", KIT + "Credentials/CredentialChain.swift",
           "if !link.goesByName, let name", "if link.goesByName, let name"),
    Change(10, "… and doctor tells of those in the environment", "keys that stand in for those of a name are told, and no problem",
           "Sources/InventoryCLI/Doctor/Examination.swift", "NamedKeys.problem(with: need).map { [$0] }", "NamedKeys.problem(with: need).map { _ in [] }"),
    Change(9, "what a person chose is warned of", "a file of keys that was passed over is told; where a person chose it, by every command",
           "Sources/InventoryCLI/Options/CredentialWarnings.swift", "where remark.isWarning {", "where !remark.isWarning {"),
    Change(9, "nested settings of aws are none", "is read as the command reads it", "Sources/InventoryAmazonS3/Credentials/AWSProfileFile.swift",
           "if let open, depth > open.depth {", "if let open, depth > open.depth + 9 {"),
    Change(10, "… and nothing stands twice", "is read as the command reads it", "Sources/InventoryAmazonS3/Credentials/AWSProfileFile.swift",
           "settings.updateValue(value, forKey: name) == nil else {", "settings.updateValue(value, forKey: name) == nil || depth == 0 else {"),
    Change(9, "an interrupted write tells the last answer", "an interrupted write tells what the server had answered before",
           KIT + "Requests/RequestPipeline.swift", "            CallRecord.current?.note(failure.error)\n", ""),
    Change(9, "a second heading is no bucket", "a mistake is refused where it stands", "Sources/InventoryRuleSet/Document/TargetList.swift",
           '|| row.bucket.lowercased() != "bucket"', "|| !row.bucket.isEmpty"),
    Change(12, "a hidden character is remarked on", "a value that is hardly meant is remarked and goes out as written",
           "Sources/InventoryCore/Capability/Sense.swift", "first(where: Printable.isHidden)", "first(where: Printable.steers)"),
    Change(12, "… and a prefix longer than any name", "a value that is hardly meant is remarked and goes out as written",
           "Sources/InventoryCore/Capability/Fitting.swift", "private static let longestName = 1024", "private static let longestName = 1025"),
    Change(12, "no time is before the year 0", "a value that nobody can mean is refused on every cloud", "Sources/InventoryCore/Rule/Filter.swift",
           "if let from, !from.isInCalendar, from < .endOfYear9999 {", "if let from, from.isInCalendar, from < UTCInstant(secondsSinceEpoch: -62_167_219_200) {"),
    Change(9, "an empty class is refused where it stands", "says where, and what to do", "Sources/InventoryRuleSet/RuleSet/RuleSetCheck.swift",
           "if let storageClass = filter.storageClass {", "if let storageClass = filter.storageClass, !storageClass.isEmpty {"),
    Change(9, "a method is a word", "a method that is no word is refused as a slip of the command line",
           "Sources/InventoryCLI/Commands/SignCommand.swift", "guard !method.isEmpty, method", "guard method.isEmpty || method"),
    Change(9, "a refusal stands at the rule's own place", "a loss that nobody accepted stops the run before any write",
           "Sources/InventoryRuleSet/RuleSet/RulePlace.swift", "{ node.find(RuleSetReview.keys(part)).node.location }", "{ node.location }"),
]


def build():
    # As `make test` builds, so that nothing is built twice.
    strict = {**os.environ, "CLOUD_INVENTORY_STRICT": "1"}
    done = subprocess.run(
        ["swift", "build", "--build-tests", "--explicit-target-dependency-import-check", "error"],
        cwd=ROOT, env=strict, capture_output=True, text=True)
    if done.returncode != 0:
        errors = [line for line in done.stdout.splitlines() if "error:" in line]
        raise SystemExit("does not build:\n" + "\n".join(errors[:20]))


def turned_red(test):
    """Whether the test failed; a filter that finds none is a mistake in the table."""
    done = subprocess.run(
        [PROGRAM, "--testing-library", "swift-testing", "--filter", re.escape(test)], cwd=ROOT, capture_output=True, text=True)
    text = done.stdout + done.stderr
    if "with 0 tests" in text or "Test run started" not in text:
        raise SystemExit(f"no test is called '{test}'")
    return done.returncode != 0


def run(changes):
    survivors = []
    for group in sorted({change.group for change in changes}):
        chosen = [change for change in changes if change.group == group]
        before = {}
        try:
            for change in chosen:
                path = ROOT / change.file
                text = path.read_text()
                before.setdefault(path, text)
                if text.count(change.old) != 1:
                    raise SystemExit(f"{change.file} has not exactly one '{change.old}'")
                path.write_text(text.replace(change.old, change.new))
            build()
            for change in chosen:
                red = turned_red(change.test)
                print(f"{'red' if red else 'STILL GREEN':12}{change.promise}: {change.test}", flush=True)
                if not red:
                    survivors.append(change)
        finally:
            for path, text in before.items():
                path.write_text(text)
    return survivors


def line(text):
    return " ".join(text.split()).replace("|", "\\|")


def table():
    print("| promise | test | in | the change that turned it red |\n| --- | --- | --- | --- |")
    for change in CHANGES:
        new = f"`{line(change.new)}`" if change.new else "nothing"
        place = change.file.rsplit("/", 1)[-1]
        print(f"| {change.promise} | {change.test} | `{place}` | `{line(change.old)}` → {new} |")


def main(words):
    if "--table" in words:
        return table()
    if words[:1] == ["--group"]:
        wanted = [change for change in CHANGES if change.group == int(words[1])]
    elif words[:1] == ["--below"]:
        wanted = [change for change in CHANGES if change.file.startswith(words[1])]
    else:
        wanted = [change for change in CHANGES if not words or change.promise.split()[0] in words]
    return 1 if run(wanted) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
