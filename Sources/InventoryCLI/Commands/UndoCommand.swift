#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventorySync
    import InventoryRuleSet

    struct UndoCommand: FleetCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo", abstract: "Take back what a run changed.",
            discussion: """
                Rules that the run created are removed; those that it replaced or removed are stored as they were, byte \
                for byte. A rule that somebody has changed since is refused. `\(Console.name) runs` lists the runs. \
                Without --yes it only says what it would do: status 2.

                Output as that of `plan`, and with --yes as that of `apply`.
                """)

        @Argument(help: "The run, as `\(Console.name) runs` names it.")
        var run: String
        @OptionGroup var past: PastOptions
        @Flag(help: "Do it.")
        var yes = false
        @Flag(help: "Only say what would be done, as without --yes.")
        var plan = false
        @OptionGroup var selection: SelectionOptions
        @OptionGroup var changes: ChangeOptions
        @OptionGroup var safety: SafetyOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: FleetOutputOptions

        func validate() throws {
            if yes, plan { throw ValidationError("--yes and --plan exclude each other") }
        }

        func status() async throws -> CommandStatus {
            let journal = try past.place()
            let selection = changes.limit(selection.selection)
            let (safety, form, run, yes) = (safety, form, run, yes)
            let stop = StopSignal()
            let deadline = safety.limit.duration
            return try await clouds.withCatalog(stop: stop, deadline: yes ? deadline : nil) { catalog in
                let sync = InventorySync(catalog, journal: journal)
                if yes { try sync.requireWhole() }
                let whole = try await stop.whileReading { try await sync.undoPlan(of: run) }
                var ruleSet = whole.ruleSet
                safety.tighten(&ruleSet.safety)
                let plan = Plan(
                    ruleSet: ruleSet,
                    buckets: whole.buckets.filter { selection.includes($0.target) }.map(selection.limited),
                    created: whole.created, undoes: run)
                return try await yes ? form.carryOut(plan, sync, stop) : form.preview(plan)
            }
        }
    }

    extension FleetOutputOptions {
        /// Shows what a plan would do.
        func preview(_ plan: Plan) throws -> CommandStatus {
            var view = PlanView(output, ruleSet: plan.ruleSet.name, page: try page(.plan, of: plan.ruleSet))
            for bucket in plan.buckets { view.add(bucket) }
            try view.end()
            if !plan.isEmpty { Console.note("nothing was written; --yes does it") }
            return view.status
        }

        /// Applies a plan and shows what became of it.
        func carryOut(_ plan: Plan, _ sync: InventorySync, _ stop: StopSignal) async throws -> CommandStatus {
            try await show(
                sync.apply(plan, stop: stop), ruleSet: plan.ruleSet.name, total: plan.buckets.count, stop: stop,
                page: try page(.apply, of: plan.ruleSet), tellsUnchanged: plan.undoes != nil)
        }
    }
#endif
