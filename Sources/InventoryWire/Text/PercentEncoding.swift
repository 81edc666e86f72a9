/// Percent-encoding on bytes: unreserved characters (RFC 3986: letters, digits, `-._~`) stay, everything else becomes
/// `%XX` with upper-case digits. Foundation's character sets leave `+`, `&` and `=` alone, which breaks signatures.
package enum PercentEncoding {
    /// Appends the encoded form of a text.
    package static func append(_ text: String, to output: inout ByteBuffer) { append(text, by: asIs, to: &output) }

    /// Appends the encoded form of a text in lower case, the digits of its escapes included.
    package static func appendLowercased(_ text: String, to output: inout ByteBuffer) {
        append(text, by: lowercase, to: &output)
    }

    private static func append(_ text: String, by table: Table, to output: inout ByteBuffer) {
        ASCII.withBytes(text) { bytes in
            output.append(atMost: bytes.count * 3) { start in
                var end = start
                table.written.withUnsafeBufferPointer { written in
                    for byte in bytes {
                        end.pointee = written[Int(byte)]
                        if end.pointee != 0 {
                            end += 1
                        } else {
                            end[0] = 0x25
                            end[1] = Hex.digit(byte >> 4, ten: table.ten)
                            end[2] = Hex.digit(byte & 15, ten: table.ten)
                            end += 3
                        }
                    }
                }
                return end - start
            }
        }
    }

    private static let asIs = Table(ten: 0x41) { $0 }
    private static let lowercase = Table(ten: 0x61, ASCII.lowercased(_:))

    private struct Table {
        /// For each byte what is written for it where it is unreserved, 0 where it is not.
        let written: [UInt8]
        /// The hexadecimal digit for ten.
        let ten: UInt8

        init(ten: UInt8, _ written: (UInt8) -> UInt8) {
            self.ten = ten
            self.written = (UInt8.min...UInt8.max).map { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: written(byte)
                default: 0
                }
            }
        }
    }

    package static func encode(_ text: String) -> String {
        var output = ByteBuffer(capacity: text.utf8.count * 3)
        append(text, to: &output)
        return output.string
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
