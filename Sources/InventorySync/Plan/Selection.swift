public import InventoryCore

/// The part of a rule set's targets and changes that a run is for: its blast radius.
public struct Selection: Hashable, Sendable {
    /// Names of target groups; nil for all.
    public var groups: Set<String>?
    /// Buckets by name, or with a slash by `GROUP/NAME` as plans show them: those that one of the patterns matches; nil for all.
    public var buckets: [Glob]?
    /// The kinds of change that are made; nil for all.
    public var actions: Set<PlannedStep.Kind>?

    public init(groups: Set<String>? = nil, buckets: [Glob]? = nil, actions: Set<PlannedStep.Kind>? = nil) {
        self.groups = groups
        self.buckets = buckets
        self.actions = actions
    }

    /// Whether a bucket belongs to it.
    public func includes(_ target: SyncTarget) -> Bool {
        includes(target.bucket.name, of: target.group)
    }

    /// Whether a bucket of that name, in that group, belongs to it.
    public func includes(_ bucket: ExactText, of group: String) -> Bool {
        groups?.contains(group) ?? true && buckets?.contains { $0.matches(bucket, of: group) } ?? true
    }

    /// The plan without the changes that are not selected; it counts them.
    public func limited(_ plan: BucketPlan) -> BucketPlan {
        guard let actions else { return plan }
        var plan = plan
        let all = plan.steps.count
        plan.steps.removeAll { $0.isChange && !actions.contains($0.action.kind) }
        plan.leftOut += all - plan.steps.count
        return plan
    }
}

/// The targets of a selection, found anew each time that they are gone through.
struct SelectedTargets<Targets: Sequence<SyncTarget> & Sendable>: Sequence, Sendable {
    let all: Targets
    let selection: Selection

    func makeIterator() -> LazyFilterSequence<Targets>.Iterator {
        all.lazy.filter(selection.includes).makeIterator()
    }
}
