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

    extension JournalOptions {
        /// Warns where no run of the set is recorded and the journal of another name knows its rules: the set was renamed,
        /// and what it manages would be taken for other people's.
        func tellOfRename(_ name: String, _ targets: RuleSetTargets) throws {
            guard !noJournal, try Self.folder(named: journal) == nil,
                let state = StateFolder(environment: SystemServices.system.environment)
            else { return }
            let (own, folders) = (try state.folder(for: name), state.folders())
            guard !folders.contains(own) else { return }
            for folder in folders {
                let count = try InventorySync.Journal.directory(folder).managedRules(of: targets)
                guard count > 0 else { continue }
                Console.warning(
                    "no run of rule set '\(Printable.quoted(name))' is recorded, and the journal \(Printable.quoted(folder)) "
                        + "knows \(count) of its rules; if the set was renamed, move that folder to "
                        + "\(Printable.quoted(own)), or name it with --journal")
            }
        }
    }
#endif
