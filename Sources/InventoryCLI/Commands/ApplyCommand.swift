#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryRuleSet

    struct ApplyCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "apply", abstract: "Make every bucket hold the rules of a rule set.",
            discussion: """
                Reads each bucket, writes what differs, and reads again to see it there. The first SIGINT or SIGTERM lets \
                the buckets under way come to their end and begins no other; the second stops at once. Running it again \
                goes on where it stopped.

                JSON: {"ruleSet": …, "buckets": [{"index": …, "target": {…}, "steps": [{"id": …, "action": …, "result": \
                …, …}], "error": …}], "summary": {…}}.
                """)

        @OptionGroup var ruleSet: RuleSetOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        func outcome() async throws -> Outcome {
            let file = try ruleSet.read()
            let (ruleSet, targets) = (ruleSet, file.targets)
            let stop = StopSignal()
            let run = try await clouds.withCatalog(firstSignal: stop.stop) { catalog in
                let sync = try ruleSet.sync(catalog, for: file)
                var buckets: [BucketOutcome] = []
                do {
                    for try await bucket in sync.converge(file.ruleSet, on: targets, stop: stop) {
                        Self.tell(bucket)
                        buckets.append(bucket)
                    }
                    return (buckets, nil as CommandFailure?)
                } catch {
                    // What was done before has to be told all the same.
                    return (buckets, CommandFailure(error))
                }
            }
            if let failure = run.1 {
                guard !run.0.isEmpty else { throw failure }
                Console.tell(failure)
            }
            var view = ApplyView(file.ruleSet, run.0)
            if let failure = run.1 { view.status = CommandStatus.worst([view.status, failure.status]) }
            if stop.isStopped { view.status = .interrupted }
            return Outcome(view.text, json: view, status: view.status)
        }

        /// Tells what went wrong in a bucket while the others are still under way.
        private static func tell(_ bucket: BucketOutcome) {
            if let error = bucket.error { Console.error("\(bucket.target): \(error)") }
            for step in bucket.steps {
                let place = "\(bucket.target), rule '\(Printable.quoted(step.id.string))'"
                switch step.result {
                case .failed(let error, let restored):
                    Console.error("\(place): \(error)" + (restored ? "; the old rule is back in its place" : ""))
                case .changedSincePlanning:
                    Console.error("\(place): somebody changed it meanwhile, so it was left alone; run again")
                case .unconfirmed:
                    Console.warning("\(place): written, and not yet seen in the bucket's list; plan again in a while")
                default: break
                }
            }
        }
    }
#endif
