public import InventoryCore

extension InventorySync {
    /// What a recovery found and did.
    public struct Recovery: Sendable {
        /// The runs that had been cut short.
        public var runs: [String] = []
        /// Rules that were missing, and whose old document was put back.
        public var restored: [(target: SyncTarget, id: InventoryRule.ID)] = []
        /// Buckets that were given up, as the caller asked.
        public var abandoned: [SyncTarget] = []
        /// Buckets that could not be made whole. They stay in the journal, and the next recovery tries again.
        public var failed: [(target: SyncTarget, error: InventoryError)] = []
        /// What of the journal cannot be read, by file and line. Nothing was restored from it, and its runs stay open.
        public var damaged: [InventoryError] = []

        public init() {}

        /// Whether nothing is left to do.
        public var isWhole: Bool { failed.isEmpty && damaged.isEmpty }
    }

    /// Whether a run was cut short. Reads the journal folder only.
    /// - Throws: `journalRefused` when the run is not cut short but under way, in another process.
    public func hasUnfinishedRun() throws -> Bool {
        guard let folder = try readJournal(), try !unfinished(folder).isEmpty else { return false }
        _ = try lockJournal()
        return true
    }

    /// Makes whole what runs that were cut short have left, over the network: where a rule had to be removed before it
    /// could be stored again and the second half is missing or not seen, the old document is put back, byte for byte. After
    /// it every rule is there as it was or as it was to be. A bucket counts as whole only when its list shows it; one that
    /// refuses, whatever the reason, stays in the journal.
    ///
    /// Cancelling ends it between two requests; what was not done stays in the journal.
    /// - Parameter abandoning: buckets, by name, that are given up without a request: they are left as they are.
    /// - Throws: after everything that can be done, the first error of a bucket that could not be made whole, and how many
    ///   more there are, or `journalFailed` for what of the journal cannot be read. Before anything is done, `journalRefused`
    ///   for a name in `abandoning` that no bucket has.
    @discardableResult
    public func recover(abandoning: Set<String> = []) async throws -> Recovery {
        let recovery = try await recoverWhatCanBe(abandoning: abandoning)
        if var error = recovery.failed.first?.error {
            error.message =
                "\(recovery.failed.count) of the buckets that a run left could not be made whole; recover again when they "
                + "can be reached; the first: \(error.message)"
            throw error
        }
        if let damage = recovery.damaged.first { throw damage }
        return recovery
    }

    /// The same without an error for what could not be made whole.
    package func recoverWhatCanBe(abandoning: Set<String> = []) async throws -> Recovery {
        guard let folder = try lockJournal() else { return Recovery() }
        return try await recover(in: folder, ClientPool(clouds, pacing: Pacing(), services: services), abandoning)
    }

    /// For a run that is about to begin.
    /// - Throws: `journalFailed`, after everything that can be done, for what of the journal cannot be read.
    func recover(in folder: JournalFolder, _ pool: ClientPool) async throws -> Recovery {
        let recovery = try await recover(in: folder, pool, [])
        if let damage = recovery.damaged.first { throw damage }
        return recovery
    }

    private func recover(
        in folder: JournalFolder, _ pool: ClientPool, _ abandoning: Set<String>
    ) async throws -> Recovery {
        var recovery = Recovery()
        var runs: [OpenRun] = []
        for run in try unfinished(folder) {
            recovery.runs.append(run)
            do throws(InventoryError) {
                runs.append(try OpenRun(run, in: folder))
            } catch {
                recovery.damaged.append(error)
            }
        }
        try Self.requireOpen(abandoning, runs)
        // What was written last is taken back first.
        for run in runs.reversed() {
            let file = try RunFile(reopening: run.name, in: folder, lines: run.lines, services: services)
            var isWhole = run.damage.isEmpty
            recovery.damaged += run.damage
            for repair in run.repairs.reversed() {
                let target = repair.intent.plan.target
                if abandoning.contains(target.bucket.name.string) {
                    try file.conclude(repair.intent.plan, isAbandoned: true)
                    recovery.abandoned.append(target)
                    continue
                }
                do {
                    let restored = try await repair.run(
                        try pool.client(for: target), budget: options.verificationBudget, services: services)
                    recovery.restored += restored.map { (target, $0) }
                } catch {
                    guard !(error is CancellationError) else { throw error }
                    recovery.failed.append((target, InventoryError(error, about: target)))
                    isWhole = false
                    continue
                }
                try file.conclude(repair.intent.plan)
            }
            if isWhole { try file.end(recovered: true) }
        }
        return recovery
    }

    private static func requireOpen(_ names: Set<String>, _ runs: [OpenRun]) throws(InventoryError) {
        let open = Set(runs.flatMap(\.repairs).map(\.intent.plan.target.bucket.name.string))
        guard let unknown = names.subtracting(open).min() else { return }
        throw InventoryError(
            .journalRefused,
            "no run left bucket '\(Printable.quoted(unknown))' unfinished, so it cannot be given up; "
                + (open.isEmpty
                    ? "no bucket is unfinished"
                    : "unfinished: " + open.sorted().map { Printable.quoted($0) }.joined(separator: ", ")))
    }

    private func unfinished(_ folder: JournalFolder) throws -> [String] {
        try folder.runs().filter { try folder.end(of: $0) == nil }
    }
}
