internal import InventoryCore
internal import InventoryWire

/// What of a snapshot is on disk: a file beside its manifest-to-be that grows by whole lines. A snapshot that was ended in
/// any way goes on from there.
final class SnapshotJournal: Sendable {
    /// The first line: what is listed.
    struct Start: Codable, Hashable {
        var format = SnapshotJournal.format
        var provider: ProviderID
        var bucket: ExactText
        var prefix: ExactText
        /// When the list began.
        var started: UTCInstant
    }

    /// How far one data file has come. The last line of a file counts.
    struct Part: Codable, Hashable {
        /// The data file's name.
        var file: String
        /// Its rows are of all names behind this one; empty for those from the first on …
        var after: ExactText
        /// … up to this one; missing for those up to the last.
        var through: ExactText?
        /// How long the file is with these rows.
        var bytes: Int64
        var rows: Int

        var span: KeySpan { KeySpan(after: after, through: through) }
    }

    static let format = "cloud-inventory/snapshot-progress/1"
    static let name = "snapshot.jsonl"

    let start: Start
    private let file: SnapshotFile
    private let state: Locked<[String: Part]>

    /// Opens the journal in that folder, or begins one.
    /// - Throws: `journalFailed` where it is another bucket's, is held by another process, or cannot be read.
    init(in folder: String, _ start: Start) throws {
        file = try SnapshotFile("\(folder)/\(Self.name)")
        guard file.lock() else {
            throw Self.failure(file.path, "another process is writing this snapshot; wait for it")
        }
        let bytes = try file.contents()
        // What follows the last line feed was cut off by a crash.
        let whole = bytes.lastIndex(of: 0x0A).map { bytes[...$0] } ?? []
        let lines = whole.split(separator: 0x0A)
        guard let first = lines.first else {
            self.start = start
            state = Locked([:])
            try file.cut(to: 0)
            try file.append(JSONText.encode(start) + [0x0A])
            return
        }
        do {
            let found = try JSONText.decode(Start.self, from: Array(first))
            guard found.format == Self.format else { throw Self.failure(file.path, "it is of another version") }
            var wanted = start
            wanted.started = found.started
            guard found == wanted else {
                throw Self.failure(file.path, "it is the snapshot of another bucket or prefix; name another folder")
            }
            self.start = found
            var parts: [String: Part] = [:]
            for line in lines.dropFirst() {
                let part = try JSONText.decode(Part.self, from: Array(line))
                parts[part.file] = part
            }
            state = Locked(parts)
        } catch let error as InventoryError {
            throw error
        } catch {
            throw Self.failure(file.path, "\(InventoryError.sentence(of: error)); remove the folder, and begin again")
        }
        try file.cut(to: Int64(whole.count))
    }

    deinit { file.unlock() }

    /// The data files as far as they count, by name.
    var parts: [Part] { state.withLock { $0.values.sorted { $0.file < $1.file } } }

    /// Notes how far a data file has come, which is on disk already.
    func note(_ part: Part) throws {
        let line = try JSONText.encode(part) + [0x0A]
        // Under the lock: lines of two workers do not mix.
        try state.withLock { parts in
            try file.append(line)
            parts[part.file] = part
        }
    }

    /// What no data file has yet.
    /// - Throws: `journalFailed` where two files are said to have the same names.
    func gaps() throws(InventoryError) -> [KeySpan] {
        var gaps: [KeySpan] = []
        // All names up to it are in files; nil where all are.
        var covered: ExactText? = ""
        for span in parts.map(\.span).sorted(by: { $0.after < $1.after }) {
            guard let end = covered, end <= span.after else { throw overlap }
            if end < span.after { gaps.append(KeySpan(after: end, through: span.after)) }
            covered = span.through
        }
        return gaps + (covered.map { [KeySpan(after: $0, through: nil)] } ?? [])
    }

    private var overlap: InventoryError {
        Self.failure(file.path, "two files are said to hold the same names; remove the folder, and begin again")
    }

    private static func failure(_ path: String, _ what: String) -> InventoryError {
        InventoryError(.journalFailed, "'\(Printable.quoted(path))': \(what)")
    }
}
