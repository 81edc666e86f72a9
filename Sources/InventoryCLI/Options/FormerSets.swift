#if CommandLineTool
    import CloudInventory
    import InventoryCore
    import InventoryRuleSet
    import InventorySync

    extension JournalOptions {
        /// Warns where no run of the set is recorded and a journal knows its rules under another name: the set was renamed,
        /// and what it manages would be taken for other people's.
        func tellOfRename(_ name: String, _ targets: RuleSetTargets) throws {
            guard !noJournal else { return }
            if let shared = try Self.folder(named: journal) {
                return try Self.tellOfOtherName(name, targets, in: shared)
            }
            guard let state = StateFolder(environment: SystemServices.system.environment) else { return }
            let (own, folders) = (try state.folder(for: name), state.folders())
            guard !folders.contains(own) else { return try Self.tellOfOtherName(name, targets, in: own) }
            for folder in folders {
                let count = try InventorySync.Journal.directory(folder).managedRules(of: targets)
                guard count > 0 else { continue }
                Console.warning(
                    "no run of rule set '\(Printable.quoted(name))' is recorded, and the journal \(Printable.quoted(folder)) "
                        + "knows \(count) of its rules; if the set was renamed, move that folder to "
                        + "\(Printable.quoted(own)), or name it with --journal")
            }
        }

        /// The same within a folder, where whose a rule is goes by the name of its set.
        private static func tellOfOtherName(_ name: String, _ targets: RuleSetTargets, in folder: String) throws {
            let journal = InventorySync.Journal.directory(folder)
            let others = try InventorySync(OfflineClouds(), journal: journal).otherNames(than: name)
            guard !others.isEmpty else { return }
            let count = try journal.managedRules(of: targets)
            guard count > 0 else { return }
            let names = others.map { "'\(Printable.quoted($0))'" }.joined(separator: ", ")
            Console.warning(
                "no run of rule set '\(Printable.quoted(name))' is recorded in \(Printable.quoted(folder)), which knows "
                    + "\(count) of its rules as those of \(names); if the set was renamed, give it that name again: rules that "
                    + "it has no more count as other people's otherwise, and are neither named nor removed")
        }
    }

    extension ProviderCatalog {
        /// Warns of buckets in which rules of the set are that it wrote, and that it does not name any more.
        func tellOfBucketsLeftBehind(by file: RuleSetFile, _ journal: InventorySync.Journal) async throws {
            // Which buckets a pattern stands for is known only for those that this run looks for.
            guard !file.isToBeFound else { return }
            let known = try InventorySync(self, journal: journal)
                .bucketsLeftBehind(by: file.ruleSet.name, targets: file.targets)
            var left: [String] = []
            for place in known {
                // A bucket that is gone, or that this key may not read, has nothing that this person could remove.
                guard let client = try? self.client(for: place.target.provider, credentials: place.target.credentials),
                    let live = try? await client.allRules(in: place.target.bucket)
                else { continue }
                let ids = place.ids.intersection(live.compactMap(\.id)).sorted()
                guard !ids.isEmpty else { continue }
                left.append(
                    "\(place.target): \(ids.map { Printable.quoted($0.string, limit: 80) }.joined(separator: ", "))")
                if left.count == Self.mostNamed { break }
            }
            try Task.checkCancellation()
            guard !left.isEmpty else { return }
            Console.warning(
                "rules that this set wrote are still in buckets that it does not name any more, and nothing looks after them "
                    + "(\(left.joined(separator: "; "))\(left.count == Self.mostNamed ? " …" : "")); name the buckets again and put "
                    + "the ids under `retired`, or remove the rules with `\(Console.name) delete`")
        }

        /// So many are asked for and named.
        private static let mostNamed = 5
    }
#endif
