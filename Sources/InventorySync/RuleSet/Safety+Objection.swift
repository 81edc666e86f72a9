extension Safety {
    /// Why a plan goes too far to be applied; nil where it does not.
    ///
    /// Removals have a brake unless ``maximumRemovals`` says how many are meant: a plan may remove a fifth of the managed
    /// rules, yet never fewer than two nor more than three, and leave no bucket without any rule. A rule that is replaced
    /// or renamed is not removed.
    /// - Parameter isUndo: an undo removes what its run created and nothing else; it has no brake of its own.
    public func objection(to plan: PlanSummary, isUndo: Bool = false) -> String? {
        if let most = maximumChanges, plan.changes > most {
            return "the plan has \(plan.changes) changes and \(most) is the most allowed; nothing was written; look "
                + "through the plan, then raise safety.maximumChanges"
        }
        let remedy =
            "nothing was written; look through the plan, then say how many removals are meant "
            + "(safety.maximumRemovals: \(plan.remove))"
        let removals = "the plan removes \(plan.remove) \(plan.remove == 1 ? "rule" : "rules")"
        if let most = maximumRemovals {
            return plan.remove > most ? "\(removals) and \(most) is the most allowed; \(remedy)" : nil
        }
        if isUndo { return nil }
        let most = min(max(plan.managed / 5, 2), 3)
        if plan.remove > most {
            return
                "\(removals) of \(plan.managed) that are managed, and \(most) is the most unless more are asked for; "
                + remedy
        }
        guard plan.emptied > 0 else { return nil }
        let buckets = plan.emptied == 1 ? "1 bucket" : "\(plan.emptied) buckets"
        return "\(removals) and leaves \(buckets) without any rule, which has to be asked for; \(remedy)"
    }
}

extension RuleSet {
    /// Whether applying the set could remove a rule.
    var mayRemove: Bool { !retired.isEmpty || ownership.prune != .never }
}
