/// Records in memory, and their order.
final class RecordArena {
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
    private var isSorted = true

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
        if isSorted, count > 0 { isSorted = KeyOrder.compare(self[count - 1].key, record.key) <= 0 }
        record.store(at: bytes + filled)
        entries[count] = Entry(cache: 0, offset: filled)
        count += 1
        filled += record.length
        return true
    }

    func removeAll() { (count, filled, isSorted) = (0, 0, true) }

    /// A record by its place in the order of ``sort()``.
    subscript(index: Int) -> ObjectRecord { ObjectRecord(at: bytes + entries[index].offset) }

    private func key(_ entry: Entry) -> UnsafeRawBufferPointer { ObjectRecord(at: bytes + entry.offset).key }

    /// Puts the records in order; those that came in order stay.
    func sort() {
        guard !isSorted else { return }
        isSorted = true
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
