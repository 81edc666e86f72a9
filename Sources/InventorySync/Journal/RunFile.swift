internal import InventoryCore
internal import InventoryWire

/// The journal of one run in a folder.
final class RunFile: RunJournal {
    static let version = 1

    let run: String
    private let folder: JournalFolder
    private let services: SystemServices
    private let file: Locked<DurableFile>
    /// Buckets with an intent and no conclusion.
    private let open = Locked<Set<Int>>([])

    /// Starts a new journal. Run ids sort by time, within a second by their number.
    init(
        in folder: JournalFolder, ruleSet: RuleSet, undoes: String? = nil, services: SystemServices
    ) throws(InventoryError) {
        let now = services.now()
        let earlier = try folder.runs().count { $0.hasPrefix(now.basicFormat) }
        let number = (earlier < 10 ? "0" : "") + String(earlier)
        let suffix = String(UInt32(services.random() * 0xFFFF_FFFF), radix: 36)
        run = now.basicFormat + "-" + number + "-" + suffix
        self.folder = folder
        self.services = services
        file = Locked(try DurableFile(folder.file(of: run), creating: true))
        try DurableFile.synchronize(folder: folder.path)
        try append(
            JournalRecord(
                start: .init(
                    version: Self.version, run: run, ruleSet: ruleSet.name, started: now, undoes: undoes,
                    caps: .init(ruleSet.safety, ruleSet.pacing))))
    }

    /// Goes on with the journal of a run that was cut short.
    init(reopening run: String, in folder: JournalFolder, services: SystemServices) throws(InventoryError) {
        self.run = run
        self.folder = folder
        self.services = services
        try DurableFile.dropTornLine(folder.file(of: run))
        file = Locked(try DurableFile(folder.file(of: run), creating: false))
    }

    func intend(_ plan: BucketPlan, _ writes: [Write]) throws {
        let ids = Set(writes.map(\.step.id))
        var kept = plan
        kept.steps = plan.steps.filter { ids.contains($0.id) }
        let order = writes.map { JournalRecord.Intent.PlannedWrite(id: $0.step.id, kind: $0.kind) }
        open.withLock { _ = $0.insert(plan.index) }
        try append(JournalRecord(intent: .init(plan: kept, writes: order)))
    }

    func note(_ plan: BucketPlan, _ write: Write, _ receipt: Receipt) throws {
        let user = services.environment("USER") ?? services.environment("LOGNAME") ?? ""
        let old = try write.step.found.map { Hex.encode(try Digest.sha256($0.document.bytes)) }
        try append(
            JournalRecord(
                written: .init(
                    bucket: plan.index, id: write.id, operation: write.kind,
                    user: user, time: services.now(), oldSHA256: old, receipt: receipt)),
            durably: false)
        if write.kind == .store || write.kind == .storeFirst { try folder.remember([write.id], in: plan.target) }
    }

    func conclude(_ outcome: BucketOutcome) throws {
        let written = outcome.steps.filter { $0.result.name != "unmanaged" }
        try append(
            JournalRecord(
                concluded: .init(
                    bucket: outcome.index, results: written.map { .init(id: $0.id, result: $0.result.name) })))
        open.withLock { _ = $0.remove(outcome.index) }
    }

    /// A bucket that a recovery has made whole.
    func concludeRecovered(_ bucket: Int) throws(InventoryError) {
        try append(JournalRecord(concluded: .init(bucket: bucket, results: [])))
    }

    /// Ends the run, unless a bucket of it was not concluded and waits for a recovery.
    func end(recovered: Bool = false) throws(InventoryError) {
        guard open.withLock({ $0.isEmpty }) else { return }
        try append(JournalRecord(end: .init(finished: services.now(), recovered: recovered)))
    }

    private func append(_ record: JournalRecord, durably: Bool = true) throws(InventoryError) {
        let line = try JSONLine.encode(record)
        // One line at a time, so that lines of buckets worked on side by side do not mix.
        let failure: InventoryError? = file.withLock { file in
            do throws(InventoryError) {
                try file.append(line, durably: durably)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }
}
