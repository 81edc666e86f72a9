#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore
    import InventoryReports
    import InventoryRuleSet
    import InventorySync

    struct ReportPairsCommand: FleetCommand {
        static let configuration = CommandConfiguration(
            commandName: "pairs", abstract: "Compare the reports of every pair of buckets that a rule set names.",
            discussion: """
                A rule set says under pairs which bucket was copied to which. For each, both newest complete reports are \
                found, verified and compared, as by `report compare`, one pair after the other.

                complete: everything is at the target. empty: neither report lists an object, so nothing was compared. extra: and more. different: something differs or is undecided. \
                broken: a report failed. never: there is no report. unreadable: a bucket cannot be read.

                With --keep a run goes on where an earlier one ended: a pair whose two reports are still the newest is not \
                compared again.

                Status 0: all are complete, and nothing is extra. 2: a pair is different, has extra objects, or no report. \
                1: a report failed, or a bucket could not be read. 4: the rule set has no pairs; no credentials.

                JSON: {"format": "\(PairResult.format)", "ruleSet": …, "pairs": [{"index": …, "source": {"bucket": …, "rule": \
                …, "manifest": …, "rows": …}, "target": {…}, "state": …, "sentence": …, "counts": {VERDICT: …}, \
                "settledBefore": …, "differences": [{"key": …, "verdict": …}] (the first \(PairResult.mostDifferences)), \
                "kept": …}], "summary": {"pairs": …, "states": {STATE: …}}}. JSON lines: one of the pairs a line, and at the \
                end {"format": …, "ruleSet": …, "summary": {…}}.
                """)

        @OptionGroup var ruleSet: RuleSetOptions
        @Option(
            help: ArgumentHelp("Keep each pair's result in this folder, which is made.", valueName: "folder"),
            completion: .directory)
        var keep: String?
        @OptionGroup var limit: DeadlineOption
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: FleetOutputOptions

        func status() async throws -> CommandStatus {
            let deadline = Deadline(limit.duration)
            let (file, _) = try await RuleSetOptions.find(
                try ruleSet.read(), of: nil, .none, clouds, allowsShrinking: true, deadline: deadline)
            let (pairs, name) = (try file.comparedPairs(), file.ruleSet.name)
            guard !pairs.isEmpty else {
                throw CommandFailure(
                    .preflight,
                    "the rule set names no pairs; write pairs: [{source: TARGET/BUCKET, target: TARGET/BUCKET}]")
            }
            if let keep { try OutputFolder.make(keep) }
            let (form, keep, targets) = (form, keep, file.targets)
            let ruleSet = file.ruleSet
            let stop = StopSignal()
            return try await clouds.withCatalog(stop: stop, deadline: deadline.left) { catalog in
                let sync = InventorySync(catalog)
                try sync.requireAddresses(of: targets)
                sync.warnOfStandIns(for: targets)
                let reader = PairReader(catalog: catalog, folder: keep)
                var view = PairsView(form.output, ruleSet: name, page: try form.page(.pairs, of: ruleSet))
                var progress = form.progress.start(pairs.count)
                for pair in pairs {
                    let result: PairResult
                    do {
                        result =
                            if let reason = stop.reason {
                                PairResult(pair, .notAttempted, Self.sentence(CommandStatus(stoppedBecause: reason)))
                            } else {
                                try await reader.result(of: pair)
                            }
                    } catch is CancellationError {
                        view.endPage(
                            note: FleetOutputOptions.pageNote(
                                CancellationError(), read: view.summary.pairs, of: pairs.count, "pair"))
                        throw CancellationError()
                    } catch {
                        let failure = CommandFailure(error)
                        result = PairResult(pair, .unreadable, failure.message)
                        view.note(failure.status)
                    }
                    view.add(result, pair)
                    progress.note(isFailure: result.status == .failed)
                }
                Console.clearProgress()
                let ending = stop.reason.map { CommandStatus(stoppedBecause: $0) }
                try view.end(note: ending.map(Self.sentence))
                return .worst([view.status, ending ?? .done])
            }
        }

        private static func sentence(_ ending: CommandStatus) -> String {
            "the run " + (ending == .interrupted ? "was interrupted" : "was at its deadline") + "; run it again"
        }
    }
#endif
