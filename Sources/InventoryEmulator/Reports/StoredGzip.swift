/// A gzip file that compresses nothing: blocks as they are, with the sums that a reader checks.
enum StoredGzip {
    private static let table: [UInt32] = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }

    static func file(_ bytes: [UInt8]) -> [UInt8] {
        var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
        var start = 0
        repeat {
            let end = min(start + 0xFFFF, bytes.count)
            let length = UInt16(end - start)
            file.append(end == bytes.count ? 1 : 0)
            append(length, to: &file)
            append(~length, to: &file)
            file += bytes[start..<end]
            start = end
        } while start < bytes.count
        append(~bytes.reduce(UInt32.max) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }, to: &file)
        append(UInt32(truncatingIfNeeded: bytes.count), to: &file)
        return file
    }

    /// The lowest byte first.
    private static func append<Number: FixedWidthInteger>(_ number: Number, to file: inout [UInt8]) {
        for place in 0..<Number.bitWidth / 8 { file.append(UInt8(truncatingIfNeeded: number >> (place * 8))) }
    }
}
