#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore
    import InventoryProviderKit
    import InventorySync
    import InventoryRuleSet

    struct UndoCommand: FleetCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo", abstract: "Take back what a run changed.",
            discussion: """
                Rules that the run created are removed; those that it replaced or removed are stored as they were, byte \
                for byte. A rule that somebody has changed since is refused. `\(Console.name) runs` lists the runs; `last` \
                is the newest of them, an undo too, which is then taken back itself. Without --yes it only says what it would do: status 2.

                Output as that of `plan`, and with --yes as that of `apply`.
                """)

        @Argument(
            help: "The run, as `\(Console.name) runs` names it; last for the newest.", completion: Completions.runs)
        var run: String
        @OptionGroup var past: PastOptions
        @Flag(help: "Do it.")
        var yes = false
        @Flag(help: "Only say what would be done, as without --yes.")
        var plan = false
        @OptionGroup var selection: SelectionOptions
        @OptionGroup var changes: ChangeOptions
        @OptionGroup var detail: DetailOptions
        @OptionGroup var safety: SafetyOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: FleetOutputOptions

        func validate() throws {
            if yes, plan { throw ValidationError("--yes and --plan exclude each other") }
        }

        func status() async throws -> CommandStatus {
            let journal = try past.place()
            let selection = changes.limit(selection.selection)
            let run = try self.run(in: journal)
            let (safety, form, yes, detailed) = (safety, form, yes, detail.detailed)
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
                if yes { try await catalog.requireCredentials(of: plan.buckets.map(\.target)) }
                return try await yes
                    ? form.carryOut(plan, sync, stop) : form.preview(plan, details: detailed ? sync : nil)
            }
        }
    }

    extension UndoCommand {
        /// The run that is meant.
        private func run(in journal: InventorySync.Journal) throws -> String {
            guard case .directory(let folder) = journal else { return run }
            let sync = InventorySync(OfflineClouds(), journal: journal)
            let runs = try sync.runs()
            guard let last = runs.last else {
                throw CommandFailure(
                    .preflight,
                    "no run is recorded in the journal \(Printable.quoted(folder)), so there is none to take back")
            }
            guard run == "last" else {
                guard !runs.contains(run) else { return run }
                throw CommandFailure(
                    .preflight,
                    "there is no run '\(Printable.quoted(run))' in \(Printable.quoted(folder)); "
                        + "`\(Console.name) runs` lists them")
            }
            let summary = try sync.runSummaries().first { $0.run == last }
            Console.note(
                "the last run is \(Printable.quoted(last))"
                    + (summary.map { ": \($0.deed(try? sync.details(of: last)))" } ?? ""))
            return last
        }
    }

    extension RunSummary {
        /// `apply of 'photos', 2026-11-30 02:36:05 UTC; it stored 3 rules and removed none`.
        fileprivate func deed(_ details: RunDetails?) -> String {
            guard hasBegun else {
                return
                    "it was killed before its first line was on disk, so there is nothing to take back; `\(Console.name) runs` "
                    + "lists those before it"
            }
            let kind = details?.undoes.map { "undo of \($0)" } ?? "apply of '\(Printable.quoted(ruleSet))'"
            guard let details else { return "\(kind), \(started?.readable ?? "of an unknown time")" }
            func rules(_ count: Int) -> String { count == 1 ? "1 rule" : "\(count == 0 ? "no" : count.grouped) rules" }
            return "\(kind), \(started?.readable ?? "of an unknown time"); "
                + (details.buckets == 0
                    ? "it wrote nothing, so there is nothing to take back; `\(Console.name) runs` lists those before it"
                    : "it stored \(rules(details.stored)) and removed \(rules(details.removed))")
        }
    }

    extension FleetOutputOptions {
        /// Shows what a plan would do.
        /// - Parameter details: shows changes in full.
        func preview(_ plan: Plan, details: InventorySync? = nil) throws -> CommandStatus {
            var view = PlanView(
                output, ruleSet: plan.ruleSet.name, page: try page(.plan, of: plan.ruleSet), details: details)
            for bucket in plan.buckets { view.add(bucket) }
            try view.end(note: nil)
            if !plan.isEmpty { Console.note("nothing was written; --yes does it") }
            return view.status
        }

        /// Applies a plan and shows what became of it.
        func carryOut(_ plan: Plan, _ sync: InventorySync, _ stop: StopSignal) async throws -> CommandStatus {
            try await show(
                sync.apply(plan, stop: stop), of: sync, ruleSet: plan.ruleSet.name, total: plan.buckets.count,
                stop: stop,
                page: try page(.apply, of: plan.ruleSet), tellsUnchanged: plan.undoes != nil)
        }
    }
#endif
