internal import Glibc
internal import InventoryCore
internal import InventoryWire

/// A folder with the journals of runs, `run-<id>.jsonl`, and the ledger of rules that we wrote, `written`. One writing
/// process at a time: the folder is locked while a writing object lives; readers need no lock.
// @unchecked: the descriptor is set once; the ledger is behind a lock.
final class JournalFolder: @unchecked Sendable {
    let path: String
    let disk: DiskCalls
    private let lock: Int32?
    private let ledger: Locked<(file: DurableFile?, known: Set<UInt64>)>

    /// For reading: takes no lock and creates nothing.
    /// - Throws: `journalFailed` for a folder that is not this user's alone.
    init(reading path: String) throws(InventoryError) {
        let path = Self.withoutLastSlash(path)
        self.path = path
        disk = .system
        lock = nil
        _ = try Self.isThere(path)
        ledger = Locked((nil, try Self.knownRules(path)))
    }

    /// For a run: creates the folder (mode 0700) where there is none, and locks it.
    /// - Throws: `journalFailed` when another process has it, it is not this user's alone, or the disk says no.
    init(locking path: String, disk: DiskCalls = .system) throws(InventoryError) {
        let path = Self.withoutLastSlash(path)
        self.path = path
        self.disk = disk
        Self.makeFolders(path)
        guard try Self.isThere(path), let lock = try OwnFile.open(path + "/lock", O_RDWR | O_CREAT) else {
            throw DurableFile.failure("cannot be opened", path)
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw InventoryError(
                .journalFailed,
                "another run is using the journal \(Printable.quoted(path)); wait for it, or name another folder")
        }
        do throws(InventoryError) {
            ledger = Locked((try DurableFile(continuing: path + "/written", disk: disk), try Self.knownRules(path)))
        } catch {
            close(lock)
            throw error
        }
        self.lock = lock
    }

    deinit {
        guard let lock else { return }
        // Closing alone would not do: a child process that is just being started holds the descriptor a moment longer.
        flock(lock, LOCK_UN)
        close(lock)
    }

    private static func knownRules(_ path: String) throws(InventoryError) -> Set<UInt64> {
        var known: Set<UInt64> = []
        guard let lines = try LineReader(own: path + "/written") else { return known }
        while let line = try lines.next(), !lines.isTorn {
            if let fingerprint = UInt64(String(decoding: line, as: UTF8.self), radix: 16) { known.insert(fingerprint) }
        }
        return known
    }

    private static func isThere(_ path: String) throws(InventoryError) -> Bool {
        guard let folder = try OwnFile.open(path, O_RDONLY, isFolder: true) else { return false }
        close(folder)
        return true
    }

    /// With it a symbolic link would be followed.
    private static func withoutLastSlash(_ path: String) -> String {
        var path = path
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
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
}
