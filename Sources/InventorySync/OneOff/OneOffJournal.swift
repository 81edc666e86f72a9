internal import InventoryCore
internal import InventoryWire

/// The ids that were given to one-off jobs, in `jobs.jsonl` of the journal folder: written before the request, so that a
/// run that is killed uses the same id again and cannot start the job twice.
struct OneOffJournal {
    /// One line: an id about to be used, or what became of it.
    struct Record: Codable {
        enum State: String, Codable {
            case intended, accepted, failed
        }

        var id: InventoryRule.ID
        var base: InventoryRule.ID
        var target: SyncTarget
        var state: State
        var time: UTCInstant
    }

    private let path: String
    private let disk: DiskCalls
    private let services: SystemServices

    init(_ folder: JournalFolder, services: SystemServices) {
        path = folder.path + "/jobs.jsonl"
        disk = folder.disk
        self.services = services
    }

    /// An id for that job that was written down and of which nothing was heard since.
    /// - Throws: `journalFailed` for a line that cannot be read: it may be the one that keeps a job from being started twice.
    func pending(_ base: InventoryRule.ID, in target: SyncTarget) throws -> InventoryRule.ID? {
        var open: [InventoryRule.ID] = []
        try read { record in
            guard record.base == base, record.target.provider == target.provider,
                record.target.bucket.name == target.bucket.name
            else { return }
            open.removeAll { $0 == record.id }
            if record.state == .intended { open.append(record.id) }
        }
        return open.last
    }

    /// Every id, with the last that was heard of it.
    /// - Throws: `journalFailed` for a line that cannot be read.
    func entries() throws -> [OneOffEntry] {
        var entries: [OneOffEntry] = []
        try read { record in
            let state: OneOffEntry.State =
                switch record.state {
                case .intended: .unknown
                case .accepted: .accepted
                case .failed: .failed
                }
            entries.removeAll { $0.id == record.id }
            entries.append(
                OneOffEntry(
                    id: record.id, provider: record.target.provider, bucket: record.target.bucket, state: state,
                    time: record.time))
        }
        return entries
    }

    private func read(_ body: (Record) -> Void) throws {
        guard let lines = try LineReader(own: path) else { return }
        // A last line that a crash cut short stands for no request.
        while let line = try lines.next(), !lines.isTorn {
            guard let record = SealedLine.open(Record.self, from: line) else {
                throw InventoryError(
                    .journalFailed,
                    "\(Printable.quoted(path)):\(lines.number): this line is damaged, or of an earlier version; it may "
                        + "stand for a job that was started: look for its report, then move the file to another folder")
            }
            body(record)
        }
    }

    func note(
        _ id: InventoryRule.ID, _ base: InventoryRule.ID, _ target: SyncTarget, _ state: Record.State
    ) throws {
        let record = Record(id: id, base: base, target: target, state: state, time: services.now())
        try DurableFile(continuing: path, disk: disk).append(SealedLine.seal(record), durably: true)
    }
}
