public import InventoryCore

/// What is to be done about one rule of one bucket.
public struct PlannedStep: Hashable, Sendable {
    /// What can be done about a rule.
    @nonexhaustive public enum Action: Hashable, Sendable {
        /// No rule of that id is there.
        case create(InventoryRule)
        /// The rule that is there differs.
        case replace(InventoryRule, found: FoundRule, differences: [Difference])
        /// It is there, is ours, and shall not be.
        case remove(found: FoundRule)
        /// A document of earlier is put back, over the rule that is there now or where none is: an undo.
        case restore(FoundRule, over: FoundRule?)
        /// It is there as wanted.
        case keep
        /// Nothing is sent for it; the findings say why.
        case refuse
        /// It is there and is not ours.
        case unmanaged
    }

    /// The rule. Empty for a live rule whose id cannot be read.
    public var id: InventoryRule.ID
    /// What is to be done.
    public var action: Action
    /// Losses, warnings, unknown elements, and for `refuse` the reasons.
    public var findings: Findings

    public init(id: InventoryRule.ID, action: Action, findings: Findings = []) {
        self.id = id
        self.action = action
        self.findings = findings
    }

    /// In what the live rule is not as wanted; none where nothing is replaced.
    public var differences: [Difference] {
        if case .replace(_, _, let differences) = action { differences } else { [] }
    }

    /// Whether applying it writes.
    public var isChange: Bool {
        switch action {
        case .create, .replace, .remove, .restore: true
        case .keep, .refuse, .unmanaged: false
        }
    }
}

/// A live rule as a plan found it: its meaning, to see whether it has changed since, and its document, to put back.
public struct FoundRule: Hashable, Sendable {
    /// Nil for a rule that we cannot read.
    public var rule: InventoryRule?
    /// The document as received.
    public var document: VendorDocument

    public init(rule: InventoryRule?, document: VendorDocument) {
        self.rule = rule
        self.document = document
    }

    package init(_ entry: RuleEntry) {
        if case .rule(let stored) = entry {
            self.init(rule: stored.rule, document: stored.document)
        } else {
            self.init(rule: nil, document: entry.document)
        }
    }

    /// Whether a live entry is still this rule: by meaning where both can be read, else by the document.
    package func isStill(_ entry: RuleEntry) -> Bool {
        if case .rule(let stored) = entry, let rule { return stored.rule == rule }
        return entry.document.bytes == document.bytes
    }
}

extension PlannedStep.Action {
    /// `create`, `replace`, `remove`, `restore`, `keep`, `refuse`, `unmanaged`.
    public var name: String {
        switch self {
        case .create: "create"
        case .replace: "replace"
        case .remove: "remove"
        case .restore: "restore"
        case .keep: "keep"
        case .refuse: "refuse"
        case .unmanaged: "unmanaged"
        }
    }
}
