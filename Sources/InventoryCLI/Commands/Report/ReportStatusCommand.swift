#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryProviderKit
    import InventoryCore
    import InventorySync
    import InventoryReports
    import InventoryRuleSet
    import InventoryWatch

    struct ReportStatusCommand: FleetCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Say whether every rule's reports arrive as its schedule wants.",
            discussion: """
                For every bucket and rule of the set: the last complete report, its rows by the manifest where that tells \
                them, and its age. It lists the report buckets and reads manifests, with the keys of each target, and \
                remembers nothing. Whether the rules are there says `check`, whether a report can be trusted `report verify`.

                arrived: no older than schedule and grace allow. overdue: the next one should be there. incomplete: a run has \
                no manifest and should be finished, or is the first. broken: the newest manifest cannot be used. never: there \
                is no report. unreadable: the bucket cannot be read. off: the rule is switched off.

                Status 0: all arrived. 2: a report is overdue, incomplete, broken, or was never there. 1: a bucket could not be \
                read. 4: no credentials.

                JSON: {"format": "\(ReportStatusView.format)", "ruleSet": …, "buckets": [{"index": …, "target": {…}, \
                "rules": [{"id": …, "state": …, "bucket": …, "folder": …, "manifest": …, "started": …, "arrived": …, \
                "rows": …, "age": seconds, "due": …, "unfinished": …, "problems": […]}], "error": …}], "summary": {"buckets": \
                …, "rules": …, "states": {STATE: …}}}. JSON lines: one of the buckets a line, and at the end {"format": …, "ruleSet": …, \
                "summary": {…}}.
                """)

        @OptionGroup var ruleSet: RuleSetOptions
        @OptionGroup var selection: SelectionOptions
        @Option(
            help: ArgumentHelp(
                "How long a run may take until its manifest is there, beside what the schedule says: 90m, 36h, 2d.",
                valueName: "time"))
        var grace = "1d"
        @OptionGroup var limit: DeadlineOption
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: FleetOutputOptions

        func validate() throws {
            guard Duration(written: grace) == nil else { return }
            throw ValidationError("--grace takes 90m, 36h or 2d, not '\(Printable.quoted(grace, limit: 40))'")
        }

        func status() async throws -> CommandStatus {
            var file = try ruleSet.read()
            let deadline = Deadline(limit.duration)
            (file, _) = try await ruleSet.find(
                file, of: selection, JournalOptions.place(ifKnown: file.ruleSet.name), clouds, deadline: deadline)
            let targets = try selection.targets(of: file)
            let (ruleSet, form) = (file.ruleSet, form)
            let grace = Duration(written: grace) ?? ReportStatus.grace
            let stop = StopSignal()
            return try await clouds.withCatalog(stop: stop, deadline: deadline.left) { catalog in
                let sync = InventorySync(catalog)
                try sync.requireAddresses(of: targets)
                sync.warnOfStandIns(for: targets)
                var view = ReportStatusView(
                    form.output, ruleSet: ruleSet.name, page: try form.page(.status, of: ruleSet))
                var progress = form.progress.start(targets.count)
                do {
                    try await sync.reportStatus(
                        on: targets, pacing: ruleSet.pacing, grace: grace, scratch: .temporary, stop: stop
                    ) { bucket in
                        view.add(bucket)
                        progress.note(isFailure: bucket.error != nil)
                    }
                } catch {
                    view.endPage(
                        note: FleetOutputOptions.pageNote(error, read: view.summary.buckets, of: targets.count))
                    throw error
                }
                Console.clearProgress()
                let ending = stop.reason.map { CommandStatus(stoppedBecause: $0) }
                try view.end(
                    note: ending.map { ending in
                        FleetOutputOptions.pageNote(
                            ending == .interrupted
                                ? CancellationError() : CommandFailure(ending, "the deadline had passed"),
                            read: view.summary.buckets - view.notAttempted, of: targets.count)
                    })
                return .worst([view.status, ending ?? .done])
            }
        }
    }
#endif
