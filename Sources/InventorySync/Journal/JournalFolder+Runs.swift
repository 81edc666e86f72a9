internal import Glibc
internal import InventoryCore

extension JournalFolder {
    /// So many of the last runs stay, however old they are.
    static let alwaysKept = 10

    /// What was found of a run beside its records.
    struct Reading {
        /// The lines that are damaged or missing, each with its file and number.
        var damage: [InventoryError] = []
        /// How many whole lines there are or were.
        var lines = 0
    }

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

    /// Reads the records of a run one after the other, as far as they can be read. A last line that was cut short by a
    /// crash is left out: nothing was sent on its account.
    /// - Throws: `journalFailed` for a run that is not there, and for one of another version.
    func readRecords(of run: String, _ body: (JournalRecord) -> Void) throws(InventoryError) -> Reading {
        let file = file(of: run)
        guard !run.contains("/"), let lines = try LineReader(own: file) else {
            throw InventoryError(
                .journalFailed, "there is no run '\(Printable.quoted(run))' in \(Printable.quoted(path))")
        }
        var reading = Reading()
        func report(_ what: String) {
            reading.damage.append(
                InventoryError(
                    .journalFailed,
                    "\(Printable.quoted(file)):\(lines.number): \(what); nothing is restored from it: compare the "
                        + "documents of this run with its buckets, then move the file to another folder"))
        }
        while let line = try lines.next(), !lines.isTorn {
            guard let record = JournalRecord(sealed: line) else {
                if lines.number == 1, FirstVersion.start(line) != nil { throw Self.otherVersion(1, file) }
                report("this line is damaged")
                reading.lines &+= 1
                continue
            }
            if let start = record.start {
                guard start.version == RunFile.version else { throw Self.otherVersion(start.version, file) }
                guard start.run == run else {
                    throw InventoryError(
                        .journalFailed,
                        "\(Printable.quoted(file)) holds another run, '\(Printable.quoted(start.run))'; move it to "
                            + "another folder")
                }
            }
            if record.line != reading.lines &+ 1 { report("a line is missing before this one") }
            reading.lines = record.line
            body(record)
        }
        return reading
    }

    private static func otherVersion(_ version: Int, _ file: String) -> InventoryError {
        InventoryError(
            .journalFailed,
            "\(Printable.quoted(file)): written in version \(version) of the journal, and only \(RunFile.version) is "
                + "read; use the version of cloud-inventory that wrote it, or move the file to another folder")
    }

    /// How a run ended; nil while it has not. Reads the end of its file alone: finished runs stay for weeks.
    func end(of run: String) throws(InventoryError) -> JournalRecord.End? {
        let path = file(of: run)
        guard let file = try OwnFile.open(path, O_RDONLY) else { throw DurableFile.failure("cannot be read", path) }
        defer { close(file) }
        var tail = [UInt8](repeating: 0, count: 4096)
        let start = max(0, lseek(file, 0, SEEK_END) - tail.count)
        let count = pread(file, &tail, tail.count, start)
        guard count >= 0 else { throw DurableFile.failure("cannot be read", path) }
        let lines = tail[..<count].split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        guard let last = lines.last.map({ Array($0) }) else { return nil }
        return JournalRecord(sealed: last)?.end ?? FirstVersion.end(last)
    }

    /// Removes the journals of finished runs that are older than that by their own clock and by the servers'. The last
    /// few stay.
    func expire(before limit: UTCInstant) throws(InventoryError) {
        for run in try runs().dropLast(Self.alwaysKept) {
            guard let end = try end(of: run), max(end.finished, end.confirmed ?? end.finished) < limit else { continue }
            unlink(file(of: run))
        }
    }
}
