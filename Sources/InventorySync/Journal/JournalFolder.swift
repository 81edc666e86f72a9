internal import Glibc
internal import InventoryCore
internal import InventoryWire

/// A folder with the journals of runs, `run-<id>.jsonl`, and the ledger of rules that we wrote, `written`. One writing
/// process at a time: the folder is locked while a writing object lives; readers need no lock.
// @unchecked: the descriptor is set once; the ledger is behind a lock.
final class JournalFolder: @unchecked Sendable {
    private static let ledgerName = "/written"

    let path: String
    let disk: DiskCalls
    private let lock: Int32?
    private let ledger: Locked<(file: DurableFile?, known: Ledger)>

    /// For reading: takes no lock and creates nothing.
    /// - Throws: `journalRefused` for a folder that is not this user's alone.
    init(reading path: String) throws(InventoryError) {
        let path = Self.withoutLastSlash(path)
        self.path = path
        disk = .system
        lock = nil
        ledger = Locked((nil, try Ledger()))
        _ = try Self.isThere(path)
        let known = try readLedger()
        ledger.withLock { $0.known = known }
    }

    /// For a run: creates the folder (mode 0700) where there is none, and locks it.
    /// - Throws: `journalRefused` when another process has it, it is not this user's alone, or the disk says no.
    init(locking path: String, disk: DiskCalls = .system) throws(InventoryError) {
        let path = Self.withoutLastSlash(path)
        self.path = path
        self.disk = disk
        ledger = Locked((nil, try Ledger()))
        let obstacle = Self.makeFolders(path)
        let lock: Int32
        do throws(InventoryError) {
            guard try Self.isThere(path), let opened = try OwnFile.open(path + "/lock", O_RDWR | O_CREAT) else {
                throw DurableFile.failure("cannot be made", path, obstacle ?? errno)
            }
            lock = opened
        } catch {
            throw error.refusingJournal
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw InventoryError(
                .journalRefused,
                "another run is using the journal \(Printable.quoted(path)); wait for it, or name another folder")
        }
        self.lock = lock
        // Read first: to go on with a file cuts off a torn line, which shall be told of.
        do throws(InventoryError) {
            let known = try readLedger()
            let file = try DurableFile(continuing: path + Self.ledgerName, disk: disk)
            ledger.withLock { $0 = (file, known) }
        } catch {
            throw error.refusingJournal
        }
    }

    deinit {
        guard let lock else { return }
        // Closing alone would not do: a child process that is just being started holds the descriptor a moment longer.
        flock(lock, LOCK_UN)
        close(lock)
    }

    private static func isThere(_ path: String) throws(InventoryError) -> Bool {
        do throws(InventoryError) {
            guard let folder = try OwnFile.open(path, O_RDONLY, isFolder: true) else { return false }
            close(folder)
            return true
        } catch {
            throw error.refusingJournal
        }
    }

    /// With it a symbolic link would be followed.
    private static func withoutLastSlash(_ path: String) -> String {
        var path = path
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// - Returns: why the first of the folders that are not there cannot be made; nil where all are there.
    private static func makeFolders(_ path: String) -> Int32? {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += part
            if mkdir(made, 0o700) != 0, errno != EEXIST {
                let obstacle = errno
                var status = stat()
                guard stat(made, &status) == 0 else { return obstacle }
            }
            made += "/"
        }
        return nil
    }

    // MARK: The ledger

    private func readLedger() throws(InventoryError) -> Ledger {
        // The mark first: a run that is under way only adds lines.
        var mark: Ledger.Mark?
        for run in try runs().reversed() where mark == nil { mark = try end(of: run)?.managed }
        return try Ledger(path: path + Self.ledgerName, mark: mark)
    }

    /// What a run that ends now leaves in the ledger; it is on disk then.
    func ledgerMark() throws(InventoryError) -> Ledger.Mark {
        let result: Result<Ledger.Mark, InventoryError> = ledger.withLock { ledger in
            Result { () throws(InventoryError) in
                try ledger.file?.synchronize()
                return try ledger.known.mark
            }
        }
        return try result.get()
    }

    /// Whose a rule is for a rule set of that name, as far as this folder's runs know.
    func owner(of id: InventoryRule.ID, in target: SyncTarget, for ruleSet: String) throws -> RuleOwner {
        try ledger.withLock { try $0.known.owner(of: id, in: target, for: ruleSet) }
    }

    /// Whether this folder's runs wrote that rule, or found it as wanted, for whatever rule set.
    func knows(_ id: InventoryRule.ID, in target: SyncTarget) throws -> Bool {
        try ledger.withLock { try $0.known.knows(id, in: target) }
    }

    func remember(_ ids: [InventoryRule.ID], in target: SyncTarget, of ruleSet: String) throws(InventoryError) {
        let failure: InventoryError? = ledger.withLock { ledger in
            do throws(InventoryError) {
                for id in ids {
                    guard let line = try ledger.known.note(id, in: target, of: ruleSet) else { continue }
                    try ledger.file?.append(line, durably: false)
                }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// A rule is only pruned as owned where all of the ledger can be read.
    /// - Throws: `journalFailed`, with file, line and remedy.
    func requireWholeLedger(for ruleSet: RuleSet) throws(InventoryError) {
        guard ruleSet.ownership.prune == .owned, let damage = ledgerDamage else { return }
        throw damage
    }

    /// What of the ledger cannot be read; nil where all can.
    var ledgerDamage: InventoryError? { ledger.withLock { $0.known.damage } }
}

extension InventoryError {
    /// The same before anything was sent: the journal is not used.
    var refusingJournal: InventoryError {
        var error = self
        if code == .journalFailed { error.code = .journalRefused }
        return error
    }
}
