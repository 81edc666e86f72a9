/// Rows that only grow, in memory of their own: Expat's callbacks change them thousands of times a document, and an array
/// asks at each of them whether it is shared.
// @unchecked: only its one owner can write, as it cannot be copied.
struct RowTable<Row: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
    private var start: UnsafeMutablePointer<Row>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        start = .allocate(capacity: self.capacity)
    }

    deinit { start.deallocate() }

    /// Adds a row and returns its number.
    @inline(__always)
    mutating func append(_ row: Row) -> Int32 {
        if count == capacity { grow() }
        start[count] = row
        count += 1
        return Int32(count - 1)
    }

    /// The row of a number that ``append(_:)`` gave.
    subscript(number: Int32) -> Row {
        @inline(__always)
        get {
            precondition(number >= 0 && number < count)
            return start[Int(number)]
        }
    }

    /// The same, to be changed in place.
    @inline(__always)
    mutating func row(_ number: Int32) -> UnsafeMutablePointer<Row> {
        precondition(number >= 0 && number < count)
        return start + Int(number)
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Row>.allocate(capacity: capacity * 2)
        larger.update(from: start, count: count)
        start.deallocate()
        (start, capacity) = (larger, capacity * 2)
    }
}
