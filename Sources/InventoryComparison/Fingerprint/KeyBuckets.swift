internal import InventoryReports
internal import InventoryWire

/// Hashes keys and rows as fingerprints do.
struct KeyBuckets {
    private let count: UInt32
    /// What is hashed next; kept, so that a row allocates nothing for it.
    private var text: [UInt8] = []

    init(_ count: Int) { self.count = UInt32(count) }

    /// The bucket of a key, which is given without the prefix of its side.
    mutating func bucket(of rest: UnsafeRawBufferPointer) throws -> Int {
        text.removeAll(keepingCapacity: true)
        rest.withMemoryRebound(to: UInt8.self) { KeyText.appendCanonical($0, to: &text) }
        return Int(try hash()[0] % count)
    }

    /// What the key of the last ``bucket(of:)`` adds to the digests of its bucket.
    mutating func digests(of record: ObjectRecord) throws -> (sizes: SIMD4<UInt32>, checksums: SIMD4<UInt32>) {
        text.append(0x20)
        if record.flags.contains(.size) { text += String(record.size).utf8 }
        let sizes = try hash()
        text.append(0x20)
        record.appendDigest(to: &text)
        return (sizes, try hash())
    }

    /// The first 128 bits of the text's SHA-256.
    private func hash() throws -> SIMD4<UInt32> {
        let digest = try Digest.sha256(text)
        return digest.withUnsafeBytes { bytes in
            let words = bytes.loadUnaligned(as: SIMD4<UInt32>.self)
            return SIMD4(words[0].bigEndian, words[1].bigEndian, words[2].bigEndian, words[3].bigEndian)
        }
    }
}

extension ObjectRecord {
    /// Whether equal bytes can be proven by what the row tells.
    var hasProof: Bool {
        !flags.isDisjoint(with: [.digest, .partsDigest]) || flags.contains(.size) && size == 0
    }

    /// Appends the digest of the ETag in lower case, and `-` and the number of parts where it has one.
    func appendDigest(to text: inout [UInt8]) {
        guard !flags.isDisjoint(with: [.digest, .partsDigest]) else { return }
        for word in [digest.0, digest.1] {
            for shift in stride(from: 60, through: 0, by: -4) {
                let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift) & 15)
                text.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
        if flags.contains(.partsDigest) { text += "-\(parts)".utf8 }
    }
}
