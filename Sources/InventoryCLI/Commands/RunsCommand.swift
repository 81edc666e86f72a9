#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryProviderKit
    import InventoryCore
    import InventorySync

    struct RunsCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "runs", abstract: "List the runs of a journal, oldest first; no network.",
            discussion: """
                A run is `finished`, `recovered`, or `open`: under way, or cut short, which `recover` tells apart. Its kind is \
                apply, or undo of another. One that was killed before its first line was on disk is open, and has neither \
                kind nor rule set. The counts are of the buckets that it wrote to, and of the rules that it stored and \
                removed: so many or more where it was cut short in a bucket. One-off reports of `run` are listed below: accepted, failed, or unknown.

                JSON: {"runs": [{"run": …, "kind": "apply" or "undo", "undoes": …, "ruleSet": …, "started": …, "finished": …, \
                "state": …, "buckets": …, "stored": …, "removed": …, "atLeast": true where it may be more}], "jobs": [{"id": …, "provider": …, "bucket": …, "state": …, \
                "time": …}]}; a run of an earlier version has no counts.
                """)

        @OptionGroup var past: PastOptions
        @OptionGroup var settings: SettingsOptions
        @OptionGroup var form: OutputOptions

        private struct View: Encodable {
            struct Run: Encodable {
                var run: String
                /// Nil where the beginning of the run's file cannot be read.
                var kind: String?
                var undoes: String?
                var ruleSet: String
                var started: UTCInstant?
                var finished: UTCInstant?
                var state: String
                var buckets: Int?
                var stored: Int?
                var removed: Int?
                /// There where the counts may be too low.
                var atLeast: Bool?

                init(_ run: RunSummary, _ details: RunDetails?) {
                    self.run = run.run
                    undoes = details?.undoes
                    kind = run.ruleSet.isEmpty ? nil : undoes == nil ? "apply" : "undo"
                    ruleSet = run.ruleSet
                    (started, finished) = (run.started, run.finished)
                    state = run.finished == nil ? "open" : run.wasRecovered ? "recovered" : "finished"
                    (buckets, stored, removed) = (details?.buckets, details?.stored, details?.removed)
                    atLeast = details?.isAtLeast == true ? true : nil
                }

                var cells: [String] {
                    [run, kind ?? "", state, ruleSet, started?.readable ?? "", finished?.readable ?? ""]
                        + [buckets?.grouped ?? ""]
                        + [stored, removed].map { $0.map { "\($0.grouped)\(atLeast == true ? " or more" : "")" } ?? "" }
                }
            }

            struct Job: Encodable {
                var id: InventoryRule.ID
                var provider: ProviderID
                var bucket: ExactText
                var state: OneOffEntry.State
                var time: UTCInstant

                var cells: [String] { [id.string, state.rawValue, "\(provider)/\(bucket)", time.readable] }
            }

            var runs: [Run]
            var jobs: [Job]
        }

        func outcome() async throws -> Outcome {
            let sync = InventorySync(OfflineClouds(), journal: try past.place())
            let runs = try sync.runSummaries().map { run in
                let details = try? sync.details(of: run.run)
                if run.finished == nil, !run.hasBegun {
                    Console.note(
                        "\(Printable.quoted(run.run)) was killed before its first line was on disk; "
                            + "`\(Console.name) recover` closes it")
                }
                if details?.isDamaged == true {
                    Console.warning("the journal of \(run.run) has damaged lines, so that its counts are too low")
                }
                return View.Run(run, details)
            }
            let jobs = try sync.oneOffJobs().map {
                View.Job(id: $0.id, provider: $0.provider, bucket: $0.bucket.name, state: $0.state, time: $0.time)
            }
            let table = Table(
                ["RUN", "KIND", "STATE", "RULE SET", "STARTED", "FINISHED", "BUCKETS", "STORED", "REMOVED"],
                runs.map(\.cells))
            let below = jobs.isEmpty ? "" : "\n" + Table(["JOB", "STATE", "BUCKET", "TIME"], jobs.map(\.cells)).text
            return Outcome(table.text + below, json: View(runs: runs, jobs: jobs))
        }
    }
#endif
