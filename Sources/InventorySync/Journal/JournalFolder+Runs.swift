internal import Glibc
internal import InventoryCore

extension JournalFolder {
    /// So many of the last runs stay, however old they are.
    static let alwaysKept = 10

    /// What was found of a run beside its records.
    struct Reading {
        /// The lines that are damaged, missing or of another run, each with its file and number.
        var damage: [InventoryError] = []
        /// How many whole lines there are or were.
        var lines = 0
    }

    /// The ids of the journalled runs, oldest first.
    func runs() throws(InventoryError) -> [String] {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return [] }
            throw DurableFile.failure("cannot be read", path).refusingJournal
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

    /// The first line of a run's file; nil where none was written to its end. Nothing was sent then: a run begins with it.
    func firstLine(of run: String) throws(InventoryError) -> [UInt8]? {
        guard let lines = try LineReader(own: file(of: run)), let line = try lines.next(), !lines.isTorn else {
            return nil
        }
        return line
    }

    /// Reads the records of a run one after the other, as far as they can be read. A last line that was cut short by a
    /// crash is left out: nothing was sent on its account.
    /// - Parameter body: takes a record, and how many places before it are damaged.
    /// - Throws: `journalRefused` for a run that is not there, and for one of another version.
    func readRecords(
        of run: String, _ body: (_ record: JournalRecord, _ breaks: Int) -> Void
    ) throws(InventoryError) -> Reading {
        let file = file(of: run)
        guard !run.contains("/"), let lines = try LineReader(own: file) else {
            throw InventoryError(
                .journalRefused, "there is no run '\(Printable.quoted(run))' in \(Printable.quoted(path))")
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
                if lines.number == 1, let former = FormerVersion(firstLine: line) {
                    throw Self.otherVersion(former.start.version, file)
                }
                report("this line is damaged")
                reading.lines &+= 1
                continue
            }
            if let start = record.start, start.version != RunFile.version {
                throw Self.otherVersion(start.version, file)
            }
            guard record.run == run else {
                if lines.number == 1 {
                    throw InventoryError(
                        .journalRefused,
                        "\(Printable.quoted(file)) holds another run, '\(Printable.quoted(record.run))'; move it to another "
                            + "folder")
                }
                report("this line is of another run, '\(Printable.quoted(record.run))'")
                reading.lines &+= 1
                continue
            }
            if record.line != reading.lines &+ 1 {
                report("a line is missing before this one, or stands here a second time")
            }
            reading.lines = record.line
            body(record, reading.damage.count)
        }
        return reading
    }

    private static func otherVersion(_ version: Int, _ file: String) -> InventoryError {
        InventoryError(
            .journalRefused,
            "\(Printable.quoted(file)): written in version \(version) of the journal, and only \(RunFile.version) is "
                + "read; use the version of cloud-inventory that wrote it, or move the file to another folder")
    }

    /// How a run ended; nil while it has not. Reads beginning and end of its file alone: finished runs stay for weeks. A
    /// last line of another run, or one with other lines before it than when it was written, is no end of this one.
    func end(of run: String) throws(InventoryError) -> JournalRecord.End? {
        let path = file(of: run)
        guard let file = try OwnFile.open(path, O_RDONLY) else { throw DurableFile.failure("cannot be read", path) }
        defer { close(file) }
        var tail = [UInt8](repeating: 0, count: 4096)
        let start = max(0, Int64(lseek(file, 0, SEEK_END)) - Int64(tail.count))
        let count = pread(file, &tail, tail.count, off_t(start))
        guard count >= 0 else { throw DurableFile.failure("cannot be read", path) }
        let lines = tail[..<count].split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        guard let place = lines.last?.startIndex, let last = lines.last.map({ Array($0) }) else { return nil }
        if let record = JournalRecord(sealed: last) {
            guard record.run == run, record.end?.position == start + Int64(place) else { return nil }
            return record.end
        }
        guard let first = try LineReader(own: path)?.next(), let former = FormerVersion(firstLine: first),
            former.start.run == run
        else { return nil }
        return former.end(lastLine: last)
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
