package enum Hex {
    /// Lower-case hexadecimal text of the bytes.
    package static func encode(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { output in
            bytes.withUnsafeBufferPointer { write($0, to: output.baseAddress) }
        }
    }

    /// The same as ASCII bytes.
    package static func encodedBytes(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes.count * 2) { output, count in
            count = bytes.withUnsafeBufferPointer { write($0, to: output.baseAddress) }
        }
    }

    /// Appends the same.
    static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout ByteBuffer) {
        output.append(atMost: bytes.count * 2) { write(bytes, to: $0) }
    }

    private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to output: UnsafeMutablePointer<UInt8>?) -> Int {
        guard var place = output else { return 0 }
        for byte in bytes {
            place[0] = digit(byte >> 4, ten: 0x61)
            place[1] = digit(byte & 15, ten: 0x61)
            place += 2
        }
        return bytes.count * 2
    }

    /// The digit of a value below 16; `ten` is the letter that stands for ten.
    @inline(__always)
    static func digit(_ value: UInt8, ten: UInt8) -> UInt8 { value < 10 ? 0x30 + value : ten - 10 + value }

    /// The value of one hexadecimal digit in either case.
    package static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x41 + 10
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }
}
