/// Records in memory, and their order.
// @unchecked: one task at a time has it.
final class RecordArena: @unchecked Sendable {
    /// Where a record lies, with eight bytes of its key: most comparisons end there.
    struct Entry {
        var cache: UInt64
        var offset: Int
    }

    private let capacity: Int
    private let bytes: UnsafeMutableRawPointer
    private let entries: UnsafeMutablePointer<Entry>
    private let mostEntries: Int
    private(set) var count = 0
    private var filled = 0
    /// Whether the records are in order.
    private(set) var isSorted = true
    /// Whether no two records have one key, as far as it is known.
    private(set) var isStrict = true

    /// - Parameter capacity: how many bytes of records there is room for.
    init(capacity: Int) {
        self.capacity = capacity
        mostEntries = capacity / 64
        bytes = .allocate(byteCount: capacity, alignment: 8)
        entries = .allocate(capacity: mostEntries)
    }

    deinit {
        bytes.deallocate()
        entries.deallocate()
    }

    /// Adds a record.
    /// - Returns: false, with nothing added, where it does not fit any more.
    func append(_ record: ObjectRecord) -> Bool {
        guard record.length <= capacity - filled, count < mostEntries else { return false }
        if isSorted, count > 0 {
            let order = KeyOrder.compare(key(entries[count - 1]), record.key)
            isSorted = order <= 0
            isStrict = isStrict && order < 0
        }
        record.store(at: bytes + filled)
        entries[count] = Entry(cache: 0, offset: filled)
        count += 1
        filled += record.length
        return true
    }

    func removeAll() { (count, filled, isSorted, isStrict) = (0, 0, true, true) }

    /// A record by its place in the order of ``sort()``.
    subscript(index: Int) -> ObjectRecord { ObjectRecord(at: bytes + entries[index].offset) }

    @inline(__always)
    private func key(_ entry: Entry) -> UnsafeRawBufferPointer { ObjectRecord.key(at: bytes + entry.offset) }

    /// The key of the last record; nil without one.
    var lastKey: UnsafeRawBufferPointer? { count > 0 ? key(entries[count - 1]) : nil }

    /// Puts the records in order; those that came in order stay.
    func sort() {
        guard !isSorted else { return }
        (isSorted, isStrict) = (true, false)
        // Stretches whose keys begin with the same bytes, and how many.
        var waiting = [(start: 0, end: count, depth: 0)]
        while let (start, end, depth) = waiting.popLast() {
            var stretch = UnsafeMutableBufferPointer(start: entries + start, count: end - start)
            guard stretch.count > 12 else {
                stretch.sort { KeyOrder.compare(key($0), key($1)) < 0 }
                continue
            }
            var shortest = Int.max
            for index in stretch.indices {
                let key = key(stretch[index])
                shortest = min(shortest, key.count)
                stretch[index].cache = Self.word(of: key, from: depth)
            }
            stretch.sort { $0.cache < $1.cache }
            var first = 0
            while first < stretch.count {
                var next = first + 1
                while next < stretch.count, stretch[next].cache == stretch[first].cache { next += 1 }
                if next - first > 1 {
                    if shortest >= depth + 8 {
                        waiting.append((start + first, start + next, depth + 8))
                    } else {
                        // Where a key ends, NUL bytes and nothing look the same.
                        var short = UnsafeMutableBufferPointer(rebasing: stretch[first..<next])
                        short.sort { KeyOrder.compare(key($0), key($1)) < 0 }
                    }
                }
                first = next
            }
        }
    }

    /// Eight bytes of a key as a number that sorts like them.
    @inline(__always)
    private static func word(of key: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
        guard key.count - start < 8 else {
            return UInt64(bigEndian: key.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        }
        var word: UInt64 = 0
        for place in start..<(start + 8) { word = word << 8 | (place < key.count ? UInt64(key[place]) : 0) }
        return word
    }
}
