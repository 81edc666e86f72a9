public import InventoryCore

extension InventorySync.Journal {
    /// Whether runs recorded here wrote that rule, or found it as wanted: whether a rule set manages it. Reads the folder
    /// only; a folder that is not there knows nothing.
    public func knows(_ id: InventoryRule.ID, in bucket: BucketAddress, of provider: ProviderID) throws -> Bool {
        guard case .directory(let path) = self else { return false }
        return try JournalFolder(reading: path)
            .knows(id, in: SyncTarget(group: "", provider: provider, bucket: bucket, rules: []))
    }

    /// How many of the rules that targets want are managed by runs recorded here. Reads the folder only.
    public func managedRules(of targets: some Sequence<SyncTarget>) throws -> Int {
        guard case .directory(let path) = self else { return 0 }
        let folder = try JournalFolder(reading: path)
        return try targets.reduce(0) { count, target in
            try count + target.rules.count { try folder.knows($0.id, in: target) }
        }
    }
}

extension InventorySync {
    /// What of the journal folder's record of managed rules cannot be read; nil where all can. Until it is whole, no rule is
    /// pruned as owned. Reads the folder only.
    package func ledgerDamage() throws -> InventoryError? { try readJournal()?.ledgerDamage }
}
