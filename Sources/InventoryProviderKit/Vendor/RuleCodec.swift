public import InventoryCore

/// Translates between rules and one vendor's documents. Pure: no network, no clock.
///
/// A codec gets fitted rules only (``Capabilities``, `fit`), so it need not check what the cloud can hold.
/// On reading it drops nothing in silence: what it does not know becomes an `unrecognized` finding with its text.
public protocol RuleCodec: Sendable {
    /// The body that stores the rule.
    /// - Throws: `invalidRule` where a text cannot be written in the vendor's format at all.
    func encode(_ rule: InventoryRule) throws -> VendorDocument
    /// Reads a rule's document.
    /// - Throws: `invalidDocument` with line and column, or naming the element that is missing.
    func decodeRule(_ document: [UInt8]) throws -> StoredRule
    /// Reads the answer to a list request.
    func decodeList(_ document: [UInt8]) throws -> DecodedList
}

/// Translates one-off jobs, for a vendor that has a request of their own for them. Pure: no network, no clock.
public protocol JobCodec: Sendable {
    /// The body that starts the job.
    func encode(_ job: OneOffJob) throws -> VendorDocument
    /// Reads a document without schedule and switch.
    func decodeJob(_ document: [UInt8]) throws -> Translated<OneOffJob>
    /// The job id in the answer to the request, where it names one.
    func decodeJobResult(_ document: [UInt8]) throws -> String?
}

/// A page of rules as its document says it.
public struct DecodedList: Sendable {
    /// The rules, in the order of the document.
    public var entries: [RuleEntry]
    /// Whether there is another page.
    public var isTruncated: Bool
    /// The mark that the request had.
    public var token: String?
    /// The mark of the next page.
    public var nextToken: String?
    /// The names of what stands beside the rules and is not known.
    public var unknown: [String] = []

    public init(entries: [RuleEntry], isTruncated: Bool = false, token: String? = nil, nextToken: String? = nil) {
        self.entries = entries
        self.isTruncated = isTruncated
        self.token = token
        self.nextToken = nextToken
    }
}
