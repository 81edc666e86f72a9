internal import Glibc
internal import InventoryCore
internal import InventoryWire

/// The journal of one run in a folder.
final class RunFile: RunJournal {
    /// See ``FormerVersion`` for those before.
    static let version = 3

    let run: String
    /// The name of the rule set.
    private let ruleSet: String
    private let isUndo: Bool
    private let folder: JournalFolder
    private let services: SystemServices
    private let file: Locked<(file: DurableFile, lines: Int, failure: InventoryError?)>
    /// Buckets with an intent and no conclusion.
    private let open = Locked<Set<Int>>([])
    private let confirmed = Locked<UTCInstant?>(nil)

    /// Starts a new journal.
    init(
        in folder: JournalFolder, ruleSet: RuleSet, undoes: String? = nil, found: [String: Int]? = nil,
        services: SystemServices
    ) throws(InventoryError) {
        let now = services.now()
        let newest = try folder.runs().compactMap(RunID.init).max()
        run = RunID(after: newest, at: now).name(String(UInt32(services.random() * 0xFFFF_FFFF), radix: 36))
        self.ruleSet = ruleSet.name
        isUndo = undoes != nil
        self.folder = folder
        self.services = services
        let path = folder.file(of: run)
        do throws(InventoryError) {
            file = Locked((try DurableFile(creating: path, disk: folder.disk), 0, nil))
        } catch {
            throw error.refusingJournal
        }
        do throws(InventoryError) {
            try DurableFile.synchronize(folder: folder.path)
            try append(
                JournalRecord(
                    start: .init(
                        version: Self.version, ruleSet: ruleSet.name, started: now, undoes: undoes,
                        caps: .init(ruleSet.safety, ruleSet.pacing), found: found)))
        } catch {
            // A run that could not begin has left nothing to recover.
            unlink(path)
            throw error.refusingJournal
        }
    }

    /// Goes on with the journal of a run that was cut short.
    /// - Parameter lines: how many lines it has.
    init(
        reopening run: String, in folder: JournalFolder, lines: Int, services: SystemServices
    ) throws(InventoryError) {
        self.run = run
        ruleSet = ""
        isUndo = false
        self.folder = folder
        self.services = services
        file = Locked((try DurableFile(continuing: folder.file(of: run), disk: folder.disk), lines, nil))
    }

    /// The first date that a server gave to one of this run's writes; nil while none was given.
    var confirmedTime: UTCInstant? { confirmed.withLock { $0 } }

    func intend(_ plan: BucketPlan, _ writes: [Write]) throws {
        let ids = Set(writes.map(\.step.id))
        var kept = plan
        kept.steps = plan.steps.filter { ids.contains($0.id) }
        let order = writes.map {
            JournalRecord.Intent.PlannedWrite(id: $0.step.id, kind: $0.kind, makesRoomFor: $0.makesRoomFor)
        }
        open.withLock { _ = $0.insert(plan.index) }
        try append(JournalRecord(intent: .init(plan: kept, writes: order)))
    }

    func note(_ plan: BucketPlan, _ write: Write, _ receipt: Receipt) throws {
        let user = services.environment("USER") ?? services.environment("LOGNAME") ?? ""
        let old = try write.step.found.map { Hex.encode(try Digest.sha256($0.document.bytes)) }
        if let date = receipt.date.flatMap(UTCInstant.init(httpDate:)) {
            confirmed.withLock { $0 = min($0 ?? date, date) }
        }
        try append(
            JournalRecord(
                written: .init(
                    bucket: plan.index, id: write.id, operation: write.kind,
                    user: user, time: services.now(), oldSHA256: old, receipt: receipt)),
            durably: false)
        // An undo makes no rule ours that was not.
        guard write.kind == .store || write.kind == .storeBeforeRemove, !isUndo else { return }
        do throws(InventoryError) {
            try folder.remember([write.id], in: plan.target, of: ruleSet)
        } catch {
            // Without the ledger a run ends as without its own file.
            file.withLock { $0.failure = error }
            throw error
        }
    }

    func conclude(_ outcome: BucketOutcome) throws {
        let written = outcome.steps.filter { $0.result.name != "unmanaged" }
        try append(
            JournalRecord(
                concluded: .init(
                    bucket: outcome.index, results: written.map { .init(id: $0.id, result: $0.result.name) })))
        open.withLock { _ = $0.remove(outcome.index) }
    }

    /// A bucket that a recovery has made whole, where the live rules tell how each ended, or that was given up.
    func conclude(_ plan: BucketPlan, isAbandoned: Bool = false) throws(InventoryError) {
        let results = isAbandoned ? plan.steps.map(\.id) : []
        try append(
            JournalRecord(
                concluded: .init(
                    bucket: plan.index,
                    results: results.map { .init(id: $0, result: JournalRecord.Concluded.abandoned) })))
    }

    /// Ends the run, unless a bucket of it was not concluded and waits for a recovery.
    func end(recovered: Bool = false) throws(InventoryError) {
        guard open.withLock({ $0.isEmpty }) else { return }
        try append(
            JournalRecord(
                end: .init(
                    finished: services.now(), confirmed: confirmedTime, recovered: recovered,
                    managed: try folder.ledgerMark())))
    }

    private func append(_ record: JournalRecord, durably: Bool = true) throws(InventoryError) {
        // One line at a time, so that the numbers are in the order of the lines.
        let failure: InventoryError? = file.withLock { state in
            if let failure = state.failure { return failure }
            do throws(InventoryError) {
                var record = record
                record.run = run
                record.line = state.lines &+ 1
                record.end?.position = state.file.end
                try state.file.append(try SealedLine.seal(record), durably: durably)
                state.lines = record.line
            } catch {
                return error
            }
            // What was removed or moved away, a recovery would not find.
            if access(folder.file(of: run), F_OK) != 0 {
                state.failure = DurableFile.failure("is gone", folder.file(of: run))
            }
            return state.failure
        }
        if let failure { throw failure }
    }
}
