#if CommandLineTool
    import ArgumentParser
    import InventoryComparison
    import InventoryCore
    import InventoryReports

    struct ReportCompareCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "compare",
            abstract: "Say whether all of a source is at a target, and the same, by their reports.",
            discussion: """
                Both newest complete reports are verified. Current versions are compared, unless --versions asks for all.

                Status 0: complete, and nothing extra. 2: something differs or is undecided. 1: a report failed, or lists the \
                current version of a key twice. 4: there is no report, or it lists no versions.

                JSON: {"format": "cloud-inventory/report-comparison/1", "source": {…}, "target": {…} (as of `report verify`), \
                "settledBefore": …, "counts": {VERDICT: …}, "complete": …, "skipped": {"source": {"excluded": …, "folders": …, \
                "outOfScope": …}, "target": {…}}, "work": {FORM: {"listed": …, "left": …}}}; without "counts" where nothing \
                was concluded. With --versions "counts" has "different-history", too.
                """)

        @Argument(help: "The reports of what was copied: a folder or an address, as for `report verify`.")
        var source: String

        @Argument(help: "The reports of the copy.")
        var target: String

        @Option(
            help: ArgumentHelp("The source's cloud, where its manifests do not tell it.", valueName: "id"),
            completion: .list(ReportPlace.clouds))
        var sourceCloud: String?

        @Option(
            help: ArgumentHelp("The target's cloud, where its manifests do not tell it.", valueName: "id"),
            completion: .list(ReportPlace.clouds))
        var targetCloud: String?

        @OptionGroup var reach: CloudOptions
        @OptionGroup var choice: ComparisonChoice
        @OptionGroup var lists: ListOptions
        @OptionGroup var progress: ProgressOptions
        @OptionGroup var form: OutputOptions

        func validate() throws {
            guard !choice.versions || lists.work.isEmpty else {
                throw ValidationError("work lists name no versions, so --work does not go with --versions")
            }
        }

        func outcome() async throws -> Outcome {
            let sources = [
                try ReportSource(source, cloud: sourceCloud, option: "--source-cloud"),
                try ReportSource(target, cloud: targetCloud, option: "--target-cloud"),
            ]
            let (options, lists, progress) = (try choice.options(), try lists.requests(), progress)
            let view = try await reach.withReports(of: sources) { reports in
                try await Self.compare(reports[0], reports[1], options, lists, ReportProgressLine(progress))
            }
            Console.clearProgress()
            return Outcome(view.text, json: view, status: view.status)
        }

        private static func compare(
            _ from: ReportStore, _ to: ReportStore, _ options: ComparisonOptions, _ lists: [ListRequest],
            _ progress: ReportProgressLine
        ) async throws -> ComparisonView {
            let (source, target) = (try await from.newestReport(), try await to.newestReport())
            guard let source, let target else {
                return ComparisonView(
                    source: try await source?.verify(progress: progress.note) ?? Verification(),
                    target: try await target?.verify(progress: progress.note) ?? Verification())
            }
            let comparison = Comparison(of: source, with: target, options)
            let newWriters = { try lists.map { try ListFile($0, source: source) } }
            var writers = try newWriters()
            let result = try await comparison.run(progress: progress.note, startOver: { writers = try newWriters() }) {
                key in
                for writer in writers { try writer.add(key) }
            }
            guard result.summary != nil else { return ComparisonView(source: result.source, target: result.target) }
            for writer in writers { try writer.finish() }
            return ComparisonView(result, work: writers.compactMap(\.work))
        }
    }
#endif
