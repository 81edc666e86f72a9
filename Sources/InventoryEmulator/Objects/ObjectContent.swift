internal import InventoryWire

extension EmulatedObject.Content {
    /// Longer ones are never made whole: their ETag is that of parts, as for uploads in parts.
    private static let wholeBytes = 8 << 20

    var size: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        case .generated(let size, _): max(0, size)
        case .deleteMarker: 0
        }
    }

    /// The bytes of a range within the object.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        switch self {
        case .text(let text): return Array(Array(text.utf8)[range])
        case .bytes(let bytes): return Array(bytes[range])
        case .generated(_, let seed):
            return range.map { offset in
                // Any eight bytes follow from their place alone, so a range needs none before it.
                var word = SplitMix(state: seed &+ UInt64(offset / 8))
                return UInt8(truncatingIfNeeded: word.next() >> UInt64(offset % 8 * 8))
            }
        case .deleteMarker: return []
        }
    }

    /// The ETag without quotes: MD5 of the bytes, in hexadecimal digits.
    var etag: String {
        guard size <= Self.wholeBytes else {
            var seed = SplitMix(state: UInt64(size))
            let digits = String(seed.next(), radix: 16)
            return String(repeating: "0", count: 32 - digits.utf8.count) + digits + "-2"
        }
        return (try? Digest.md5(bytes(0..<size))).map(Hex.encode) ?? ""
    }

    /// CRC-64 of ECMA-182 in its reflected form, as storage services write it; nil for what is never made whole.
    var crc64: UInt64? {
        guard size <= Self.wholeBytes else { return nil }
        var sum = UInt64.max
        for byte in bytes(0..<size) {
            sum ^= UInt64(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xC96C_5795_D787_0F42 : sum >> 1 }
        }
        return ~sum
    }
}
