internal import InventoryWire

/// Names and values, encoded, all in one buffer; in byte order of the name, then of the value.
struct EncodedPairs: ~Copyable {
    private var buffer = ByteBuffer(capacity: 256)
    private var pairs: [Pair]

    init() {
        pairs = []
        pairs.reserveCapacity(8)
    }

    /// Where a name and its value lie in the buffer, as `name=value`.
    private struct Pair {
        var start: Int
        var nameEnd: Int
        var end: Int
    }

    mutating func append(_ name: String, _ value: String) { append(name, value) { _ in true } }

    /// Adds a pair unless its name, encoded, is none of those that are wanted.
    mutating func append(_ name: String, _ value: String, where isWanted: (UnsafeBufferPointer<UInt8>) -> Bool) {
        let start = buffer.count
        PercentEncoding.appendLowercased(name, to: &buffer)
        let nameEnd = buffer.count
        guard isWanted(buffer[start..<nameEnd]) else { return buffer.removeLast(nameEnd - start) }
        buffer.append(0x3D)
        PercentEncoding.append(value, to: &buffer)
        pairs.append(Pair(start: start, nameEnd: nameEnd, end: buffer.count))
        // Down to its place: there are few pairs, and most come in order.
        var index = pairs.count - 1
        while index > 0, precedes(pairs[index], pairs[index - 1]) {
            pairs.swapAt(index, index - 1)
            index -= 1
        }
    }

    private func precedes(_ a: Pair, _ b: Pair) -> Bool {
        let order = buffer.compare(a.start..<a.nameEnd, b.start..<b.nameEnd)
        return order == 0 ? buffer.compare(a.nameEnd..<a.end, b.nameEnd..<b.end) < 0 : order < 0
    }

    func contains(_ name: StaticString) -> Bool {
        pairs.contains { pair in
            ASCII.equal(buffer[pair.start..<pair.nameEnd], name)
        }
    }

    /// Writes `name=value&name=value`.
    func write(to output: inout ByteBuffer) {
        for (index, pair) in pairs.enumerated() {
            if index > 0 { output.append(0x26) }
            output.append(buffer[pair.start..<pair.end])
        }
    }

    /// Writes `name;name`.
    func writeNames(to output: inout ByteBuffer) {
        for (index, pair) in pairs.enumerated() {
            if index > 0 { output.append(0x3B) }
            output.append(buffer[pair.start..<pair.nameEnd])
        }
    }
}
