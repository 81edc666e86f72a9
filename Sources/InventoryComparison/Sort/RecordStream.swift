/// Several cursors as one: all their records in order. A heap, whose first cursor has the smallest key.
final class RecordStream {
    /// How many cursors are read at once.
    static let mostCursors = 512

    private var heap: [any RecordCursor]
    /// The record there, valid until the next step; nil behind the last.
    private(set) var record: ObjectRecord?
    private var keys: [UnsafeRawBufferPointer]

    init(_ cursors: [any RecordCursor]) {
        heap = cursors.filter { $0.record != nil }
        keys = heap.map { $0.record?.key ?? UnsafeRawBufferPointer(start: nil, count: 0) }
        for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(index) }
        record = heap.first?.record
    }

    func advance() throws {
        guard let first = heap.first else { return }
        try first.advance()
        if let next = first.record {
            keys[0] = next.key
        } else {
            heap.swapAt(0, heap.count - 1)
            keys.swapAt(0, keys.count - 1)
            heap.removeLast()
            keys.removeLast()
        }
        if heap.count > 1 { sink(0) }
        record = heap.first?.record
    }

    private func sink(_ start: Int) {
        var index = start
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < heap.count && KeyOrder.compare(keys[child], keys[least]) < 0 {
                least = child
            }
            guard least != index else { return }
            heap.swapAt(least, index)
            keys.swapAt(least, index)
            index = least
        }
    }
}
