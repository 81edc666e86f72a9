public import InventoryCore

/// What an operator wants everywhere: rules, who owns what, and how careful to be. It holds no bucket; ``SyncTarget``
/// does, and a rule set may be laid on any number of them.
public struct RuleSet: Hashable, Sendable {
    /// The set's name, for journals and plans.
    public var name: String
    /// The rules, the same for every cloud.
    public var rules: [RuleTemplate]
    /// Ids that were in this set once: removed wherever they are found.
    public var retired: [InventoryRule.ID]
    /// Which live rules may be touched.
    public var ownership: Ownership
    /// How hard to press on a cloud.
    public var pacing: Pacing
    /// When to stop.
    public var safety: Safety

    public init(
        name: String, rules: [RuleTemplate], retired: [InventoryRule.ID] = [], ownership: Ownership = Ownership(),
        pacing: Pacing = Pacing(), safety: Safety = Safety()
    ) {
        self.name = name
        self.rules = rules
        self.retired = retired
        self.ownership = ownership
        self.pacing = pacing
        self.safety = safety
    }
}

/// A rule without its destination: what is the same in every cloud. Two rules of a set may have one id where they are
/// for different target groups (``on``).
public struct RuleTemplate: Hashable, Sendable {
    /// The rule's name within its bucket.
    public var id: InventoryRule.ID
    /// Whether reports are made.
    public var isEnabled: Bool
    /// How often.
    public var schedule: Schedule
    /// What a report holds.
    public var content: InventoryContent
    /// The names of the target groups that it is for; nil for all.
    public var on: Set<String>?

    public init(
        id: InventoryRule.ID, isEnabled: Bool = true, schedule: Schedule, content: InventoryContent,
        on: Set<String>? = nil
    ) {
        self.id = id
        self.isEnabled = isEnabled
        self.schedule = schedule
        self.content = content
        self.on = on
    }

    /// The rule for one target.
    ///
    /// A target group has one key for all its rules that ask for ``ReportEncryption/kms``; the others go without.
    public func rule(deliveringTo destination: Destination) -> InventoryRule {
        var destination = destination
        if content.encryption == .none || content.encryption == .serviceManaged { destination.kmsKey = nil }
        return InventoryRule(
            id: id, isEnabled: isEnabled, schedule: schedule, content: content, destination: destination)
    }
}
