#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryCore
    import InventoryReports
    import Glibc

    /// The command `cloud-inventory`.
    @main struct Tool: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: Console.name,
            abstract: "One inventory-report rule for many object-store clouds.",
            discussion: """
                A rule's address is \(RuleAddress.form); the schemes are \(RuleAddress.schemes). endpoint=NAME, host=SERVICE-HOST or \
                domain=HOST in place of the standard host, credentials=NAME for one of several key pairs.

                Data goes to standard output, everything else to standard error.

                Credentials are looked for here, in this order, and never taken from arguments:
                  1. the environment:
                \(credentialHelp)
                  2. the program of \(CredentialChain.commandVariable), which prints them as JSON
                  3. files of the vendors' tools, mode 600: \(fileNames)
                  4. the instance's role, unless \(CredentialChain.metadataVariable)=true

                Exit status:
                \(statusHelp)
                """,
            version: "\(Version.description)\n\(CurlTransport.libraryVersions), \(GzipLibrary.name)",
            subcommands: [
                InitCommand.self, ExplainCommand.self, ProvidersCommand.self, TranslateCommand.self, SignCommand.self,
                ListCommand.self, ShowCommand.self,
                PutCommand.self, DeleteCommand.self, RunCommand.self, ValidateCommand.self, PlanCommand.self,
                ApplyCommand.self,
                CheckCommand.self, ExportCommand.self, SurveyCommand.self, RecoverCommand.self, RunsCommand.self,
                UndoCommand.self, AdoptCommand.self, ReportCommand.self, SnapshotCommand.self, DoctorCommand.self,
                ConformCommand.self,
            ] + emulation)

        private static var emulation: [any ParsableCommand.Type] {
            #if EmulatorServer
                [EmulateCommand.self]
            #else
                []
            #endif
        }

        private static let statusHelp = CommandStatus.allCases.map { status in
            let number = String(status.rawValue)
            return String(repeating: " ", count: 5 - number.utf8.count) + "\(number)  \(status.meaning)"
        }.joined(separator: "\n")

        private static let fileNames = Vendors.all.flatMap(\.credentials.fileNames).joined(separator: ", ")

        private static let credentialHelp = Vendors.ids.map { provider in
            let pairs = EnvironmentCredentials.standardVariables[provider] ?? []
            let lines = pairs.flatMap { pair in
                ["       \(pair.accessKey), \(pair.secretKey)"]
                    + (pair.securityTokens.isEmpty
                        ? [] : ["         for temporary keys also \(pair.securityTokens.joined(separator: " or "))"])
            }
            return (["     \(provider)"] + lines).joined(separator: "\n")
        }.joined(separator: "\n")

        static func main() async {
            StandardStream.prepare()
            var words = CommandWords(words: [])
            do {
                words = try CommandWords.ofThisProcess()
                try DescriptorRoom.require()
                try MemoryRoom.require()
                // Timers have descriptors of their own. They are opened before any other can be: libdispatch ends a
                // process that has none left for them.
                try? await SystemServices.system.sleep(.nanoseconds(1))
                try words.check()
                var command = try parseAsRoot()
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    try command.run()
                }
            } catch {
                Glibc.exit(end(with: error, of: words))
            }
        }

        /// Tells of what ended a command.
        /// - Returns: the exit status.
        private static func end(with error: any Error, of words: CommandWords) -> Int32 {
            if let exit = error as? ExitCode { return exit.rawValue }
            let code = exitCode(for: error)
            guard !(error is CommandFailure), code == .success || code == .validationFailure else {
                let failure = CommandFailure(error)
                Console.tell(failure)
                return failure.status.rawValue
            }
            let message = fullMessage(for: error)
            guard code == .success else {
                Console.error(String(message.trimmingPrefix("Error: ")))
                if let hint = words.hint { Console.note(hint) }
                return code.rawValue
            }
            do {
                // Help and version are what was asked for.
                try StandardStream.output.write(message + "\n")
                return code.rawValue
            } catch {
                Console.error(error.message)
                return error.status.rawValue
            }
        }
    }
#else
    import Glibc

    /// Without the trait `CommandLineTool` there is no command; the target must have an entry all the same.
    @main enum Tool {
        static func main() {
            Console.error("built without the package trait CommandLineTool; build it with its default traits")
            exit(CommandStatus.failed.rawValue)
        }
    }
#endif
