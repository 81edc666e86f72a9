#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryRuleSet

    /// The rule set that `plan` and `apply` are about.
    struct RuleSetOptions: ParsableArguments {
        @Argument(help: "The rule-set file, YAML or JSON; - is standard input.")
        var file: String

        @Option(
            help: ArgumentHelp(
                "The folder that records runs, else the one in \(Self.journalVariable). Without any, rules are only "
                    + "created: nothing is replaced or removed.",
                valueName: "folder"))
        var journal: String?

        private static let journalVariable = "CLOUD_INVENTORY_JOURNAL"

        func read() throws -> RuleSetFile {
            guard file == "-" else { return try RuleSetFile(path: file) }
            let input = try InputFile(file)
            return try RuleSetFile(input.bytes, name: input.name) { list in
                let list = try InputFile(list)
                return (list.bytes, list.name)
            }
        }

        /// The library's side of the matter.
        /// - Throws: where a target cannot be worked on at all, whatever its bucket holds: an unknown cloud. One such
        ///   target stops everything before the first request, since the file is not what its author meant.
        func sync(_ catalog: ProviderCatalog, for file: RuleSetFile) throws -> InventorySync {
            let folder = journal ?? SystemServices.system.environment(Self.journalVariable)
            let sync = InventorySync(catalog, journal: folder.map { .directory($0) } ?? .none)
            if let problem = sync.preflight(file.ruleSet, on: file.targets).first(where: { $0.error != nil }),
                let error = problem.error
            {
                throw CommandFailure(.preflight, "\(problem.target): \(error)")
            }
            return sync
        }
    }
#endif
