#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventorySync
    import InventoryCore
    import InventoryRuleSet

    /// Keeps commands about one rule from what a rule set manages.
    struct ManagedOptions: ParsableArguments {
        @Flag(help: "Do it although a rule set manages the rule.")
        var yes = false

        @Option(
            help: ArgumentHelp(
                "A folder that records runs, beside \(JournalOptions.variable) and those of all rule sets: rules that it "
                    + "knows need --yes.",
                valueName: "folder"),
            completion: .directory)
        var journal: String?

        /// - Throws: where a journal knows the rule as managed and nobody said --yes. No network.
        func requireUnmanaged(_ id: InventoryRule.ID, at address: RuleAddress) throws {
            guard !yes else { return }
            let folders =
                [try JournalOptions.folder(named: journal)].compactMap(\.self)
                + (StateFolder(environment: SystemServices.system.environment)?.folders() ?? [])
            for folder in folders
            where try InventorySync.Journal.directory(folder).knows(id, in: address.bucket, of: address.provider) {
                throw CommandFailure(
                    .preflight,
                    "rule '\(Printable.quoted(id.string, limit: 80))' of \(address.bucket) is managed by a rule set, says the "
                        + "journal \(Printable.quoted(folder)); nothing was sent; change the rule set, or say --yes")
            }
        }
    }
#endif
