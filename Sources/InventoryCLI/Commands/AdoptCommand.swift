#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventorySync
    import InventoryRuleSet

    struct AdoptCommand: FleetCommand {
        static let configuration = CommandConfiguration(
            commandName: "adopt", abstract: "Bring live rules under the ids of a rule set.",
            discussion: """
                A rule that says what the set wants, and has another id, is stored under the set's id and removed under \
                its own; `export --unify-ids` proposes such a set. No moment leaves a bucket without the rule where its cloud \
                allows that; else the old one goes first, and is put back when the new one is refused. Rules that say \
                something else stay as they are. Without --yes it only says what it would do: status 2.

                Output as that of `plan`, and with --yes as that of `apply`.
                """)

        @OptionGroup var ruleSet: RuleSetOptions
        @Flag(help: "Do it.")
        var yes = false
        @OptionGroup var selection: SelectionOptions
        @OptionGroup var safety: SafetyOptions
        @OptionGroup var journal: JournalOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: FleetOutputOptions

        func status() async throws -> CommandStatus {
            var file = try ruleSet.read()
            safety.tighten(&file.ruleSet.safety)
            let journal = try journal.place(for: file.ruleSet.name)
            let deadline = Deadline(file.ruleSet.safety.deadline)
            (file, _) = try await ruleSet.find(file, of: selection, journal, clouds, deadline: deadline)
            file.ruleSet.safety.deadline = deadline.left
            let targets = try selection.targets(of: file)
            let (ruleSet, form, yes) = (file.ruleSet, form, yes)
            let stop = StopSignal()
            return try await clouds.withCatalog(stop: stop, deadline: yes ? ruleSet.safety.deadline : nil) { catalog in
                let sync = InventorySync(catalog, journal: journal)
                try sync.requireAddresses(of: targets)
                if yes { try sync.requireWhole() }
                let plan = try await stop.whileReading { try await sync.adoptionPlan(ruleSet, on: targets) }
                return try await yes ? form.carryOut(plan, sync, stop) : form.preview(plan)
            }
        }
    }
#endif
