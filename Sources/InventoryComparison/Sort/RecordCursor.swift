internal import Glibc
internal import InventoryCore
internal import InventoryReports

/// A place in records that are in order.
protocol RecordCursor: AnyObject {
    /// The record there, valid until the next step; nil behind the last.
    var record: ObjectRecord? { get }
    /// Steps to the next record.
    func advance() throws
}

/// Records that all fit into memory.
final class MemoryCursor: RecordCursor {
    private let arena: RecordArena
    private var index = 0

    init(_ arena: RecordArena) { self.arena = arena }

    var record: ObjectRecord? { index < arena.count ? arena[index] : nil }
    func advance() { index += 1 }
}

/// Records of one stretch of a file, some of them in memory.
final class FileCursor: RecordCursor {
    private let file: ScratchFile
    private var offset: Int64
    private let end: Int64
    private let buffer: UnsafeMutableRawBufferPointer
    private var place = 0
    private var filled = 0
    private(set) var record: ObjectRecord?

    /// - Parameter memory: bytes to read at once, more than the longest record has.
    init(_ file: ScratchFile, _ stretch: RecordSorter.Stretch, memory: Int) throws {
        self.file = file
        (offset, end) = (stretch.start, stretch.end)
        buffer = .allocate(byteCount: memory, alignment: 8)
        try look()
    }

    deinit { buffer.deallocate() }

    func advance() throws {
        place += record?.length ?? 0
        try look()
    }

    private func look() throws {
        record = nil
        if try !hasWhole(), try !refill() { return }
        record = buffer.baseAddress.map { ObjectRecord(at: $0 + place) }
    }

    private func hasWhole() throws -> Bool {
        guard filled - place >= ObjectRecord.headLength, let base = buffer.baseAddress else { return false }
        return ObjectRecord.length(at: base + place) <= filled - place
    }

    /// - Returns: false at the end.
    private func refill() throws -> Bool {
        guard let base = buffer.baseAddress else { return false }
        memmove(base, base + place, filled - place)
        (place, filled) = (0, filled - place)
        let count = Int(min(Int64(buffer.count - filled), end - offset))
        guard count > 0 else { return false }
        try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + count)]), at: offset)
        offset += Int64(count)
        filled += count
        return true
    }
}
