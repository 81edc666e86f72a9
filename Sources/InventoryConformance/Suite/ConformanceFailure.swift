internal import InventoryCore

/// What a subject did that the contract does not allow, as a sentence that is safe to print.
public struct ConformanceFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence, with control characters made visible.
    public let description: String

    /// Takes a sentence, which may hold text of a server's.
    public init(_ sentence: String) { description = Printable.quoted(sentence, limit: 4000) }
}
