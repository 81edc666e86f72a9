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

                --engine leaves the rows to DuckDB or Spark: for reports of billions of rows, or in Parquet or ORC. The answer is \
                the same. `report handover` writes what would be run.

                --source-fingerprint and --target-fingerprint name what `report fingerprint` wrote of both: only buckets that \
                differ are compared key by key and listed; the keys of the others are counted as the same.

                Status 0: complete, and nothing extra. 2: something differs or is undecided, or the options leave out all of \
                the source: then nothing was compared, and nothing is complete. 1: a report failed, or lists the current \
                version of a key twice. 4: there is no report, or it lists no versions. Lists of an earlier run are taken away \
                first.

                JSON: {"format": "cloud-inventory/report-comparison/1", "source": {…}, "target": {…} (as of `report verify`), \
                "settledBefore": …, "counts": {VERDICT: …}, "complete": …, "skipped": {"source": {"excluded": …, "folders": …, \
                "outOfScope": …}, "target": {…}}, "fingerprints": {"equalBy": …, "buckets": …, "differing": …}, "work": {FORM: {"listed": …, "left": …}}, "remarks": [what \
                is to be known beside it, where there is any]}; without "counts" where nothing \
                was concluded; with "error" alone where a report could not be read. With --versions "counts" has "different-history", too.
                """)

        @OptionGroup var pair: ReportPair
        @OptionGroup var reach: CloudOptions
        @OptionGroup var choice: ComparisonChoice
        @OptionGroup var engine: EngineOptions
        @OptionGroup var files: EngineFileOptions
        @OptionGroup var fingerprints: EqualBucketOptions
        @OptionGroup var lists: ListOptions
        @OptionGroup var progress: ProgressOptions
        @OptionGroup var form: OutputOptions

        func validate() throws {
            guard !choice.versions || lists.work.isEmpty else {
                throw ValidationError("work lists name no versions, so --work does not go with --versions")
            }
            guard !choice.versions || engine.engine == nil else {
                throw ValidationError("engines compare current versions, so --engine does not go with --versions")
            }
            guard !choice.versions || !fingerprints.isGiven else {
                throw ValidationError("fingerprints are of current versions, so they do not go with --versions")
            }
        }

        func document(of failure: CommandFailure) -> (any Encodable & Sendable)? {
            FailureDocument(ComparisonView.format, failure)
        }

        func outcome() async throws -> Outcome {
            let sources = try pair.sources()
            let (options, progress) = (try choice.options(), progress)
            let equalBuckets = try fingerprints.equalBuckets()
            let engine = engine.engine == nil ? nil : (options: engine, places: try files.places(sources))
            let lists = try await lists.requests(beside: sources)
            let view = try await reach.withReports(of: sources) { reports in
                try await Self.compare(
                    reports[0], reports[1], options, equalBuckets, engine, lists, ReportProgressLine(progress))
            }
            Console.clearProgress()
            for remark in view.remarks ?? [] { Console.warning(remark) }
            return Outcome(view.text, json: view, status: view.status)
        }

        private static func compare(
            _ from: ReportStore, _ to: ReportStore, _ options: ComparisonOptions, _ equalBuckets: EqualBuckets?,
            _ engine: (options: EngineOptions, places: [String])?, _ lists: [ListRequest],
            _ progress: ReportProgressLine
        ) async throws -> ComparisonView {
            let (source, target) = (try await from.newestReport(), try await to.newestReport())
            guard let source, let target else {
                return ComparisonView(
                    source: try await source?.verify(progress: progress.note) ?? from.noReport,
                    target: try await target?.verify(progress: progress.note) ?? to.noReport)
            }
            var comparison = Comparison(of: source, with: target, options)
            comparison.equalBuckets = equalBuckets
            let files = try ListFiles(lists, source: source)
            let result: InventoryComparison.ComparisonResult
            if let engine {
                result = try await engine.options.run(
                    comparison, files: engine.places, progress: progress.note, files.isEmpty ? nil : files.add)
            } else {
                result = try await comparison.run(progress: progress.note, startOver: files.startOver, files.add)
            }
            guard result.summary != nil else { return ComparisonView(source: result.source, target: result.target) }
            try files.finish()
            return ComparisonView(
                result, equalBuckets: equalBuckets, work: files.work, coverage: comparison.differentCoverage)
        }
    }
#endif
