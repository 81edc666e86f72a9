internal import Glibc
internal import InventoryCore
internal import InventoryWire

/// A folder with the journals of runs, `run-<id>.jsonl`, and the ledger of rules that we wrote, `written`. One writing
/// process at a time: the folder is locked while a writing object lives; readers need no lock.
// @unchecked: the descriptor is set once; the ledger is behind a lock.
final class JournalFolder: @unchecked Sendable {
    let path: String
    private let lock: Int32?
    private let ledger: Locked<(file: DurableFile?, known: Set<UInt64>)>

    /// For reading: takes no lock and creates nothing.
    init(reading path: String) throws(InventoryError) {
        self.path = path
        lock = nil
        ledger = Locked((nil, try Self.knownRules(path)))
    }

    /// For a run: creates the folder (mode 0700) where there is none, and locks it.
    /// - Throws: `journalFailed` when another process has it, or the disk says no.
    init(locking path: String) throws(InventoryError) {
        self.path = path
        Self.makeFolders(path)
        let lock = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw DurableFile.failure("cannot be opened", path) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw InventoryError(
                .journalFailed,
                "another run is using the journal \(Printable.quoted(path)); wait for it, or name another folder")
        }
        self.lock = lock
        ledger = Locked((try DurableFile(path + "/written", creating: false), try Self.knownRules(path)))
    }

    deinit {
        guard let lock else { return }
        // Closing alone would not do: a child process that is just being started holds the descriptor a moment longer.
        flock(lock, LOCK_UN)
        close(lock)
    }

    private static func knownRules(_ path: String) throws(InventoryError) -> Set<UInt64> {
        let lines = try FileBytes.read(path + "/written", atMost: FileBytes.largestOwn) ?? []
        return Set(lines.split(separator: 0x0A).compactMap { UInt64(String(decoding: $0, as: UTF8.self), radix: 16) })
    }

    private static func makeFolders(_ path: String) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += part
            mkdir(made, 0o700)
            made += "/"
        }
    }

    // MARK: The ledger

    /// Whether this folder's runs wrote that rule, or found it as wanted.
    func knows(_ id: InventoryRule.ID, in target: SyncTarget) -> Bool {
        ledger.withLock { $0.known.contains(Self.fingerprint(id, target)) }
    }

    func remember(_ ids: [InventoryRule.ID], in target: SyncTarget) throws(InventoryError) {
        let failure: InventoryError? = ledger.withLock { ledger in
            for id in ids {
                let fingerprint = Self.fingerprint(id, target)
                guard ledger.known.insert(fingerprint).inserted else { continue }
                do throws(InventoryError) {
                    try ledger.file?.append(Array(String(fingerprint, radix: 16).utf8), durably: false)
                } catch {
                    return error
                }
            }
            return nil
        }
        if let failure { throw failure }
    }

    /// FNV-1a over cloud, bucket and id: eight bytes a rule, for fleets.
    private static func fingerprint(_ id: InventoryRule.ID, _ target: SyncTarget) -> UInt64 {
        let parts = [target.provider.rawValue, target.bucket.name.string, id.string]
        return parts.joined(separator: "\0").utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    // MARK: Runs

    /// The ids of the journalled runs, oldest first.
    func runs() throws(InventoryError) -> [String] {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return [] }
            throw DurableFile.failure("cannot be read", path)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix("run-"), name.hasSuffix(".jsonl") {
                names.append(String(name.dropFirst(4).dropLast(6)))
            }
        }
        return names.sorted()
    }

    func file(of run: String) -> String { "\(path)/run-\(run).jsonl" }

    /// Reads the records of a run one after the other. A last line that was cut short by a crash is left out: nothing was
    /// sent on its account.
    func readRecords(of run: String, _ body: (JournalRecord) -> Void) throws(InventoryError) {
        let file = file(of: run)
        guard !run.contains("/"), let lines = try LineReader(file) else {
            throw InventoryError(
                .journalFailed, "there is no run '\(Printable.quoted(run))' in \(Printable.quoted(path))")
        }
        while let line = try lines.next(), !lines.isTorn {
            let record: JournalRecord
            do {
                record = try JSONLine.decode(JournalRecord.self, from: line)
            } catch {
                throw InventoryError(
                    .journalFailed,
                    "\(Printable.quoted(file)):\(lines.number): this line is damaged; nothing of this run is recovered "
                        + "by itself, compare its documents with the buckets", cause: error)
            }
            if let start = record.start, start.version > RunFile.version {
                throw InventoryError(
                    .journalFailed,
                    "\(Printable.quoted(file)): written in version \(start.version) of the journal; use a newer version")
            }
            body(record)
        }
    }

    /// How a run ended; nil while it has not. Reads the end of its file alone: finished runs stay for weeks.
    func end(of run: String) throws(InventoryError) -> JournalRecord.End? {
        let path = file(of: run)
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw DurableFile.failure("cannot be read", path) }
        defer { close(file) }
        var tail = [UInt8](repeating: 0, count: 4096)
        let start = max(0, lseek(file, 0, SEEK_END) - tail.count)
        let count = pread(file, &tail, tail.count, start)
        guard count >= 0 else { throw DurableFile.failure("cannot be read", path) }
        let lines = tail[..<count].split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        guard let last = lines.last, let record = try? JSONLine.decode(JournalRecord.self, from: Array(last)) else {
            return nil
        }
        return record.end
    }

    /// Removes the journals of finished runs older than that.
    func expire(before limit: UTCInstant) throws(InventoryError) {
        for run in try runs() {
            if let end = try end(of: run), end.finished < limit { unlink(file(of: run)) }
        }
    }
}
