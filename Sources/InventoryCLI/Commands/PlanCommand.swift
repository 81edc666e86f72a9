#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryRuleSet

    struct PlanCommand: InventoryCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan", abstract: "Say what applying a rule set would change; writes nothing.",
            discussion: """
                Status 0: every bucket is as wanted. 2: changes are pending. 3 or 4: rules are refused, for a loss that \
                was not accepted, or for something else. 1: a bucket could not be read.

                JSON: {"ruleSet": …, "buckets": [{"index": …, "target": {…}, "steps": [{"id": …, "action": …, …}], \
                "error": …}], "summary": {…}}.
                """)

        @OptionGroup var ruleSet: RuleSetOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: OutputOptions

        func outcome() async throws -> Outcome {
            let file = try ruleSet.read()
            let (ruleSet, targets) = (ruleSet, file.targets)
            let plan = try await clouds.withCatalog { catalog in
                try await ruleSet.sync(catalog, for: file).plan(file.ruleSet, on: targets)
            }
            for bucket in plan.buckets {
                if let error = bucket.error { Console.error("\(bucket.target): \(error)") }
            }
            let view = PlanView(plan)
            return Outcome(view.text, json: view, status: view.status)
        }
    }
#endif
