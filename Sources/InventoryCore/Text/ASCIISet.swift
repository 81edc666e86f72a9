/// Letters and digits of ASCII and some punctuation, as bits: what a name may hold.
struct ASCIISet: Hashable, Sendable {
    private var low: UInt64 = 0x03FF_0000_0000_0000
    private var high: UInt64 = 0x07FF_FFFE_07FF_FFFE

    /// - Parameter punctuation: characters of ASCII beside letters and digits; others are left out.
    init(_ punctuation: String) {
        for byte in punctuation.utf8 where byte < 0x80 {
            if byte < 0x40 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 0x40) }
        }
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        byte < 0x40 ? low >> UInt64(byte) & 1 == 1 : byte < 0x80 && high >> UInt64(byte - 0x40) & 1 == 1
    }

    /// Whether a byte is a letter or digit of ASCII.
    @inline(__always)
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
}
