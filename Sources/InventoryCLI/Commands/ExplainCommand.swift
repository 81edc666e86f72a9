#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore
    import InventoryWire
    import InventoryRuleSet

    struct ExplainCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain", abstract: "Say what the keys of a rule-set file mean; no network.",
            discussion: """
                A key is named as in the file, rules.schedule, or by its name alone where that is enough. Without one all keys \
                are listed. The manual page rule-set(5) says the same.

                JSON: {"keys": [{"key": "rules[].schedule", "meaning": …, "without": …, "example": …}]}; `without` is missing \
                for a key that has to be there. schema: the JSON Schema for editors. man: the manual page.
                """)

        enum Form: String, ExpressibleByArgument, CaseIterable {
            case table, json, schema, man
        }

        @Argument(help: "The key: rules.schedule, or schedule.", completion: .list(Self.names))
        var key: String?
        @Option(help: "The form of the output: for people, for programs, the schema for editors, or the manual page.")
        var output = Form.table
        @OptionGroup var colours: ColorOptions

        private static let guide = RuleSetGuide(Vendors.all.map(\.capabilities))
        private static let names = Array(Set(guide.objects.flatMap(\.keys).map(\.name))).sorted()

        private struct View: Encodable {
            struct Key: Encodable {
                var key: String
                var meaning: String
                var without: String?
                var example: String
            }

            var keys: [Key]
        }

        func validate() throws {
            if key != nil, [.schema, .man].contains(output) {
                throw ValidationError("--output \(output.rawValue) is about all keys; leave the key out")
            }
        }

        func run() async throws {
            let guide = Self.guide
            let all = guide.objects.flatMap { object in object.keys.map { (path: object.path(of: $0), key: $0) } }
            let keys = key.map(guide.keys) ?? all
            guard !keys.isEmpty else {
                let word = key ?? ""
                let problem = UnknownName(
                    kind: "key", name: word, suggestion: Suggestion.closest(to: word, among: Self.names),
                    remedy: "`\(Console.name) explain` lists them")
                throw CommandFailure(.usage, problem.description)
            }
            let text =
                switch output {
                case .schema: guide.jsonSchema
                case .man: guide.manualPage(version: "\(Console.name) \(Version.number)")
                case .json:
                    try JSONText.encode(
                        View(
                            keys: keys.map { path, key in
                                View.Key(key: path, meaning: key.meaning, without: key.absence, example: key.example)
                            }))
                case .table:
                    key == nil
                        ? Table(["KEY", "WITHOUT IT", "FOR EXAMPLE"], keys.map(Self.row)).text
                        : keys.map { guide.explanation(of: $0.path, $0.key) }.joined(separator: "\n")
                }
            try StandardStream.output.write(text)
        }

        private static func row(_ path: String, _ key: RuleSetKey) -> [String] {
            [path, key.absence.map(RuleSetGuide.plainText) ?? "required", key.example]
        }
    }
#endif
