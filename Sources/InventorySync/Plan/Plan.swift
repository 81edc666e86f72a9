public import InventoryCore

/// A whole plan in memory. For fleets, plan bucket by bucket (``InventorySync/plan(_:on:each:)``) and keep only what
/// you need.
public struct Plan: Sendable {
    /// The set that it was made of.
    public var ruleSet: RuleSet
    /// The buckets, in the order of the targets.
    public var buckets: [BucketPlan]
    /// Counts over all buckets.
    public var summary: PlanSummary
    /// When it was made; ``InventorySync/Options/planAgeLimit`` counts from here.
    public var created: UTCInstant
    /// The run that it takes back, in the plan of an undo.
    public var undoes: String?

    public init(ruleSet: RuleSet, buckets: [BucketPlan], created: UTCInstant, undoes: String? = nil) {
        self.undoes = undoes
        self.ruleSet = ruleSet
        self.buckets = buckets
        self.created = created
        var summary = PlanSummary()
        for bucket in buckets { summary.add(bucket) }
        self.summary = summary
    }

    /// Whether applying it would write nothing.
    public var isEmpty: Bool { summary.changes == 0 }
}
