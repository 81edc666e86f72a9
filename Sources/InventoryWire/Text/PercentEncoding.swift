/// Percent-encoding on bytes: unreserved characters (RFC 3986: letters, digits, `-._~`) stay, everything else becomes
/// `%XX` with upper-case digits. Foundation's character sets leave `+`, `&` and `=` alone, which breaks signatures.
package enum PercentEncoding {
    /// Appends the encoded form of a text.
    package static func append(_ text: String, to output: inout ByteBuffer) {
        ASCII.withBytes(text) { bytes in
            output.append(atMost: bytes.count * 3) { start in
                var end = start
                for byte in bytes {
                    if isUnreserved(byte) {
                        end.pointee = byte
                        end += 1
                    } else {
                        end[0] = 0x25
                        end[1] = Hex.digit(byte >> 4, ten: 0x41)
                        end[2] = Hex.digit(byte & 15, ten: 0x41)
                        end += 3
                    }
                }
                return end - start
            }
        }
    }

    /// A bit for each of the 128 ASCII characters, set where it is unreserved: `-.0-9`, then `A-Z_a-z~`.
    private static let unreserved: (UInt64, UInt64) = (0x03FF_6000_0000_0000, 0x47FF_FFFE_87FF_FFFE)

    @inline(__always)
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        byte < 0x80 && (byte < 0x40 ? unreserved.0 : unreserved.1) >> UInt64(byte & 0x3F) & 1 == 1
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
