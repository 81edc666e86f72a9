internal import InventoryCore
internal import InventoryReports

/// Takes the rows of one side and hands them on in the order of their keys, in pieces. Rows that come in order are handed
/// on as they come; where they do not, all of them go through the sorter.
final class RecordIntake: RowSink {
    /// Rows that began in order did not go on so, and some of them are handed on already.
    struct OrderBroken: Error {}

    private let memory: Int
    private let scratch: ScratchFolder
    private let keepsVersions: Bool
    private var equal: EqualRows?
    /// What is being filled.
    private var piece: RecordArena
    private var full: [RecordArena] = []
    /// The last key of the pieces before.
    private var lastKey: [UInt8]?
    private var sorter: RecordSorter?
    private var sorted: RecordStream?

    /// - Parameters:
    ///   - memory: bytes for records.
    ///   - sorts: sends all rows through the sorter, so that none is ever handed on too early.
    ///   - keepsVersions: false leaves out all but the current versions.
    ///   - equal: rows that are left out.
    init(memory: Int, scratch: ScratchFolder, sorts: Bool, keepsVersions: Bool, without equal: EqualRows? = nil) {
        (self.memory, self.scratch, self.keepsVersions, self.equal) = (memory, scratch, keepsVersions, equal)
        piece = RecordArena(capacity: Self.length(memory))
        if sorts { sorter = RecordSorter(memory: memory, scratch: scratch) }
    }

    /// A piece has room for some records, and is small beside the memory, as several of them are under way.
    private static func length(_ memory: Int) -> Int { max(1 << 12, memory / 20) }

    func take(_ row: borrowing RawRow) throws {
        if !keepsVersions { guard row.isLatest else { return } }
        let record = ObjectRecord(row, hasVersion: keepsVersions)
        if try equal?.contains(record) ?? false { return }
        if let sorter { return try sorter.take(record) }
        if !piece.append(record) {
            try endPiece()
            _ = piece.append(record)
        }
        guard !piece.isSorted else { return }
        // The first piece shows whether rows come in order. Nothing of it was handed on.
        guard lastKey == nil else { throw OrderBroken() }
        let sorter = RecordSorter(memory: memory, scratch: scratch)
        for index in 0..<piece.count { try sorter.take(piece[index]) }
        piece.removeAll()
        self.sorter = sorter
    }

    /// A piece that is full; nil where there is none.
    func next() -> RecordArena? { full.isEmpty ? nil : full.removeFirst() }

    /// The next piece once there are no more rows; nil behind the last.
    func rest() throws -> RecordArena? {
        if let sorter {
            let records = try sorted ?? sorter.finish()
            sorted = records
            let piece = RecordArena(capacity: Self.length(memory))
            while let record = records.record, piece.append(record) { try records.advance() }
            return piece.count > 0 ? piece : nil
        }
        if piece.count > 0 { try endPiece() }
        return next()
    }

    private func endPiece() throws {
        if let lastKey, piece.count > 0, lastKey.withUnsafeBytes({ KeyOrder.compare($0, piece[0].key) > 0 }) {
            throw OrderBroken()
        }
        lastKey = piece.lastKey.map { Array($0) }
        full.append(piece)
        piece = RecordArena(capacity: Self.length(memory))
    }
}
