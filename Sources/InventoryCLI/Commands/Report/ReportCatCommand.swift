#if CommandLineTool
    import ArgumentParser
    import InventoryCore
    import InventoryReports

    struct ReportCatCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cat", abstract: "Print the rows of the newest complete report as JSON lines.",
            discussion: """
                Verifies the report while it reads. Status 1: a step failed; rows may have been printed before, and do not \
                count. 4: there is no report.

                JSON lines: {"key": …, "size": …, "modified": …, "etag": …, "multipart": …, "crc64": …}, null for what the \
                report does not tell; in reports of all versions also "versionId", "isLatest" and "isDeleteMarker". Keys are \
                canonical: A-Z a-z 0-9 - . _ ~ / as they are, every other byte as %XX.
                """)

        enum Form: String, ExpressibleByArgument, CaseIterable {
            case jsonl
        }

        @OptionGroup var place: ReportPlace

        @Option(help: "The form of the output.")
        var output = Form.jsonl

        @OptionGroup var progress: ProgressOptions
        @OptionGroup var colours: ColorOptions

        func run() async throws {
            let progress = progress
            let verification = try await place.withReports { reports in
                guard let report = try await reports.newestReport() else { return reports.noReport }
                guard let manifest = report.manifest else { return report.manifestVerification }
                let printer = RowPrinter(hasVersions: manifest.hasVersions)
                let line = ReportProgressLine(progress)
                let found = try await report.read(into: printer) { line.note($0) }
                try printer.finish()
                return found
            }
            Console.clearProgress()
            let view = VerificationView(verification)
            guard view.status != .done else { return }
            for failure in verification.failures { Console.refusal(failure.message) }
            Console.error(view.status == .preflight ? view.sentence : "the report failed; its rows do not count")
            throw ExitCode(view.status.rawValue)
        }
    }
#endif
