internal import InventoryCore

/// The object name of a file, as a manifest writes it: plain, or URL-encoded whole.
struct FilePath {
    /// The name itself.
    var key: ExactText
    /// Whether it was encoded.
    var isEncoded: Bool

    /// nil for a name that is absolute or climbs, as it stands or decoded.
    init?(_ written: String) {
        let bytes = Array(written.utf8)
        // Most names have nothing to decode, and there may be a million.
        guard bytes.contains(0x25) else {
            guard Self.isSafe(bytes) else { return nil }
            (key, isEncoded) = (ExactText(written), false)
            return
        }
        let decoded = KeyText.decode(bytes)
        for bytes in [bytes] + [decoded].compactMap(\.self) where !Self.isSafe(bytes) { return nil }
        let hasSlash = written.utf8.contains(0x2F)
        if !hasSlash, let decoded, decoded.contains(0x2F), let text = String(validating: decoded, as: UTF8.self) {
            (key, isEncoded) = (ExactText(text), true)
        } else {
            (key, isEncoded) = (ExactText(written), false)
        }
    }

    private static func hasTwoDots(_ bytes: [UInt8]) -> Bool {
        var wasDot = false
        for byte in bytes {
            if byte == 0x2E, wasDot { return true }
            wasDot = byte == 0x2E
        }
        return false
    }

    private static func isSafe(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, first != 0x2F, !bytes.contains(0) else { return false }
        // Only names with two dots side by side can climb.
        guard hasTwoDots(bytes) else { return true }
        return !bytes.split(separator: 0x2F, omittingEmptySubsequences: false).contains { $0.elementsEqual("..".utf8) }
    }
}

/// A name as 128 bits, to find one that stands twice among a million without keeping them. The two hashes are keyed
/// afresh in every process.
struct FilePrint: Comparable {
    private var first: Int
    private var second: Int
    /// The file's number in the manifest.
    var number: Int32

    init(_ key: ExactText, number: Int) {
        self.number = Int32(clamping: number)
        var (a, b) = (Hasher(), Hasher())
        a.combine(key)
        b.combine(1)
        b.combine(key)
        (first, second) = (a.finalize(), b.finalize())
    }

    static func < (a: FilePrint, b: FilePrint) -> Bool {
        (a.first, a.second, a.number) < (b.first, b.second, b.number)
    }

    /// Whether both are prints of the same name.
    func isSame(_ other: FilePrint) -> Bool { first == other.first && second == other.second }
}

/// An MD5 in hexadecimal, letters in either case.
enum MD5Text {
    static func digest(_ text: String) -> [UInt8]? {
        let digits = text.utf8.map(KeyText.digit)
        guard digits.count == 32, digits.allSatisfy({ $0 < 16 }) else { return nil }
        return stride(from: 0, to: 32, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    static func hasCapitals(_ text: String) -> Bool { text.utf8.contains { (0x41...0x46).contains($0) } }
}
