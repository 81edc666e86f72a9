public import InventoryCore

extension InventorySync {
    /// What a recovery found and did.
    public struct Recovery: Sendable {
        /// The runs that had been cut short.
        public var runs: [String] = []
        /// Rules that were missing, and whose old document was put back.
        public var restored: [(target: SyncTarget, id: InventoryRule.ID)] = []
        /// Buckets that could not be made whole. They stay in the journal, and the next recovery tries again.
        public var failed: [(target: SyncTarget, error: InventoryError)] = []

        public init() {}
    }

    /// Whether a run was cut short. Reads the journal folder only.
    /// - Throws: `journalFailed` when the run is not cut short but under way, in another process.
    public func hasUnfinishedRun() throws -> Bool {
        guard let folder = try readJournal(), try !unfinished(folder).isEmpty else { return false }
        _ = try lockJournal()
        return true
    }

    /// Makes whole what a run that was cut short has left, over the network: where a rule had to be removed before it
    /// could be stored again and the second half is missing, the old document is put back, byte for byte. After it every
    /// rule is there as it was or as it was to be.
    /// - Throws: after all others have been made whole, the error of the first bucket that could not be, and how many
    ///   more there are.
    @discardableResult
    public func recover() async throws -> Recovery {
        guard let folder = try lockJournal() else { return Recovery() }
        let recovery = try await recover(in: folder, ClientPool(clouds, pacing: Pacing(), services: services))
        guard var error = recovery.failed.first?.error else { return recovery }
        error.message =
            "\(recovery.failed.count) of the buckets that a run left could not be made whole; recover again when they "
            + "can be reached; the first: \(error.message)"
        throw error
    }

    func recover(in folder: JournalFolder, _ pool: ClientPool) async throws -> Recovery {
        var recovery = Recovery()
        for run in try unfinished(folder) {
            recovery.runs.append(run)
            let repairs = try openBuckets(of: run, folder)
            let file = try RunFile(reopening: run, in: folder, services: services)
            var isWhole = true
            for repair in repairs {
                let target = repair.intent.plan.target
                do {
                    let restored = try await repair.run(try pool.client(for: target))
                    recovery.restored += restored.map { (target, $0) }
                    try file.concludeRecovered(repair.intent.plan.index)
                } catch {
                    let failure = InventoryError(error, about: target)
                    guard !(error is CancellationError), failure.code != .journalFailed else { throw error }
                    recovery.failed.append((target, failure))
                    isWhole = false
                }
            }
            if isWhole { try file.end(recovered: true) }
        }
        return recovery
    }

    /// The buckets that were being written when the run ended: no more than it worked on at the same time.
    private func openBuckets(of run: String, _ folder: JournalFolder) throws -> [BucketRepair] {
        var open: [Int: BucketRepair] = [:]
        try folder.readRecords(of: run) { record in
            if let intent = record.intent { open[intent.plan.index] = BucketRepair(intent: intent, answered: []) }
            if let written = record.written { open[written.bucket]?.answered.append(written) }
            if let concluded = record.concluded { open[concluded.bucket] = nil }
        }
        return open.values.sorted { $0.intent.plan.index < $1.intent.plan.index }
    }

    private func unfinished(_ folder: JournalFolder) throws -> [String] {
        try folder.runs().filter { try folder.end(of: $0) == nil }
    }
}
