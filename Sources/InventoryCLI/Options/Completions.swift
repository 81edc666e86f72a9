#if CommandLineTool
    import ArgumentParser
    import CloudInventory
    import InventoryProviderKit
    import InventoryCore
    import InventorySync
    import FoundationEssentials
    import InventoryRuleSet

    /// What a shell offers to complete: names in the rule set that stands on the line, and runs of its journal. Nothing is asked
    /// over the network, and what cannot be read offers nothing.
    enum Completions {
        /// So many are offered at most.
        private static let most = 500

        /// The targets of the rule set on the line.
        static let targets = CompletionKind.custom { words, _, _ in ruleSet(in: words)?.groups.map(\.group.name) ?? [] }

        /// The buckets of the rule set on the line.
        static let buckets = CompletionKind.custom { words, _, _ in
            let names = (ruleSet(in: words)?.groups ?? []).flatMap { $0.buckets.lazy.map(\.name.string).prefix(most) }
            return Array(Set(names).sorted().prefix(most))
        }

        /// The runs of the journal that the line means, the newest first.
        static let runs = CompletionKind.custom { words, _, _ in
            guard let journal = journal(for: words),
                let runs = try? InventorySync(OfflineClouds(), journal: journal).runs()
            else { return [] }
            return ["last"] + runs.reversed().prefix(most)
        }

        /// The profiles of the file of settings.
        static let settingsProfiles = CompletionKind.custom { _, _, _ in
            (try? Settings(SystemServices.system))?.profileNames ?? []
        }

        /// The first word that is a file in which a rule set can be read.
        private static func ruleSet(in words: [String]) -> RuleSetFile? {
            words.dropFirst().lazy
                // The value of an option may stand in its own word.
                .map { $0.hasPrefix("--") ? String($0.drop { $0 != "=" }.dropFirst()) : $0 }
                .filter { !$0.isEmpty && FileManager.default.fileExists(atPath: $0) }
                .compactMap { try? RuleSetFile(path: $0) }.first
        }

        private static func journal(for words: [String]) -> InventorySync.Journal? {
            if let place = words.firstIndex(of: Settings.profileOption), place + 1 < words.count {
                Settings.use(profile: words[place + 1])
            }
            if let place = words.firstIndex(of: "--journal"), place + 1 < words.count {
                return .directory(words[place + 1])
            }
            if let file = ruleSet(in: words) { return JournalOptions.place(ifKnown: file.ruleSet.name) }
            if let folder = try? JournalOptions.folder(named: nil) { return .directory(folder) }
            let folders = StateFolder(environment: SystemServices.system.environment)?.folders() ?? []
            return folders.count == 1 ? .directory(folders[0]) : nil
        }
    }
#endif
