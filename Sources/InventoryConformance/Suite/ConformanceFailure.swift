internal import InventoryCore

/// What a subject did that the contract does not allow, as a sentence that is safe to print.
public struct ConformanceFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ sentence: String) { description = Printable.quoted(sentence, limit: 4000) }
}
