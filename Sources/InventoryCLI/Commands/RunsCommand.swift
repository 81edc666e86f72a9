#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventorySync

    struct RunsCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "runs", abstract: "List the runs of a journal, oldest first; no network.",
            discussion: """
                A run is `finished`, `recovered`, or `open`: under way, or cut short, which `recover` tells apart.

                JSON: {"runs": [{"run": …, "ruleSet": …, "started": …, "finished": …, "state": …}]}.
                """)

        @OptionGroup var past: PastOptions
        @OptionGroup var form: OutputOptions

        private struct View: Encodable {
            struct Run: Encodable {
                var run: String
                var ruleSet: String
                var started: UTCInstant
                var finished: UTCInstant?
                var state: String
            }

            var runs: [Run]
        }

        func outcome() async throws -> Outcome {
            let runs = try InventorySync(OfflineClouds(), journal: try past.place()).runSummaries().map { run in
                View.Run(
                    run: run.run, ruleSet: run.ruleSet, started: run.started, finished: run.finished,
                    state: run.finished == nil ? "open" : run.wasRecovered ? "recovered" : "finished")
            }
            let table = Table(
                ["RUN", "STATE", "RULE SET", "STARTED", "FINISHED"],
                runs.map {
                    [$0.run, $0.state, $0.ruleSet, $0.started.description, $0.finished?.description ?? ""]
                })
            return Outcome(table.text, json: View(runs: runs))
        }
    }
#endif
