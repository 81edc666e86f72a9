internal import Glibc

/// Bytes written one after the other. Signatures and documents are made of single bytes and short runs, and an array
/// asks at each of them whether it is shared and how long it is.
package struct ByteBuffer: ~Copyable {
    @usableFromInline var start: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int
    @usableFromInline var filled = 0

    package init(capacity: Int) {
        self.capacity = capacity
        start = .allocate(capacity: capacity)
    }

    deinit { start.deallocate() }

    @inlinable package var count: Int { filled }
    /// The bytes, until the next one is written.
    @inlinable package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: filled) }
    /// A part of them, until the next one is written.
    @inlinable package subscript(part: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[part])
    }
    package var array: [UInt8] { Array(bytes) }
    /// The bytes as text; what is no UTF-8 becomes U+FFFD.
    package var string: String { String(decoding: bytes, as: UTF8.self) }

    @inlinable package mutating func append(_ byte: UInt8) {
        if filled == capacity { grow(by: 1) }
        start[filled] = byte
        filled += 1
    }

    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        append(atMost: bytes.count) {
            $0.update(from: source, count: bytes.count)
            return bytes.count
        }
    }

    package mutating func append(_ text: StaticString) { text.withUTF8Buffer { append($0) } }
    package mutating func append(_ text: String) { ASCII.withBytes(text) { append($0) } }
    package mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }
    package mutating func append(_ other: borrowing ByteBuffer) { append(other.bytes) }

    /// Makes room for so many bytes and lets them be written; the closure says how many it wrote.
    @inline(__always)
    mutating func append(atMost most: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        if most > capacity - filled { grow(by: most) }
        filled += write(start + filled)
    }

    package mutating func removeLast(_ count: Int) { filled -= count }

    /// Byte order of two parts: negative where the first comes before the second.
    package func compare(_ a: Range<Int>, _ b: Range<Int>) -> Int {
        let order = memcmp(start + a.lowerBound, start + b.lowerBound, min(a.count, b.count))
        return order == 0 ? a.count - b.count : Int(order)
    }

    @usableFromInline mutating func grow(by more: Int) {
        capacity = max(capacity * 2, filled + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: start, count: filled)
        start.deallocate()
        start = larger
    }
}
