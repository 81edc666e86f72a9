/// Finds a key that stands twice in one JSON object. JSON decoders keep one of the two and say nothing, so that half of
/// a fact could vanish.
struct DuplicateKeys {
    private var bytes: ArraySlice<UInt8>

    /// The first key that stands twice in the same object, as a path (`limits.idLength`); nil when there is none.
    /// The text has to be well-formed JSON: decode it first.
    static func first(in json: some Collection<UInt8>) -> String? {
        var scanner = DuplicateKeys(bytes: ArraySlice(json))
        return scanner.value(path: [])
    }

    private mutating func value(path: [String]) -> String? {
        skipSpace()
        switch bytes.first {
        case UInt8(ascii: "{"): return object(path: path)
        case UInt8(ascii: "["): return array(path: path)
        case UInt8(ascii: "\""):
            _ = string()
            return nil
        default:
            bytes = bytes.drop { !Self.ends.contains($0) }
            return nil
        }
    }

    private mutating func object(path: [String]) -> String? {
        var seen: Set<String> = []
        bytes.removeFirst()
        while step(until: UInt8(ascii: "}")) {
            let key = string()
            skipSpace()
            bytes.removeFirst()  // the colon
            guard seen.insert(key).inserted else { return (path + [key]).joined(separator: ".") }
            if let found = value(path: path + [key]) { return found }
        }
        return nil
    }

    private mutating func array(path: [String]) -> String? {
        var index = 0
        bytes.removeFirst()
        while step(until: UInt8(ascii: "]")) {
            if let found = value(path: path + [String(index)]) { return found }
            index += 1
        }
        return nil
    }

    /// Steps over space and a comma; false, with the bracket eaten, at the end.
    private mutating func step(until end: UInt8) -> Bool {
        bytes = bytes.drop { Self.space.contains($0) || $0 == UInt8(ascii: ",") }
        guard let next = bytes.first, next != end else {
            _ = bytes.popFirst()
            return false
        }
        return true
    }

    /// The raw text between two quotes: an escape in a key would hide a duplicate, and no spec needs one.
    private mutating func string() -> String {
        var text: [UInt8] = []
        bytes.removeFirst()
        while let byte = bytes.popFirst(), byte != UInt8(ascii: "\"") {
            text.append(byte)
            if byte == UInt8(ascii: "\\"), let escaped = bytes.popFirst() { text.append(escaped) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func skipSpace() { bytes = bytes.drop { Self.space.contains($0) } }

    private static let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    private static let ends: Set<UInt8> = space.union([UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")])
}
