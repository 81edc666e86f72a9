/// Percent-encoding on bytes: unreserved characters (RFC 3986: letters, digits, `-._~`) stay, everything else becomes
/// `%XX` with upper-case digits. Foundation's character sets leave `+`, `&` and `=` alone, which breaks signatures.
package enum PercentEncoding {
    private static let unreserved: [Bool] = (0...255).map { byte in
        switch UInt8(byte) {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Appends the encoded form of the bytes.
    package static func append(_ bytes: some Sequence<UInt8>, to output: inout [UInt8]) {
        // On the bytes where they lie: a generic sequence costs several calls a byte, and signing is made of this.
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { append($0, to: &output) }
        if isDone == nil { Array(bytes).withUnsafeBufferPointer { append($0, to: &output) } }
    }

    private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        let (unreserved, digits) = (unreserved, digits)
        for byte in bytes {
            if unreserved[Int(byte)] {
                output.append(byte)
            } else {
                output.append(0x25)
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            }
        }
    }

    package static func encode(_ text: String) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count + 16)
        append(text.utf8, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// The decoded bytes; an escape that is not `%` and two hex digits stays as it stands. A `+` stays a plus sign
    /// unless `plusIsSpace`.
    package static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == 0x25, rest.count >= 2, let high = Hex.value(rest[rest.startIndex]),
                let low = Hex.value(rest[rest.startIndex + 1])
            {
                output.append(high << 4 | low)
                rest.removeFirst(2)
            } else {
                output.append(plusIsSpace && byte == 0x2B ? 0x20 : byte)
            }
        }
        return output
    }
}
