/// Object names as reports spell them, and in canonical form.
package enum KeyText {
    /// The value of a hexadecimal digit in either case; 0xFF for any other byte.
    @inline(__always)
    static func digit(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: 0xFF
        }
    }

    /// The bytes of a name by form rules: `+` is a blank, `%XX` a byte. nil where a `%` has no two hexadecimal digits.
    package static func decode(_ text: [UInt8]) -> [UInt8]? {
        var seen: Dialect = []
        var isValid = true
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count) { output, count in
            text.withUnsafeBufferPointer { text in
                guard let start = output.baseAddress else { return }
                let length = decode(text, to: start, &seen)
                isValid = length != nil
                count = length ?? 0
            }
        }
        return isValid ? bytes : nil
    }

    /// The same into memory that has room for as many bytes as the text has.
    /// - Returns: how many bytes were written; nil for a bad escape.
    static func decode(
        _ text: UnsafeBufferPointer<UInt8>, to output: UnsafeMutablePointer<UInt8>, _ seen: inout Dialect
    ) -> Int? {
        var (place, written) = (0, 0)
        while place < text.count {
            let byte = text[place]
            switch byte {
            case 0x2B:
                output[written] = 0x20
                seen.insert(.plusBlank)
            case 0x25:
                guard place + 2 < text.count else { return nil }
                let (high, low) = (digit(text[place + 1]), digit(text[place + 2]))
                guard high < 16, low < 16 else { return nil }
                let value = high << 4 | low
                output[written] = value
                if value == 0x20 { seen.insert(.percentBlank) }
                if value == 0x2F { seen.insert(.encodedSlash) }
                if text[place + 1] >= 0x61 || text[place + 2] >= 0x61 { seen.insert(.lowerEscapes) }
                place += 2
            default:
                output[written] = byte
                if byte == 0x2F { seen.insert(.plainSlash) }
            }
            place += 1
            written += 1
        }
        return written
    }

    /// Appends the canonical form: letters, digits and `-._~/` as they are, every other byte as `%XX` in upper case. Equal
    /// text is an equal name; any byte can be told.
    package static func appendCanonical(_ key: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        for byte in key {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x5F, 0x7E: output.append(byte)
            default:
                output.append(0x25)
                output.append(hexadecimal(byte >> 4))
                output.append(hexadecimal(byte & 15))
            }
        }
    }

    /// The canonical form of a key.
    package static func canonical(_ key: [UInt8]) -> String {
        var text: [UInt8] = []
        key.withUnsafeBufferPointer { appendCanonical($0, to: &text) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func hexadecimal(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
}
