internal import InventoryCore

/// One write.
struct Write: Sendable {
    enum Kind: String, Sendable, Codable {
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
    /// The writes, and the steps that cannot be made: a rule that will not move stands in their way, or in the way of
    /// one that they wait for.
    typealias Order = (writes: [Write], blocked: [PlannedStep])

    let capabilities: Capabilities

    func order(_ steps: [PlannedStep], live: [RuleEntry]) -> Order {
        var order: Order = ([], [])
        var bucket = Occupancy(live, capabilities)
        var waiting: [PlannedStep] = []
        for step in steps where step.isChange {
            if case .remove = step.action {
                order.writes.append(Write(kind: .remove, step: step))
                bucket.remove(step.id)
            } else {
                waiting.append(step)
            }
        }
        while !waiting.isEmpty {
            let before = waiting.count
            waiting.removeAll { step in
                guard bucket.inTheWay(of: step).isEmpty else { return false }
                order.writes.append(Write(kind: .store, step: step))
                bucket.store(step)
                return true
            }
            guard waiting.count == before else { continue }
            let moving = Set(waiting.map(\.id))
            let stuck = Set(waiting.filter { !moving.isSuperset(of: bucket.inTheWay(of: $0)) }.map(\.id))
            if stuck.isEmpty {
                let step = inCircle(waiting, bucket)
                order.writes.append(Write(kind: .removeFirst, step: step))
                bucket.remove(step.id)
            } else {
                for step in waiting where stuck.contains(step.id) {
                    // What has been removed for it must be tried: its failure puts the old rule back.
                    let isHalfDone = order.writes.contains { $0.kind == .removeFirst && $0.step.id == step.id }
                    if isHalfDone {
                        order.writes.append(Write(kind: .store, step: step))
                    } else {
                        order.blocked.append(step)
                    }
                }
                waiting.removeAll { stuck.contains($0.id) }
            }
        }
        return order
    }

    /// A step of a circle, found by going from a step to what stands in its way until one comes again.
    private func inCircle(_ waiting: [PlannedStep], _ bucket: Occupancy) -> PlannedStep {
        var step = waiting[0]
        var seen: Set<InventoryRule.ID> = []
        while seen.insert(step.id).inserted {
            let next = bucket.inTheWay(of: step).min()
            step = waiting.first { $0.id == next } ?? step
        }
        return step
    }
}

/// Which prefixes of a bucket are taken, while its changes are put in order.
private struct Occupancy {
    private let capabilities: Capabilities
    private var prefixes: [InventoryRule.ID: ExactText] = [:]
    private var present: Set<InventoryRule.ID>

    init(_ live: [RuleEntry], _ capabilities: Capabilities) {
        self.capabilities = capabilities
        present = Set(live.compactMap(\.id))
        for case .rule(let stored) in live { prefixes[stored.rule.id] = stored.rule.content.filter.effectivePrefix }
    }

    mutating func remove(_ id: InventoryRule.ID) {
        prefixes[id] = nil
        present.remove(id)
    }

    mutating func store(_ step: PlannedStep) {
        prefixes[step.id] = step.prefixAfter
        present.insert(step.id)
    }

    /// The rules that have to go, or to move, before this one can be stored.
    func inTheWay(of step: PlannedStep) -> Set<InventoryRule.ID> {
        var ids: Set<InventoryRule.ID> = []
        if capabilities.overwriting == .createOnly, present.contains(step.id) { ids.insert(step.id) }
        guard !capabilities.limits.allowsOverlap, let prefix = step.prefixAfter else { return ids }
        for (id, other) in prefixes where id != step.id && (prefix.hasPrefix(other) || other.hasPrefix(prefix)) {
            ids.insert(id)
        }
        return ids
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
