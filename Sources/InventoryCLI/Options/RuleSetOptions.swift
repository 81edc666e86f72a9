#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryProviderKit
    import InventoryCore
    import InventorySync
    import InventoryRuleSet

    /// The rule set that `plan`, `apply` and `check` are about.
    struct RuleSetOptions: ParsableArguments {
        @Argument(help: "The rule-set file, YAML or JSON; - is standard input.", completion: .file())
        var file: String

        @Flag(
            help:
                "Believe that an account lists far fewer buckets than in the last run, for targets with buckets.match.")
        var allowShrink = false

        func read() throws -> RuleSetFile { try Self.read(file) }

        /// The rule set with the buckets that are found in the lists of their accounts, and their numbers, which the run records;
        /// nil where all buckets are named. Tells what was found, and warns of what is probably a mistake.
        func find(
            _ file: RuleSetFile, of selection: SelectionOptions, _ journal: InventorySync.Journal,
            _ clouds: CloudOptions, deadline: Deadline = Deadline(nil)
        ) async throws -> (file: RuleSetFile, found: [String: Int]?) {
            let found = try await Self.find(
                file, of: selection, journal, clouds, allowsShrinking: allowShrink, deadline: deadline)
            for remark in found.file.remarks {
                Console.warning("\(remark.location): \(remark.path): \(remark.message)")
            }
            return found
        }

        /// - Parameters:
        ///   - selection: the targets that are meant; nil for all.
        ///   - deadline: when the lists are waited for no longer.
        static func find(
            _ file: RuleSetFile, of selection: SelectionOptions?, _ journal: InventorySync.Journal,
            _ clouds: CloudOptions,
            allowsShrinking: Bool, deadline: Deadline = Deadline(nil)
        ) async throws -> (file: RuleSetFile, found: [String: Int]?) {
            try selection?.requireTargets(of: file)
            guard file.isToBeFound else { return (file, nil) }
            let targets = selection?.selection.groups
            let stop = StopSignal()
            return try await clouds.withCatalog(stop: stop, deadline: deadline.left) { catalog in
                let (found, file) = try await stop.whileReading {
                    var whole = file
                    let found = try await whole.find(
                        with: InventorySync(catalog, journal: journal), targets: targets,
                        allowsShrinking: allowsShrinking)
                    return (found, whole)
                }
                for group in file.groups {
                    if let here = found[group.group.name], let pattern = group.pattern {
                        Console.note("\(Printable.quoted(group.group.name)): \(here.sentence(for: pattern))")
                    }
                }
                return (file, found.mapValues(\.buckets.count))
            }
        }

        static func read(_ file: String) throws -> RuleSetFile {
            guard file == "-" else {
                do {
                    return try RuleSetFile(path: file)
                } catch let error as DocumentError {
                    guard (try? PlanFile(path: file)) != nil else { throw error }
                    throw CommandFailure(
                        .preflight,
                        "\(Printable.quoted(file)) is a saved plan, and no rule set; write "
                            + "`\(Console.name) apply FILE --plan \(Printable.quoted(file))`")
                }
            }
            let input = try InputFile(file)
            return try RuleSetFile(input.bytes, name: input.name) { list in
                try RuleSetFile.targetList(list, below: "")
            }
        }
    }

    extension FoundBuckets {
        /// `3 of the 40 buckets of the account match bk-* without *-tmp; excluded: 2; in other regions: 1`.
        fileprivate func sentence(for pattern: BucketPattern) -> String {
            "\(buckets.count) of the \(listed) buckets that the account lists \(buckets.count == 1 ? "is" : "are") meant: "
                + Printable.quoted("\(pattern)") + (excluded > 0 ? "; excluded: \(excluded)" : "")
                + (elsewhere > 0 ? "; in other regions: \(elsewhere)" : "")
        }
    }

    extension InventorySync {
        /// - Throws: where a target cannot be worked on at all, whatever its bucket holds: an unknown cloud, no region.
        ///   One such target stops everything before the first request, since the file is not what its author meant.
        func requireAddresses(of targets: RuleSetTargets) throws {
            for (number, target) in targets.enumerated() {
                do {
                    try requireAddress(of: target)
                } catch {
                    throw CommandFailure(
                        .preflight, "\(place(number, faultyKey(of: target), in: targets))\(error)")
                }
            }
        }

        /// Tells of every refusal that is known without asking any server, with its place; of those of many buckets once.
        /// - Parameter tellsAcceptance: whether to say too what would have to be accepted; a plan says it at its end.
        /// - Returns: the status for them; done where nothing is refused.
        func tellKnownRefusals(
            _ ruleSet: RuleSet, of targets: RuleSetTargets, tellsAcceptance: Bool = false
        ) -> CommandStatus {
            var summary = PlanSummary()
            var sentences: [String: (first: BucketPlan, id: InventoryRule.ID, part: String, more: Int)] = [:]
            var groups = RefusalGroups()
            for bucket in preflight(ruleSet, on: targets) {
                summary.add(bucket)
                for step in bucket.steps { _ = groups.isNew(step, in: bucket.target) }
                for (id, finding) in bucket.refusals {
                    let sentence = "rule '\(Printable.quoted(id.string))' is refused: \(finding)"
                    sentences[sentence, default: (bucket, id, finding.path, -1)].more += 1
                }
            }
            guard summary.refuse > 0 else { return .done }
            let ordered = sentences.sorted { ($0.value.first.index, $0.key) < ($1.value.first.index, $1.key) }
            for (sentence, found) in ordered {
                let more = found.more == 0 ? "" : " (and \(found.more) more \(found.more == 1 ? "bucket" : "buckets"))"
                let place =
                    targets.place(of: found.first.index, rule: found.id, part: found.part)
                    ?? targets.place(of: found.first.index)
                Console.error("\(place.map { "\($0): " } ?? "")\(found.first.target): \(sentence)\(more)")
            }
            if tellsAcceptance { for line in groups.acceptance { Console.error(line) } }
            return summary.refusedLosses == summary.refuse ? .lossRefused : .preflight
        }

        /// - Throws: where the rule set stops at a refusal and one is known without asking any server.
        func requireAcceptance(_ ruleSet: RuleSet, of targets: RuleSetTargets) throws {
            let status = tellKnownRefusals(ruleSet, of: targets, tellsAcceptance: true)
            guard status != .done, ruleSet.safety.onRefusal == .stopAll else { return }
            throw CommandFailure(status, "nothing was written (safety.onRefusal: stop-all)")
        }

        private func place(_ number: Int, _ part: String? = nil, in targets: RuleSetTargets) -> String {
            targets.place(of: number, key: part).map { "\($0): " } ?? ""
        }

        /// Warns where a target names credentials that the environment does not have, so that those without a name stand in.
        func warnOfStandIns(for targets: RuleSetTargets) {
            var told: Set<CredentialRequest> = []
            for (number, target) in targets.enumerated() {
                let need = CredentialRequest(provider: target.provider, credentials: target.credentials)
                guard target.credentials != nil, told.insert(need).inserted, let problem = NamedKeys.problem(with: need)
                else { continue }
                Console.warning("\(place(number, "credentials", in: targets))\(problem)")
            }
        }

        /// Says so where a run was cut short: what a plan or a check shows may be half of what it was to do. And where the
        /// record of managed rules is damaged: rules of the set may then count as nobody's.
        func mentionUnfinishedRun() {
            if let damage = (try? ledgerDamage()) ?? nil { Console.warning(damage.message) }
            guard case .directory(let folder) = journal, (try? hasUnfinishedRun()) == true else { return }
            Console.warning("a run was cut short and may have left a rule half replaced; \(Self.remedy(folder))")
        }

        /// Says so where the run that ends now leaves its journal without an end.
        func mentionOwnUnfinishedRun() {
            guard case .directory(let folder) = journal,
                (try? runSummaries())?.contains(where: { $0.finished == nil }) == true
            else { return }
            Console.warning(
                "this run ends before all that it began was done, and may have left a rule half replaced; "
                    + Self.remedy(folder))
        }

        private static func remedy(_ folder: String) -> String {
            "make it whole with `\(Console.name) recover --journal \(Printable.quoted(folder))`"
        }

        /// - Throws: where a run was cut short: what it left has to be made whole before another one writes.
        func requireWhole() throws {
            guard case .directory(let folder) = journal, try hasUnfinishedRun() else { return }
            throw CommandFailure(
                .preflight,
                "a run was cut short and may have left a rule half replaced; nothing was written; "
                    + Self.remedy(folder))
        }
    }
#endif
