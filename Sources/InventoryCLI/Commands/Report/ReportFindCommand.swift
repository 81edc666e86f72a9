#if CommandLineTool
    import ArgumentParser
    import InventoryCore
    import InventoryReports

    struct ReportFindCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "find", abstract: "List the runs of a rule, newest first.",
            discussion: """
                A run is complete when its manifest is there. Status 4: there is no complete one.

                JSON: {"format": "cloud-inventory/report-runs/1", "runs": [{"manifest": …, "complete": …, "earliestStart": \
                …}]}.
                """)

        @OptionGroup var place: ReportPlace
        @OptionGroup var form: OutputOptions

        private struct View: Encodable, Sendable {
            struct Run: Encodable, Sendable {
                var manifest: ExactText
                var complete: Bool
                var earliestStart: UTCInstant
            }

            var format = "cloud-inventory/report-runs/1"
            var runs: [Run]
            /// Why the runs could not be listed; nil where they were.
            var error: FailureView?
        }

        func document(of failure: CommandFailure) -> (any Encodable & Sendable)? {
            View(runs: [], error: FailureView(failure))
        }

        func outcome() async throws -> Outcome {
            let runs = try await place.withReports { try await $0.runs() }
            let table = Table(
                ["MANIFEST", "COMPLETE", "STARTED AT THE EARLIEST"],
                runs.map { [$0.manifest.string, $0.isComplete ? "yes" : "no", $0.earliestStart.readable] })
            let isThere = runs.contains(where: \.isComplete)
            if !isThere {
                Console.error("there is no complete report in '\(Printable.quoted(place.place))'")
            }
            return Outcome(
                table.text,
                json: View(
                    runs: runs.map {
                        View.Run(manifest: $0.manifest, complete: $0.isComplete, earliestStart: $0.earliestStart)
                    }),
                status: isThere ? .done : .preflight)
        }
    }
#endif
