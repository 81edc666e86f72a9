#if CommandLineTool
    import ArgumentParser
    import InventoryReports

    struct ReportVerifyCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Try everything by which the newest complete report can be trusted.",
            discussion: """
                Reads the whole report. Status 0: every step passed, or the cloud's reports have nothing to check there. 1: a \
                step failed. 4: there is no report.

                JSON: {"format": "cloud-inventory/report-verification/1", "cloud": …, "manifest": …, "outcome": "verified", \
                "failed" or "no-report", "rung": the last step that passed before the first that did not, "steps": {STEP: \
                "passed", "failed", "absent" or "notReached"}, "failures": [{"step": …, "code": …, "message": …, "file": …, \
                "row": …}], "failureCount": …, "rows": …, "files": …, "bytes": …, "dialect": the forms of this report that no \
                source settles, without keys or names}.
                """)

        @OptionGroup var place: ReportPlace
        @OptionGroup var progress: ProgressOptions
        @OptionGroup var form: OutputOptions

        func document(of failure: CommandFailure) -> (any Encodable & Sendable)? { VerificationView(failure) }

        func outcome() async throws -> Outcome {
            let progress = progress
            let verification = try await place.withReports { reports in
                guard let report = try await reports.newestReport() else { return reports.noReport }
                return try await report.verify(progress: ReportProgressLine(progress).note)
            }
            Console.clearProgress()
            let view = VerificationView(verification)
            return Outcome(view.text, json: view, status: view.status)
        }
    }
#endif
