public import InventoryCore

/// What is to be done in one bucket: one line of a plan.
public struct BucketPlan: Sendable {
    /// The position of the bucket among the targets.
    public var index: Int
    /// The bucket, and the rules that it shall hold.
    public var target: SyncTarget
    /// One for every wanted and every live rule.
    public var steps: [PlannedStep]
    /// Why the bucket could not be planned at all.
    public var error: InventoryError?
    /// Changes that a selection left out: the bucket still needs them.
    public var leftOut = 0

    public init(index: Int, target: SyncTarget, steps: [PlannedStep] = [], error: InventoryError? = nil) {
        self.index = index
        self.target = target
        self.steps = steps
        self.error = error
    }

    /// How many rules applying it would write.
    public var changes: Int { steps.count(where: \.isChange) }

    /// Everything that was refused, with the rule that it is about.
    public var refusals: [(id: InventoryRule.ID, finding: Finding)] {
        steps.filter { $0.action == .refuse }.flatMap { step in step.findings.refusals.map { (step.id, $0) } }
    }
}

/// Counts over a plan.
public struct PlanSummary: Hashable, Sendable, Codable {
    /// Buckets planned.
    public var buckets = 0
    /// Rules to create.
    public var create = 0
    /// Rules to replace.
    public var replace = 0
    /// Rules to remove.
    public var remove = 0
    /// Rules to bring under another id, in the plan of an adoption.
    public var rename = 0
    /// Rules to put back, in the plan of an undo.
    public var restore = 0
    /// Rules in place.
    public var keep = 0
    /// Rules for which nothing is sent.
    public var refuse = 0
    /// Rules that we wrote, that the set no longer has, and that stay.
    public var orphaned = 0
    /// Rules that are not ours.
    public var unmanaged = 0
    /// Buckets that would be left without any rule.
    public var emptied = 0
    /// Buckets that could not be planned.
    public var failed = 0
    /// Changes that a selection left out.
    public var leftOut = 0
    /// Refusals for a loss that was not accepted, and for nothing worse.
    public var refusedLosses = 0

    public init() {}

    /// Rules that applying the plan would write.
    public var changes: Int { create + replace + remove + rename + restore }

    /// Rules in the buckets that are ours, as they are now: what a run might remove at most.
    var managed: Int { keep + replace + remove + rename + orphaned }

    /// Counts one more bucket.
    public mutating func add(_ plan: BucketPlan) {
        buckets += 1
        if plan.error != nil { failed += 1 }
        leftOut += plan.leftOut
        let removals = plan.steps.count { if case .remove = $0.action { true } else { false } }
        // A rule that is refused is perhaps not there, so no bucket is safe for it.
        let refusals = plan.steps.count { $0.action == .refuse }
        if removals > 0, removals + refusals == plan.steps.count { emptied += 1 }
        for step in plan.steps {
            switch step.action {
            case .create: create += 1
            case .replace: replace += 1
            case .remove: remove += 1
            case .rename: rename += 1
            case .restore: restore += 1
            case .keep: keep += 1
            case .refuse:
                refuse += 1
                if step.findings.refusals.allSatisfy({ $0.kind != .violation }) { refusedLosses += 1 }
            case .orphaned: orphaned += 1
            case .unmanaged: unmanaged += 1
            }
        }
    }
}

extension PlanSummary: CustomStringConvertible {
    /// `5 buckets; rules: 10 to create, 2 in place`; large counts in groups, for people.
    public var description: String {
        let counts = [
            ("to create", create), ("to replace", replace), ("to remove", remove), ("to rename", rename),
            ("to restore", restore), ("in place", keep), ("refused", refuse), ("orphaned", orphaned),
            ("of others", unmanaged), ("left out", leftOut),
        ].filter { $0.1 > 0 }.map { "\($0.1.grouped) \($0.0)" }
        return "\(buckets.grouped) \(buckets == 1 ? "bucket" : "buckets")"
            + (failed > 0 ? ", \(failed.grouped) of them unreadable" : "")
            + "; rules: \(counts.isEmpty ? "none" : counts.joined(separator: ", "))"
    }
}
