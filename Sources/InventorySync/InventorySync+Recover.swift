public import InventoryCore

extension InventorySync {
    /// What a recovery found and did.
    public struct Recovery: Sendable {
        /// The runs that had been cut short.
        public var runs: [String] = []
        /// Rules that were missing, and whose old document was put back.
        public var restored: [(target: SyncTarget, id: InventoryRule.ID)] = []

        public init() {}
    }

    /// Whether a run was cut short. Reads the journal folder only.
    public func hasUnfinishedRun() throws -> Bool {
        guard let folder = try readJournal() else { return false }
        return try !unfinished(folder).isEmpty
    }

    /// Makes whole what a run that was cut short has left, over the network: where a rule had to be removed before it
    /// could be stored again and the second half is missing, the old document is put back, byte for byte. After it every
    /// rule is there as it was or as it was to be.
    @discardableResult
    public func recover() async throws -> Recovery {
        guard let folder = try lockJournal() else { return Recovery() }
        return try await recover(in: folder, ClientPool(clouds, pacing: Pacing(), services: services))
    }

    @discardableResult
    func recover(in folder: JournalFolder, _ pool: ClientPool) async throws -> Recovery {
        var recovery = Recovery()
        for run in try unfinished(folder) {
            recovery.runs.append(run)
            let records = try folder.records(of: run)
            let concluded = Set(records.compactMap(\.concluded).map(\.bucket))
            for intent in records.compactMap(\.intent) where !concluded.contains(intent.plan.index) {
                let restored = try await recover(intent, pool)
                recovery.restored += restored.map { (intent.plan.target, $0) }
            }
            try RunFile(reopening: run, in: folder, services: services).end(recovered: true)
        }
        return recovery
    }

    private func unfinished(_ folder: JournalFolder) throws -> [String] {
        try folder.runs().filter { try folder.records(of: $0).last?.end == nil }
    }

    /// Puts back every rule of a bucket that was removed on the way to a store that did not come.
    private func recover(_ intent: JournalRecord.Intent, _ pool: ClientPool) async throws -> [InventoryRule.ID] {
        guard !intent.viaRemoval.isEmpty else { return [] }
        let target = intent.plan.target
        let client = try pool.client(for: target)
        let live = Set(try await client.rules(in: target.bucket).collect().compactMap(\.id))
        var restored: [InventoryRule.ID] = []
        for step in intent.plan.steps where intent.viaRemoval.contains(step.id) && !live.contains(step.id) {
            guard let found = step.found else { continue }
            _ = try await client.store(found.document, as: step.id, in: target.bucket)
            restored.append(step.id)
        }
        return restored
    }
}
