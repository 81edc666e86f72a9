internal import InventoryCore
internal import InventoryReports

/// Puts records in the order of their keys, in bounded memory: what does not fit waits in sorted stretches in a file
/// without a name. Records that come in order make one stretch, which costs no sorting.
final class RecordSorter {
    /// A sorted stretch of the file.
    struct Stretch {
        var start: Int64
        var end: Int64
    }

    private let scratch: ScratchFolder
    private let arena: RecordArena
    private var file: ScratchFile?
    private var length: Int64 = 0
    private var stretches: [Stretch] = []
    private var lastKey: [UInt8] = []
    private let output: UnsafeMutableRawBufferPointer

    /// - Parameter memory: bytes for records.
    init(memory: Int, scratch: ScratchFolder) {
        self.scratch = scratch
        arena = RecordArena(capacity: memory)
        output = .allocate(byteCount: 1 << 18, alignment: 8)
    }

    deinit { output.deallocate() }

    func take(_ record: ObjectRecord) throws {
        if arena.append(record) { return }
        try spill()
        _ = arena.append(record)
    }

    /// All records in order. Nothing may be added any more.
    func finish() throws -> RecordStream {
        arena.sort()
        guard file != nil else { return RecordStream([MemoryCursor(arena)]) }
        try spill()
        while stretches.count > RecordStream.mostCursors { try mergeFirst() }
        return try stream(stretches)
    }

    private func stream(_ stretches: [Stretch]) throws -> RecordStream {
        guard let file else { return RecordStream([]) }
        let memory = max(1 << 14, min(1 << 18, (1 << 24) / max(1, stretches.count)))
        return RecordStream(
            try stretches.map { try FileCursor(file, $0, memory: memory) }.filter { $0.record != nil })
    }

    private func spill() throws {
        guard arena.count > 0 else { return }
        arena.sort()
        let isNext = lastKey.withUnsafeBytes { KeyOrder.compare($0, arena[0].key) <= 0 }
        try write(isNext: isNext && !stretches.isEmpty) { take in
            for index in 0..<arena.count { try take(arena[index]) }
        }
        lastKey = Array(arena[arena.count - 1].key)
        arena.removeAll()
    }

    /// Makes one stretch of the first ones, at the end.
    private func mergeFirst() throws {
        let some = Array(stretches.prefix(RecordStream.mostCursors))
        let records = try stream(some)
        stretches.removeFirst(some.count)
        try write(isNext: false) { take in
            while let record = records.record {
                try take(record)
                try records.advance()
            }
        }
    }

    /// Writes records behind the file's end: as a stretch of their own, or as more of the last one.
    private func write(isNext: Bool, _ records: ((ObjectRecord) throws -> Void) throws -> Void) throws {
        let file = try self.file ?? ScratchFile(in: scratch)
        self.file = file
        let start = length
        var filled = 0
        func flush() throws {
            try file.write(UnsafeRawBufferPointer(rebasing: output[..<filled]), at: length)
            length += Int64(filled)
            filled = 0
        }
        try records { record in
            if output.count - filled < record.length { try flush() }
            guard let base = output.baseAddress else { return }
            record.store(at: base + filled)
            filled += record.length
        }
        try flush()
        if isNext, let last = stretches.indices.last {
            stretches[last].end = length
        } else {
            stretches.append(Stretch(start: start, end: length))
        }
    }
}
