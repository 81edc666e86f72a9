#if CommandLineTool
    import ArgumentParser
    import Glibc
    import InventoryComparison
    import InventoryCore
    import InventoryReports

    struct ReportHandoverCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "handover",
            abstract: "Write the comparison of two reports as a script for DuckDB, Spark or Athena.",
            discussion: """
                For reports that are too big for one machine. Manifests, checksums and the files' sizes are verified first; for \
                DuckDB, which is one machine as well, every row. The script names every file, compares as `report compare` \
                does, and fails where what the engine has read is not what the manifests say. DuckDB and Spark are tried with \
                every release; Athena was never at hand: its queries are written from the documentation and were never run.

                Status 0: written. 1: a report failed. 4: there is no report.

                JSON: {"format": "cloud-inventory/report-handover/1", "source": {…}, "target": {…} (as of `report verify`), \
                "script": …}; without "script" where nothing was written.
                """)

        @Argument(help: "duckdb, spark or athena.")
        var engine: EngineName

        @OptionGroup var pair: ReportPair
        @OptionGroup var files: EngineFileOptions

        @Option(help: ArgumentHelp("Writes the script into this folder.", valueName: "folder"))
        var out: String

        @OptionGroup var reach: CloudOptions
        @OptionGroup var choice: ComparisonChoice
        @OptionGroup var fingerprints: EqualBucketOptions
        @OptionGroup var progress: ProgressOptions
        @OptionGroup var form: OutputOptions

        private struct View: Encodable {
            static let format = "cloud-inventory/report-handover/1"

            var format = Self.format
            var source: VerificationView
            var target: VerificationView
            var script: String?
        }

        func document(of failure: CommandFailure) -> (any Encodable & Sendable)? {
            FailureDocument(View.format, failure)
        }

        func outcome() async throws -> Outcome {
            let sources = try pair.sources()
            let (engine, options, places) = (engine.engine, try choice.options(), try files.places(sources))
            let (progress, equalBuckets) = (ReportProgressLine(progress), try fingerprints.equalBuckets())
            let prepared = try await reach.withReports(of: sources) { reports -> Handover.Preparation in
                let (source, target) = (try await reports[0].newestReport(), try await reports[1].newestReport())
                guard let source, let target else {
                    throw CommandFailure(
                        .preflight,
                        "there is no complete report in \(reports[source == nil ? 0 : 1].place): `report find` lists them"
                    )
                }
                var comparison = Comparison(of: source, with: target, options)
                comparison.equalBuckets = equalBuckets
                return try await Handover.prepare(
                    comparison, for: engine, sourceFiles: places[0], targetFiles: places[1], progress: progress.note)
            }
            Console.clearProgress()
            var view = View(source: VerificationView(prepared.source), target: VerificationView(prepared.target))
            guard let handover = prepared.handover else {
                let failed = [("source", view.source), ("target", view.target)].filter { $0.1.failureCount > 0 }
                return Outcome(
                    failed.map { "nothing was written: the \($0.0)'s report: \($0.1.sentence)\n" }.joined(), json: view,
                    status: .failed)
            }
            view.script = try write(handover)
            return Outcome("written: \(Printable.quoted(view.script ?? ""))\n", json: view, status: .done)
        }

        private func write(_ handover: Handover) throws -> String {
            try OutputFolder.make(out)
            let file = try OutputFile("\(out)/\(handover.scriptName)")
            try file.write(handover.script())
            try file.finish()
            return "\(out)/\(handover.scriptName)"
        }
    }
#endif
