/// A standing order to one bucket: on a schedule, list these objects with these columns and deliver the report there.
/// A plain value that says the same for every cloud; it knows no vendor and sends nothing.
public struct InventoryRule: Hashable, Sendable {
    /// A rule's name within its bucket.
    public typealias ID = ExactText

    /// The name that reads, replaces and removes the rule.
    public var id: ID
    /// False for a rule that is kept and makes no reports.
    public var isEnabled: Bool
    /// How often a report is made.
    public var schedule: Schedule
    /// Which objects and columns a report holds.
    public var content: InventoryContent
    /// Where the reports go.
    public var destination: Destination

    public init(
        id: ID, isEnabled: Bool = true, schedule: Schedule, content: InventoryContent, destination: Destination
    ) {
        self.id = id
        self.isEnabled = isEnabled
        self.schedule = schedule
        self.content = content
        self.destination = destination
    }
}

/// A report made once, now. It has no schedule and no switch: COS forbids both in such a request.
public struct OneOffJob: Hashable, Sendable {
    /// The job's name; a cloud may refuse one that is taken.
    public var id: InventoryRule.ID
    /// Which objects and columns a report holds.
    public var content: InventoryContent
    /// Where the reports go.
    public var destination: Destination

    public init(id: InventoryRule.ID, content: InventoryContent, destination: Destination) {
        self.id = id
        self.content = content
        self.destination = destination
    }
}
