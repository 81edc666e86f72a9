#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore
    import InventoryProviderKit
    import InventorySync
    import InventoryRuleSet

    struct CheckCommand: FleetCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Say whether every bucket has its rules; writes nothing.",
            discussion: """
                For compliance: whoever wrote a rule, it has to be there and say what the rule set says. Rules beside the \
                set's own do not matter, unless --strict says so. Needs no journal; where one tells of a run that was cut short, that is said.

                Status 0: every bucket has its rules. 2: some have not, a line each. 1: a bucket could not be read.

                JSON: {"ruleSet": …, "buckets": [{"index": …, "target": {…}, "complies": …, "problems": [{"id": …, "kind": \
                "missing", "different", "impossible" or "extra", "details": …}], "error": …}], "summary": {"buckets": …, \
                "complying": …, "unreadable": …}}. JSON lines: one of the buckets a line, and at the end {"ruleSet": …, \
                "summary": {…}}.
                """)

        @OptionGroup var ruleSet: RuleSetOptions
        @Flag(help: "Count rules that the rule set does not have, whoever wrote them.")
        var strict = false
        @OptionGroup var selection: SelectionOptions
        @OptionGroup var clouds: CloudOptions
        @OptionGroup var form: FleetOutputOptions

        func status() async throws -> CommandStatus {
            var file = try ruleSet.read()
            let journal = JournalOptions.place(ifKnown: file.ruleSet.name)
            (file, _) = try await ruleSet.find(file, of: selection, journal, clouds)
            let targets = try selection.targets(of: file)
            let (ruleSet, form, strict) = (file.ruleSet, form, strict)
            return try await clouds.withCatalog { catalog in
                let sync = InventorySync(catalog, journal: journal)
                try sync.requireAddresses(of: targets)
                sync.warnOfStandIns(for: targets)
                let known = sync.tellKnownRefusals(ruleSet, of: targets)
                sync.mentionUnfinishedRun()
                let page = try form.page(.check, of: ruleSet)
                let view = try await form.show(
                    CheckView(form.output, ruleSet: ruleSet.name, page: page), total: targets.count
                ) { each in
                    try await sync.check(ruleSet, on: targets, isStrict: strict, each: each)
                }
                return view.status.with(known)
            }
        }
    }
#endif
