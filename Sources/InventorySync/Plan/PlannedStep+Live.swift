internal import InventoryCore

extension PlannedStep {
    var isRemoval: Bool {
        if case .remove = action { true } else { false }
    }

    /// Whether what is live is what the step is to bring about.
    func isDone(_ live: [RuleEntry], _ capabilities: Capabilities) -> Bool {
        switch action {
        case .create, .replace, .restore: isWanted(live, capabilities)
        case .rename: isWanted(live, capabilities) && !live.contains { $0.id == foundID }
        case .remove: !live.contains { $0.id == id }
        case .keep, .refuse, .orphaned, .unmanaged: true
        }
    }

    /// Whether what is live is what the step was planned on.
    func isAsPlanned(_ live: [RuleEntry]) -> Bool {
        let entry = live.first { $0.id == id }
        return switch action {
        case .create: entry == nil
        case .replace(_, let found, _), .remove(let found): entry.map(found.isStill) ?? false
        case .rename(_, let old, let found):
            entry == nil && live.first { $0.id == old }.map(found.isStill) ?? false
        case .restore(_, let over): entry.map { over?.isStill($0) ?? false } ?? (over == nil)
        case .keep: entry != nil
        case .refuse, .orphaned, .unmanaged: true
        }
    }

    /// Whether the rule is there that the step stores.
    func isWanted(_ live: [RuleEntry], _ capabilities: Capabilities) -> Bool {
        let entry = live.first { $0.id == id }
        return switch action {
        case .create(let rule), .replace(let rule, _, _), .rename(let rule, _, _):
            capabilities.isSame(entry, as: rule)
        case .restore(let old, _): entry.map(old.isStill) ?? false
        case .remove, .keep, .refuse, .orphaned, .unmanaged: false
        }
    }

    /// Whether the rule is there that the step puts an end to.
    func isAsBefore(_ live: [RuleEntry]) -> Bool {
        guard let found else { return !live.contains { $0.id == id } }
        return live.first { $0.id == foundID }.map(found.isStill) ?? false
    }

    /// Whether a rule was there before the step, and now neither it nor its successor is.
    func isGone(_ live: [RuleEntry]) -> Bool {
        found != nil && !isRemoval && !live.contains { $0.id == id || $0.id == foundID }
    }

    /// In what the live rule differs from the one that was written, where it is neither this one nor the one of before;
    /// nil for any other. It may be empty: not every rule can be read.
    func foreignDifferences(_ live: [RuleEntry], _ capabilities: Capabilities) -> [Difference]? {
        guard let entry = live.first(where: { $0.id == id }), !isWanted(live, capabilities) else { return nil }
        if id == foundID, let found, found.isStill(entry) { return nil }
        let wanted: InventoryRule? =
            switch action {
            case .create(let rule), .replace(let rule, _, _), .rename(let rule, _, _): rule
            case .restore(let old, _): old.rule
            case .remove, .keep, .refuse, .orphaned, .unmanaged: nil
            }
        guard let wanted, case .rule(let stored) = entry else { return [] }
        return capabilities.differences(found: capabilities.canonical(stored.rule), wanted: wanted)
    }
}
