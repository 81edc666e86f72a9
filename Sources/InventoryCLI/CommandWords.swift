#if CommandLineTool
    import ArgumentParser
    import InventoryCore
    import InventoryWire

    /// Looks at the words of a command line for what ArgumentParser passes over in silence or has no good sentence for.
    struct CommandWords {
        let words: [String]

        /// Those that this process was started with.
        /// - Throws: for one that is not UTF-8: it would be changed in silence, and name something else.
        static func ofThisProcess() throws(CommandFailure) -> CommandWords {
            var words: [String] = []
            for (number, word) in UnsafeBufferPointer(
                start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)
            ).enumerated().dropFirst() {
                guard let word else { break }
                guard let text = String(validatingCString: word) else {
                    throw CommandFailure(
                        .usage,
                        "word \(number) of the command line, '\(Printable.quoted(String(cString: word)))', is not UTF-8, and is "
                            + "not taken as it stands; name it otherwise")
                }
                words.append(text)
            }
            return CommandWords(words: words)
        }

        /// - Throws: for a first word that is no command, and for an option that is given twice and takes one value.
        func check() throws {
            if let first = words.first, !first.hasPrefix("-") { try requireCommand(first, among: Tool.self) }
            if words.first == "help" {
                var command: any ParsableCommand.Type = Tool.self
                for word in words.dropFirst() where !word.hasPrefix("-") {
                    try requireCommand(word, among: command)
                    command = command.configuration.subcommands.first { $0.commandWord == word } ?? command
                }
            }
            try requireOneValue()
        }

        /// ArgumentParser would only call it unexpected, and show the general help for it.
        private func requireCommand(_ word: String, among command: any ParsableCommand.Type) throws(CommandFailure) {
            let known =
                command.configuration.subcommands.map { $0.commandWord } + (command == Tool.self ? ["help"] : [])
            guard !known.contains(word) else { return }
            let path = command == Tool.self ? Console.name : "\(Console.name) \(command.commandWord)"
            let problem = UnknownName(
                kind: "command", name: word, suggestion: Suggestion.closest(to: word, among: known),
                remedy: known.isEmpty ? "`\(path)` has none below it" : "`\(path) --help` lists them")
            throw CommandFailure(.usage, problem.description)
        }

        /// ArgumentParser takes the last of two values and forgets the first.
        private func requireOneValue() throws {
            var seen: Set<String> = []
            let options = words.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }
                .map { String($0.dropFirst(2).prefix { $0 != "=" }) }
            let repeated = options.filter { !seen.insert($0).inserted }
            // The table of a command's options is only made where something stands twice, and for that command alone.
            guard !repeated.isEmpty else { return }
            let single = Set(
                try Described.arguments(of: command).filter { $0.kind == "option" && !$0.isRepeating }
                    .flatMap { $0.names ?? [] }.map(\.name))
            guard let option = repeated.first(where: single.contains) else { return }
            throw CommandFailure(.usage, "--\(option) is given more than once, and takes one value; leave one")
        }

        /// The command that the words name: its words come before all others.
        private var command: any ParsableCommand.Type {
            var command: any ParsableCommand.Type = Tool.self
            for word in words {
                guard let next = command.configuration.subcommands.first(where: { $0.commandWord == word }) else {
                    break
                }
                command = next
            }
            return command
        }

        /// What helps somebody who knows another tool, where a word is not understood; nil where nothing is known of it.
        var hint: String? {
            guard let command = words.first, ["plan", "apply", "check", "undo"].contains(command) else { return nil }
            for word in words.dropFirst() where word.hasPrefix("-") {
                switch word.prefix(while: { $0 != "=" }).drop(while: { $0 == "-" }) {
                case "dry-run", "check":
                    return command == "undo"
                        ? "without --yes it only says what it would do" : "`plan FILE` says it without doing it"
                case "auto-approve", "force":
                    return "only removals at a terminal have to be approved; --yes does it beforehand"
                case "f", "file", "filename": return "the file stands without an option: `\(command) FILE`"
                default: continue
                }
            }
            return nil
        }
    }

    extension ParsableCommand {
        /// The word that stands for it on a command line.
        fileprivate static var commandWord: String { configuration.commandName ?? "" }
    }

    /// As much of ArgumentParser's description of a command as is needed here.
    private struct Described: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable { var name: String }
            var kind: String
            var isRepeating: Bool
            var names: [Name]?
        }

        var arguments: [Argument]?

        private struct Whole: Decodable { var command: Described }

        /// What a command takes, without what the commands below it take.
        static func arguments(of command: any ParsableCommand.Type) throws -> [Argument] {
            try InventoryWire.JSONText.decode(Whole.self, from: Array(command._dumpHelp().utf8)).command.arguments ?? []
        }
    }
#endif
