internal import InventoryCore

/// What a subject did that the contract does not allow, as a sentence that is safe to print.
public struct ConformanceFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    /// A failure that a sentence tells.
    public init(_ sentence: String) { description = Printable.quoted(sentence, limit: 4000) }
}
