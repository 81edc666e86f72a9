package import InventoryWire

/// Names and values as a canonical request has them, all in one buffer, in byte order of the name, then of the value.
package struct SortedPairs: ~Copyable {
    private var buffer = ByteBuffer(capacity: 256)
    private var pairs: [Pair]
    /// Whether pairs of one name stay in the order that they came in.
    private let keepsOrder: Bool

    /// No pairs.
    /// - Parameter keepsOrder: whether pairs of one name stay in the order that they came in; else they are sorted by value.
    package init(keepsOrder: Bool = false) {
        pairs = []
        pairs.reserveCapacity(8)
        self.keepsOrder = keepsOrder
    }

    /// Where a name and its value lie in the buffer, with the separator between them.
    private struct Pair {
        var start: Int
        var nameEnd: Int
        var end: Int

        var name: Range<Int> { start..<nameEnd }
        /// The separator, where there is one, and the value.
        var rest: Range<Int> { nameEnd..<end }
    }

    // MARK: Adding

    /// Adds `name=value`, both percent-encoded and the name in lower case, unless the name is none of those wanted.
    package mutating func appendLowercased(
        _ name: String, _ value: String, where isWanted: (UnsafeBufferPointer<UInt8>) -> Bool = { _ in true }
    ) {
        let start = buffer.count
        PercentEncoding.appendLowercased(name, to: &buffer)
        let nameEnd = buffer.count
        guard isWanted(buffer[start..<nameEnd]) else { return buffer.removeLast(nameEnd - start) }
        buffer.append(0x3D)
        PercentEncoding.append(value, to: &buffer)
        place(Pair(start: start, nameEnd: nameEnd, end: buffer.count))
    }

    /// Adds a query parameter, both parts percent-encoded.
    /// - Parameter marksEmpty: whether an empty value is written `name=`; else the name stands alone.
    package mutating func appendParameter(_ name: String, _ value: String, marksEmpty: Bool) {
        let start = buffer.count
        PercentEncoding.append(name, to: &buffer)
        let nameEnd = buffer.count
        if marksEmpty || !value.isEmpty {
            buffer.append(0x3D)
            PercentEncoding.append(value, to: &buffer)
        }
        place(Pair(start: start, nameEnd: nameEnd, end: buffer.count))
    }

    /// Adds a header as `name:value`, the name in lower case and the value without blanks around it, unless the name is
    /// none of those wanted.
    /// - Parameter foldsBlanks: whether a run of blanks within the value becomes one space.
    package mutating func appendHeader(
        _ name: String, _ value: String, foldsBlanks: Bool, where isWanted: (UnsafeBufferPointer<UInt8>) -> Bool
    ) {
        let start = buffer.count
        ASCII.appendLowercased(name, to: &buffer)
        let nameEnd = buffer.count
        guard isWanted(buffer[start..<nameEnd]) else { return buffer.removeLast(nameEnd - start) }
        buffer.append(0x3A)
        ASCII.appendTrimmed(value, foldsBlanks: foldsBlanks, to: &buffer)
        place(Pair(start: start, nameEnd: nameEnd, end: buffer.count))
    }

    /// Moves a pair down to its place: there are few, and most come in order.
    private mutating func place(_ pair: Pair) {
        pairs.append(pair)
        var index = pairs.count - 1
        while index > 0, precedes(pairs[index], pairs[index - 1]) {
            pairs.swapAt(index, index - 1)
            index -= 1
        }
    }

    private func precedes(_ a: Pair, _ b: Pair) -> Bool {
        let order = buffer.compare(a.name, b.name)
        return order == 0 && !keepsOrder ? buffer.compare(a.rest, b.rest) < 0 : order < 0
    }

    // MARK: Reading

    /// Whether there are none.
    package var isEmpty: Bool { pairs.isEmpty }

    /// Whether there is a pair of that name.
    package func contains(_ name: StaticString) -> Bool {
        pairs.contains { ASCII.equal(buffer[$0.name], name) }
    }

    /// Writes `name=value&name=value`.
    package func write(to output: inout ByteBuffer) {
        for (index, pair) in pairs.enumerated() {
            if index > 0 { output.append(0x26) }
            output.append(buffer[pair.start..<pair.end])
        }
    }

    /// Writes `name;name`.
    package func writeNames(to output: inout ByteBuffer) {
        for (index, pair) in pairs.enumerated() {
            if index > 0 { output.append(0x3B) }
            output.append(buffer[pair.name])
        }
    }

    /// Writes `name:value`, a line each; headers of one name share a line, their values joined by commas.
    package func writeLines(to output: inout ByteBuffer) {
        for (index, pair) in pairs.enumerated() {
            if isRepeated(index) {
                output.append(0x2C)
                output.append(buffer[pair.rest.dropFirst()])
            } else {
                if index > 0 { output.append(0x0A) }
                output.append(buffer[pair.start..<pair.end])
            }
        }
        if !pairs.isEmpty { output.append(0x0A) }
    }

    /// Writes `name;name`, each name that is wanted once.
    package func writeDistinctNames(
        to output: inout ByteBuffer, where isWanted: (UnsafeBufferPointer<UInt8>) -> Bool
    ) {
        var isFirst = true
        for (index, pair) in pairs.enumerated() where !isRepeated(index) && isWanted(buffer[pair.name]) {
            if !isFirst { output.append(0x3B) }
            isFirst = false
            output.append(buffer[pair.name])
        }
    }

    private func isRepeated(_ index: Int) -> Bool {
        index > 0 && buffer.compare(pairs[index].name, pairs[index - 1].name) == 0
    }
}
