/// A rule as a server holds it.
public struct StoredRule: Hashable, Sendable {
    /// What the document says, in neutral terms.
    public var rule: InventoryRule
    /// What in the server's document we do not know.
    public var findings: Findings
    /// The document as received: what a restore sends back.
    public var document: VendorDocument

    public init(rule: InventoryRule, findings: Findings, document: VendorDocument) {
        self.rule = rule
        self.findings = findings
        self.document = document
    }
}

/// One entry of a list. An odd one must neither fail the page nor look absent.
@nonexhaustive public enum RuleEntry: Sendable {
    case rule(StoredRule)
    /// A rule that we cannot make sense of: its id where that much can be read, its document, and why.
    case unreadable(id: InventoryRule.ID?, document: VendorDocument, error: InventoryError)

    /// The id where it can be read.
    public var id: InventoryRule.ID? {
        switch self {
        case .rule(let stored): stored.rule.id
        case .unreadable(let id, _, _): id
        }
    }

    /// The entry as received, readable or not.
    public var document: VendorDocument {
        switch self {
        case .rule(let stored): stored.document
        case .unreadable(_, let document, _): document
        }
    }
}

/// One page of a bucket's rules.
public struct RulePage: Sendable {
    /// The page's entries, in the server's order.
    public var entries: [RuleEntry]
    /// Where the next page begins; nil on the last.
    public var next: PageCursor?
    /// What the server said with the page.
    public var receipt: Receipt

    public init(entries: [RuleEntry], next: PageCursor?, receipt: Receipt) {
        self.entries = entries
        self.next = next
        self.receipt = receipt
    }
}

/// A vendor's mark for the next page. Opaque.
public struct PageCursor: Hashable, Sendable {
    /// The mark as the vendor sent it.
    public var token: String
    /// When the listing began, in uptime, where its provider bounds the time of all pages together.
    package var listingStart: Duration?

    public init(token: String) { self.token = token }

    package init(token: String, listingStart: Duration) { (self.token, self.listingStart) = (token, listingStart) }
}
