#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryRuleSet

    /// The rule set that `plan`, `apply` and `check` are about.
    struct RuleSetOptions: ParsableArguments {
        @Argument(help: "The rule-set file, YAML or JSON; - is standard input.")
        var file: String

        func read() throws -> RuleSetFile { try Self.read(file) }

        static func read(_ file: String) throws -> RuleSetFile {
            guard file == "-" else { return try RuleSetFile(path: file) }
            let input = try InputFile(file)
            return try RuleSetFile(input.bytes, name: input.name) { list in
                let list = try InputFile(list)
                return (list.bytes, list.name)
            }
        }
    }

    extension InventorySync {
        /// - Throws: where a target cannot be worked on at all, whatever its bucket holds: an unknown cloud. One such
        ///   target stops everything before the first request, since the file is not what its author meant.
        func requireClouds(_ ruleSet: RuleSet, on targets: RuleSetTargets) throws {
            if let problem = preflight(ruleSet, on: targets).first(where: { $0.error != nil }),
                let error = problem.error
            {
                throw CommandFailure(.preflight, "\(problem.target): \(error)")
            }
        }

        /// - Throws: where a run was cut short: what it left has to be made whole before another one writes.
        func requireWhole() throws {
            guard case .directory(let folder) = journal, try hasUnfinishedRun() else { return }
            throw CommandFailure(
                .preflight,
                "a run was cut short and may have left a rule half replaced; nothing was written; make it whole with "
                    + "`\(Console.name) recover --journal \(Printable.quoted(folder))`")
        }
    }
#endif
