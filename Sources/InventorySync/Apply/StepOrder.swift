internal import InventoryCore

/// One write.
struct Write: Sendable {
    enum Kind: Sendable, Equatable {
        case store
        case remove
        /// The first half of a replacement that must go through a removal; the `store` of the same step follows.
        case removeFirst
    }

    var kind: Kind
    var step: PlannedStep
}

/// Orders a bucket's changes so that no moment violates a rule of the cloud that an order can avoid: removals first (they
/// make room), then every store as soon as its prefix is free. Where stores wait for each other in a circle, one of them
/// is removed first and stored later.
struct StepOrder {
    let capabilities: Capabilities

    func writes(for steps: [PlannedStep], live: [RuleEntry]) -> [Write] {
        var prefixes: [InventoryRule.ID: ExactText] = [:]
        for case .rule(let stored) in live { prefixes[stored.rule.id] = stored.rule.content.filter.effectivePrefix }
        var present = Set(live.compactMap(\.id))
        var writes: [Write] = []
        var waiting: [PlannedStep] = []
        for step in steps where step.isChange {
            if case .remove = step.action {
                writes.append(Write(kind: .remove, step: step))
                prefixes[step.id] = nil
                present.remove(step.id)
            } else {
                waiting.append(step)
            }
        }
        while !waiting.isEmpty {
            let before = waiting.count
            waiting.removeAll { step in
                guard mayStore(step, prefixes, present) else { return false }
                writes.append(Write(kind: .store, step: step))
                prefixes[step.id] = step.prefixAfter
                present.insert(step.id)
                return true
            }
            guard waiting.count == before else { continue }
            if let index = waiting.firstIndex(where: { present.contains($0.id) }) {
                writes.append(Write(kind: .removeFirst, step: waiting[index]))
                prefixes[waiting[index].id] = nil
                present.remove(waiting[index].id)
            } else {
                // Nothing we could move is in the way: let the server judge.
                writes += waiting.map { Write(kind: .store, step: $0) }
                waiting = []
            }
        }
        return writes
    }

    private func mayStore(
        _ step: PlannedStep, _ prefixes: [InventoryRule.ID: ExactText], _ present: Set<InventoryRule.ID>
    ) -> Bool {
        if capabilities.overwriting == .createOnly, present.contains(step.id) { return false }
        guard !capabilities.limits.allowsOverlap, let prefix = step.prefixAfter else { return true }
        return !prefixes.contains { id, other in
            id != step.id && (prefix.hasPrefix(other) || other.hasPrefix(prefix))
        }
    }
}

extension PlannedStep {
    /// The prefix that the rule will have; nil when there will be none, or none that we know.
    var prefixAfter: ExactText? {
        switch action {
        case .create(let rule), .replace(let rule, _, _): rule.content.filter.effectivePrefix
        case .restore(let old, _): old.rule?.content.filter.effectivePrefix
        case .remove, .keep, .refuse, .unmanaged: nil
        }
    }
}
