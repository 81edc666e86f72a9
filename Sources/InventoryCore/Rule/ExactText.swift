internal import Glibc

/// Text that is compared as the vendors do: byte by byte. Swift's `String` calls a composed and a decomposed `é` equal
/// and denies that `"e\u{301}"` begins with `"e"`; for object-name prefixes, ids and tags both would be wrong.
public struct ExactText: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The text; its bytes are never normalised.
    public var string: String

    public init(_ string: String) { self.string = string }
    public init(stringLiteral value: String) { string = value }

    public var description: String { string }
    /// Whether there is not one byte.
    public var isEmpty: Bool { string.isEmpty }
    /// The length in UTF-8 bytes.
    public var byteCount: Int { string.utf8.count }

    /// Whether the bytes begin with all bytes of the other text. Every text begins with the empty one.
    public func hasPrefix(_ other: ExactText) -> Bool { string.utf8.starts(with: other.string.utf8) }
}

extension ExactText: Hashable, Comparable {
    public static func == (a: ExactText, b: ExactText) -> Bool {
        a.byteCount == b.byteCount
            && a.withBytes { a in b.withBytes { b in a.isEmpty || memcmp(a.baseAddress!, b.baseAddress!, a.count) == 0 }
            }
    }

    public static func < (a: ExactText, b: ExactText) -> Bool { a.string.utf8.lexicographicallyPrecedes(b.string.utf8) }

    public func hash(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }

    /// The bytes where they lie.
    @inline(__always)
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = string.utf8.withContiguousStorageIfAvailable(body) { return result }
        return Array(string.utf8).withUnsafeBufferPointer(body)
    }
}

extension ExactText: Codable {
    public init(from decoder: any Decoder) throws { string = try decoder.singleValueContainer().decode(String.self) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(string)
    }
}
