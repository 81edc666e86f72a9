#if CommandLineTool
    import ArgumentParser
    import InventoryComparison
    import InventoryCore
    import InventoryReports

    struct ReportChangesCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "changes", abstract: "Say what changed in a bucket between two of its reports.",
            discussion: """
                The newest complete report and the complete one before it, unless told otherwise. Both are verified. Current \
                versions are compared by size, ETag, CRC-64 and time of the last change, which within one bucket tell every \
                write. What came and went between the two is in neither.

                Status 0: nothing changed. 2: something did. 1: a report failed, or lists the current version of a key twice. \
                4: there are no two reports.

                JSON: {"format": "\(ChangesView.format)", "before": {…}, "after": {…} (as of `report verify`), "counts": \
                {"added": …, "removed": …, "changed": …, "same": …, "incomparable": …}, "skipped": {"before": {…}, "after": \
                {…}}, "work": {FORM: {"listed": …, "left": …}}}; without "counts" where nothing was concluded. Work lists \
                name what was added or changed.
                """)

        @OptionGroup var place: ReportPlace

        @Option(
            help: ArgumentHelp("The earlier report, by its manifest as `report find` names it.", valueName: "manifest"))
        var before: String?

        @Option(help: ArgumentHelp("The later report.", valueName: "manifest"))
        var after: String?

        @Option(help: ArgumentHelp("Leaves out keys that begin so.", valueName: "prefix"))
        var exclude: [String] = []

        @OptionGroup var lists: ListOptions
        @OptionGroup var progress: ProgressOptions
        @OptionGroup var form: OutputOptions

        func validate() throws {
            guard !exclude.contains("") else {
                throw ValidationError("--exclude '' would leave out every key, and then nothing is compared")
            }
        }

        func document(of failure: CommandFailure) -> (any Encodable & Sendable)? {
            FailureDocument(ChangesView.format, failure)
        }

        func outcome() async throws -> Outcome {
            let options = ComparisonOptions(question: .change, excluded: exclude.map { ExactText($0) })
            let line = ReportProgressLine(progress)
            let lists = try await lists.requests(ofChanges: true, beside: [try place.source()])
            let (before, after) = (before.map { ExactText($0) }, after.map { ExactText($0) })
            let view = try await place.withReports { reports in
                let (older, newer) = try await Self.runs(of: reports, before, after)
                return try await Self.compare(
                    try await reports.report(older), try await reports.report(newer), options, lists, line)
            }
            Console.clearProgress()
            return Outcome(view.text, json: view, status: view.status)
        }

        /// The two runs that are meant, the earlier one first.
        private static func runs(
            of reports: ReportStore, _ before: ExactText?, _ after: ExactText?
        ) async throws -> (ReportRun, ReportRun) {
            let complete = try await reports.runs().filter(\.isComplete)
            func run(_ manifest: ExactText) throws -> ReportRun {
                guard let run = complete.first(where: { $0.manifest == manifest }) else {
                    throw CommandFailure(
                        .preflight,
                        "there is no complete report '\(Printable.quoted(manifest.string))'; `report find` lists them")
                }
                return run
            }
            let newer = try after.map(run) ?? complete.first
            let older =
                try before.map(run) ?? newer.flatMap { newer in complete.drop { $0 != newer }.dropFirst().first }
            guard let newer, let older else {
                throw CommandFailure(
                    .preflight, "there are no two complete reports to compare; `report find` lists those that are there"
                )
            }
            guard newer != older else {
                throw CommandFailure(
                    .preflight, "both reports are '\(Printable.quoted(newer.manifest.string))'; name two")
            }
            return (older, newer)
        }

        private static func compare(
            _ before: Report, _ after: Report, _ options: ComparisonOptions, _ lists: [ListRequest],
            _ progress: ReportProgressLine
        ) async throws -> ChangesView {
            let files = try ListFiles(lists, source: after)
            let result = try await Comparison(of: after, with: before, options).run(
                progress: progress.note, startOver: files.startOver, files.add)
            if result.summary != nil { try files.finish() }
            return ChangesView(result, work: files.work)
        }
    }
#endif
