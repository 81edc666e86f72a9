#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventorySync
    import InventoryWire
    import InventoryRuleSet

    struct ExportCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Make one rule set of what is live in many buckets; writes no rule.",
            discussion: """
                The rule set, planned on the same buckets, changes nothing. Rules of one id that say the same become one \
                rule; buckets where a rule says something else form a target of their own. What a rule set cannot hold is \
                said on standard error and makes the exit status 1; the rest is written all the same.

                JSON: the rule set as one JSON document, which `plan` and `apply` read as well.
                """)

        enum Form: String, ExpressibleByArgument, CaseIterable {
            case yaml, json
        }

        @OptionGroup var source: SourceOptions
        @Option(help: ArgumentHelp("The name of the rule set.", valueName: "name"))
        var name = "exported"
        @Flag(
            help: """
                Give rules that say the same one id, the most frequent of theirs: a proposal. `\(Console.name) adopt` then \
                renames the others.
                """)
        var unifyIds = false
        @OptionGroup var clouds: CloudOptions
        @Option(help: "The form of the rule set.")
        var output = Form.yaml

        func run() async throws {
            let targets = try await source.read(clouds)
            let survey = try await clouds.withCatalog { try await InventorySync($0).survey(targets) }
            let export = RuleSetExport(survey, name: name, unifyingIDs: unifyIds)
            for omission in export.omissions { Console.error(omission) }
            for target in export.empty { Console.note("\(target) holds no rule, and is left out") }
            switch output {
            case .yaml: try StandardStream.output.write(try export.file.yaml())
            case .json: try StandardStream.output.write(try JSONText.encode(export.file))
            }
            if !export.omissions.isEmpty { throw ExitCode(CommandStatus.failed.rawValue) }
        }
    }
#endif
