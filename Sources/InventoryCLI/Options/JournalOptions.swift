#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventorySync
    import InventoryCore
    import InventoryRuleSet

    /// Where the runs of a rule set are recorded.
    struct JournalOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "The folder that records runs, else the one in \(Self.variable), else one of the rule set's own in "
                    + "$XDG_STATE_HOME or ~/.local/state.",
                valueName: "folder"),
            completion: .directory)
        var journal: String?

        @Flag(help: "Record nothing. Rules are then only created: nothing is replaced or removed.")
        var noJournal = false

        static let variable = Settings.Name.journal.variable

        func validate() throws {
            if noJournal, journal != nil { throw ValidationError("--journal and --no-journal exclude each other") }
        }

        /// - Parameter name: what the folder is called after where nobody names one.
        func place(for name: String) throws -> InventorySync.Journal {
            noJournal ? .none : .directory(try Self.folder(named: journal) ?? Self.standardFolder(for: name))
        }

        /// The folder that was named, by the option, in the environment or in the settings.
        static func folder(named option: String?) throws -> String? {
            let line = [option].compactMap(\.self).filter { !$0.isEmpty }
            return try Settings.current().found(.journal, line: line)?.values.first
        }

        /// Where a rule set's runs are recorded unless an option says otherwise; nowhere where nothing names a place.
        static func place(ifKnown name: String) -> InventorySync.Journal {
            ((try? folder(named: nil)) ?? (try? standardFolder(for: name))).map { .directory($0) } ?? .none
        }

        static func standardFolder(for name: String) throws -> String {
            guard let state = StateFolder(environment: SystemServices.system.environment) else { throw noPlace }
            return try state.folder(for: name)
        }

        static var noPlace: CommandFailure {
            CommandFailure(
                .preflight,
                "neither HOME nor XDG_STATE_HOME says where runs are to be recorded; name a folder with --journal")
        }
    }

    /// A journal that is there already, for the commands about runs of the past.
    struct PastOptions: ParsableArguments {
        @Argument(
            help: "The rule-set file whose runs are meant; not needed where one journal alone is found.",
            completion: .file())
        var ruleSet: String?

        @Option(
            help: ArgumentHelp(
                "The folder that records runs, else the one in \(JournalOptions.variable), else the rule set's own.",
                valueName: "folder"),
            completion: .directory)
        var journal: String?

        /// - Throws: where several journals may be meant, and where the folder that the line names is not there: a typo must
        ///   not look like a journal without runs.
        func place() throws -> InventorySync.Journal {
            if let journal, !journal.isEmpty, !OutputFolder.isThere(journal) {
                throw CommandFailure(
                    .preflight, "--journal: there is no folder \(Printable.quoted(journal)); look for a misspelling")
            }
            if let folder = try JournalOptions.folder(named: journal) { return .directory(folder) }
            if let ruleSet {
                return .directory(
                    try JournalOptions.standardFolder(for: try RuleSetOptions.read(ruleSet).ruleSet.name))
            }
            guard let state = StateFolder(environment: SystemServices.system.environment) else {
                throw JournalOptions.noPlace
            }
            let folders = state.folders()
            switch folders.count {
            case 1: return .directory(folders[0])
            case 0:
                throw CommandFailure(
                    .preflight, "\(Printable.quoted(state.path)) holds no journal; name the folder with --journal")
            default:
                throw CommandFailure(
                    .preflight,
                    "there are \(folders.count) journals in \(Printable.quoted(state.path)); name the rule set, or one "
                        + "of them with --journal: " + folders.map { Printable.quoted($0) }.joined(separator: ", "))
            }
        }
    }
#endif
