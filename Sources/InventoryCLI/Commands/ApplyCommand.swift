#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore
    import InventoryProviderKit
    import InventorySync
    import InventoryWire
    import InventoryRuleSet

    struct ApplyCommand: FleetCommand {
        static let configuration = CommandConfiguration(
            commandName: "apply", abstract: "Make every bucket hold the rules of a rule set.",
            discussion: """
                Reads each bucket, writes what differs, and reads again to see it there. The first SIGINT, SIGTERM or SIGHUP lets \
                the buckets that are being written come to their end, for three seconds, and begins no other; the second \
                stops at once. Running it again goes on where it stopped. Status 0 says that every write was seen. After a run that was cut short, `recover` comes first.

                --plan applies a plan of `plan --out` and nothing else; it is refused when it is damaged, too old, or of \
                another rule set. A rule that has changed since is left alone.

                JSON: {"ruleSet": …, "buckets": [{"index": …, "target": {…}, "steps": [{"id": …, "action": …, "result": \
                …, …}], "error": …}], "summary": {…}}. JSON lines: one of the buckets a line as it is finished, and at \
                the end {"ruleSet": …, "summary": {…}}.
                """)

        @OptionGroup var ruleSet: RuleSetOptions
        @Option(help: ArgumentHelp("Apply this saved plan.", valueName: "file"), completion: .file())
        var plan: String?
        @Flag(help: "Remove rules without asking; on a terminal it asks otherwise.")
        var yes = false
        @OptionGroup var selection: SelectionOptions
        @OptionGroup var changes: ChangeOptions
        @OptionGroup var safety: SafetyOptions
        @OptionGroup var journal: JournalOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: FleetOutputOptions

        func validate() throws {
            if plan != nil, changes.limit(selection.selection) != Selection() {
                throw ValidationError(
                    "--plan says itself which buckets and changes it is for; give --target, --bucket and --only to `plan`"
                )
            }
        }

        func status() async throws -> CommandStatus {
            do {
                return try await applied()
            } catch {
                // The last line of the output always says what was done: nobody must take silence for success.
                if [.table, .markdown].contains(form.output),
                    [.preflight, .lossRefused].contains(CommandFailure(error).status)
                {
                    try StandardStream.output.write("nothing was written\n")
                }
                throw error
            }
        }

        private func applied() async throws -> CommandStatus {
            var file = try ruleSet.read()
            safety.tighten(&file.ruleSet.safety)
            let saved = try plan.map { try PlanFile(path: $0) }
            let journal = try journal.place(for: file.ruleSet.name)
            let found: [String: Int]?
            let deadline = Deadline(file.ruleSet.safety.deadline)
            (file, found) = try await ruleSet.find(file, of: selection, journal, clouds, deadline: deadline)
            file.ruleSet.safety.deadline = deadline.left
            let targets = try selection.targets(of: file)
            try self.journal.tellOfRename(file.ruleSet.name, targets)
            let (ruleSet, changes, form, yes) = (file.ruleSet, changes.limit(selection.selection), form, yes)
            let stop = StopSignal()
            return try await clouds.withCatalog(stop: stop, deadline: ruleSet.safety.deadline) { [file] catalog in
                let page = try form.page(.apply, of: ruleSet)
                var sync = InventorySync(catalog, journal: journal)
                sync.found = found
                try sync.requireAddresses(of: targets)
                sync.warnOfStandIns(for: targets)
                try sync.requireAcceptance(ruleSet, of: targets)
                try sync.requireWhole()
                try await stop.whileReading {
                    try await catalog.tellOfBucketsLeftBehind(by: file, journal)
                    try await catalog.requireCredentials(of: targets) { targets.place(of: $0, key: "credentials") }
                }
                if let saved, !yes { try Confirmation.require(saved.summary, stop: stop) }
                let outcomes =
                    if let saved {
                        sync.apply(saved, of: ruleSet, on: targets, stop: stop)
                    } else {
                        sync.converge(ruleSet, on: targets, selection: changes, stop: stop) {
                            if !yes { try Confirmation.require($0, stop: stop) }
                        }
                    }
                return try await form.show(
                    outcomes, of: sync, ruleSet: ruleSet.name, total: saved?.summary.buckets ?? targets.count,
                    stop: stop, page: page)
            }
        }
    }

    extension FleetOutputOptions {
        /// Shows a run until it has ended.
        func show(
            _ outcomes: BucketOutcomes, of sync: InventorySync, ruleSet: String, total: Int, stop: StopSignal,
            page: sending HTMLPage?, tellsUnchanged: Bool = false
        ) async throws -> CommandStatus {
            let view = Locked(ApplyView(output, ruleSet: ruleSet, page: page, tellsUnchanged: tellsUnchanged))
            LastWords.prepare { reason in
                sync.mentionOwnUnfinishedRun()
                view.withLock { try? $0.end(missing: total - $0.summary.buckets, note: Self.note(reason)) }
            }
            defer { LastWords.forget() }
            var progress = progress.start(total)
            var failure: CommandFailure?
            var missing = 0
            do {
                for try await bucket in outcomes {
                    view.withLock { $0.add(bucket) }
                    progress.note(isFailure: bucket.isFailure)
                }
            } catch is CancellationError {
                // What was not finished by then is nobody's failure but the run's end.
                missing = total - view.withLock { $0.summary.buckets }
            } catch {
                let ending = CommandFailure(error)
                Console.clearProgress()
                let told = view.withLock { $0.summary.buckets }
                guard told > 0 else {
                    sync.mentionOwnUnfinishedRun()
                    throw ending
                }
                // What was done before has to be told all the same.
                Console.tell(ending)
                failure = ending
                missing = total - told
            }
            Console.clearProgress()
            if missing > 0 { sync.mentionOwnUnfinishedRun() }
            let reason = stop.reason ?? (Task.isCancelled ? .interrupted : nil)
            let ending = reason.map { CommandStatus(stoppedBecause: $0) }
            try view.withLock { try $0.end(missing: missing, note: failure?.message ?? reason.map(Self.note)) }
            if ending == .interrupted { return .interrupted }
            return .worst([view.withLock { $0.status }, failure?.status ?? .done, missing > 0 ? .failed : .done])
        }

        private static func note(_ reason: StopSignal.Reason) -> String {
            (reason == .deadline ? "the run's deadline had passed" : "the run was interrupted") + "; run it again"
        }
    }
#endif
