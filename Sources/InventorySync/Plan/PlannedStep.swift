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
        /// A rule that says the same is there under another id: it is stored under this one, and the other is removed.
        case rename(InventoryRule, from: InventoryRule.ID, found: FoundRule)
        /// A document of earlier is put back, over the rule that is there now or where none is: an undo.
        case restore(FoundRule, over: FoundRule?)
        /// It is there as wanted.
        case keep
        /// Nothing is sent for it; the findings say why.
        case refuse
        /// We wrote it, and the set no longer has it: it stays, since nothing says that it shall be removed.
        case orphaned
        /// It is there and is not ours.
        case unmanaged
    }

    /// The rule. Empty for a live rule whose id cannot be read.
    public var id: InventoryRule.ID
    /// What is to be done.
    public var action: Action
    /// Losses, warnings, unknown elements, and for `refuse` the reasons.
    public var findings: Findings
    /// The document of earlier that a rename stores as it is, in an undo; nil where one is made of the rule.
    public var document: VendorDocument?

    public init(id: InventoryRule.ID, action: Action, findings: Findings = [], document: VendorDocument? = nil) {
        self.id = id
        self.action = action
        self.findings = findings
        self.document = document
    }

    /// In what the live rule is not as wanted; none where nothing is replaced.
    public var differences: [Difference] {
        if case .replace(_, _, let differences) = action { differences } else { [] }
    }

    /// Whether applying it writes.
    public var isChange: Bool {
        switch action {
        case .create, .replace, .remove, .rename, .restore: true
        case .keep, .refuse, .orphaned, .unmanaged: false
        }
    }

    /// The live rule that the step puts an end to.
    var found: FoundRule? {
        switch action {
        case .replace(_, let found, _), .remove(let found), .rename(_, _, let found): found
        case .restore(_, let over): over
        case .create, .keep, .refuse, .orphaned, .unmanaged: nil
        }
    }

    /// The id under which ``found`` is there: that of the step, but for a rename.
    var foundID: InventoryRule.ID {
        if case .rename(_, let old, _) = action { old } else { id }
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

extension PlannedStep {
    /// An action without its rules: for selections, counters and tables. See ``Action``.
    @nonexhaustive public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case create, replace, remove, rename, restore, keep, refuse, orphaned, unmanaged
    }
}

extension PlannedStep.Action {
    /// What kind of action it is.
    public var kind: PlannedStep.Kind {
        switch self {
        case .create: .create
        case .replace: .replace
        case .remove: .remove
        case .rename: .rename
        case .restore: .restore
        case .keep: .keep
        case .refuse: .refuse
        case .orphaned: .orphaned
        case .unmanaged: .unmanaged
        }
    }

    /// One word, for tables.
    public var name: String { kind.rawValue }
}
