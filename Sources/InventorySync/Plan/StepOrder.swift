internal import InventoryCore

/// Orders a bucket's changes so that no moment violates a rule of the cloud that an order can avoid, and that the bucket
/// never holds less than it must: every store as soon as its prefix is free and there is room, then the removals. Only what
/// is in the way of a store is removed before it. Where stores wait for each other in a circle, one of them is removed
/// first and stored later.
struct StepOrder {
    /// The writes, and the steps that cannot be made: a rule that will not move stands in their way, or in the way of
    /// one that they wait for.
    typealias Order = (writes: [Write], blocked: [(step: PlannedStep, by: InventoryRule.ID)])

    let capabilities: Capabilities
    /// How many rules the bucket takes.
    let maximumRules: Int?

    func order(_ steps: [PlannedStep], live: [RuleEntry]) -> Order {
        var order: Order = ([], [])
        var bucket = Occupancy(live, capabilities, maximumRules)
        var (removals, waiting): ([PlannedStep], [PlannedStep]) = ([], [])
        for step in steps where step.isChange {
            if case .remove = step.action { removals.append(step) } else { waiting.append(step) }
        }
        while !waiting.isEmpty {
            let before = waiting.count
            waiting.removeAll { step in
                guard bucket.inTheWay(of: step).isEmpty, removals.isEmpty || bucket.hasRoom(for: step) else {
                    return false
                }
                if case .rename = step.action, bucket.holds(step.foundID) {
                    order.writes += [Write(kind: .storeBeforeRemove, step: step), Write(kind: .remove, step: step)]
                    bucket.remove(step.foundID)
                } else {
                    order.writes.append(Write(kind: .store, step: step))
                }
                bucket.store(step)
                return true
            }
            guard waiting.count == before else { continue }
            let moving = Set((waiting + removals).map(\.foundID))
            let stuck = waiting.compactMap { step in
                bucket.inTheWay(of: step).subtracting(moving).min().map { (step: step, by: $0) }
            }
            if !stuck.isEmpty {
                for (step, other) in stuck {
                    // What has been removed for it must be tried: its failure puts the old rule back.
                    let isHalfDone = order.writes.contains {
                        $0.kind == .removeBeforeStore && ($0.makesRoomFor ?? $0.step.id) == step.id
                    }
                    if isHalfDone {
                        order.writes.append(Write(kind: .store, step: step))
                    } else {
                        order.blocked.append((step, other))
                    }
                }
                waiting.removeAll { step in stuck.contains { $0.step.id == step.id } }
            } else if let (removal, step) = makingRoom(waiting, removals, bucket) {
                order.writes.append(Write(kind: .removeBeforeStore, step: removal, makesRoomFor: step.id))
                bucket.remove(removal.id)
                removals.removeAll { $0.id == removal.id }
            } else {
                let step = inCircle(waiting, bucket)
                order.writes.append(Write(kind: .removeBeforeStore, step: step))
                bucket.remove(step.foundID)
            }
        }
        order.writes += removals.map { Write(kind: .remove, step: $0) }
        return order
    }

    /// A removal that a store waits for: of a rule that is in its way, or of any where the bucket is full.
    private func makingRoom(
        _ waiting: [PlannedStep], _ removals: [PlannedStep], _ bucket: Occupancy
    ) -> (removal: PlannedStep, for: PlannedStep)? {
        for step in waiting {
            let obstacles = bucket.inTheWay(of: step)
            if let removal = removals.first(where: { obstacles.contains($0.id) }) { return (removal, step) }
            if let removal = removals.first, !bucket.hasRoom(for: step) { return (removal, step) }
        }
        return nil
    }

    /// A step of a circle, found by going from a step to what stands in its way until one comes again.
    private func inCircle(_ waiting: [PlannedStep], _ bucket: Occupancy) -> PlannedStep {
        var step = waiting[0]
        var seen: Set<InventoryRule.ID> = []
        while seen.insert(step.id).inserted {
            let next = bucket.inTheWay(of: step).min()
            step = waiting.first { $0.foundID == next } ?? step
        }
        return step
    }
}

/// Which prefixes of a bucket are taken, and how much room it has, while its changes are put in order.
private struct Occupancy {
    private let capabilities: Capabilities
    private let maximumRules: Int
    private var prefixes: [InventoryRule.ID: ExactText] = [:]
    private var present: Set<InventoryRule.ID>

    init(_ live: [RuleEntry], _ capabilities: Capabilities, _ maximumRules: Int?) {
        self.capabilities = capabilities
        self.maximumRules = maximumRules ?? capabilities.limits.ruleCount?.value ?? .max
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

    func holds(_ id: InventoryRule.ID) -> Bool { present.contains(id) }

    func hasRoom(for step: PlannedStep) -> Bool { present.count < maximumRules || present.contains(step.id) }

    /// The rules that have to go, or to move, before this one can be stored.
    func inTheWay(of step: PlannedStep) -> Set<InventoryRule.ID> {
        var ids: Set<InventoryRule.ID> = []
        if capabilities.overwriting == .createOnly, present.contains(step.id) { ids.insert(step.id) }
        if case .rename = step.action, present.contains(step.foundID), present.count >= maximumRules {
            ids.insert(step.foundID)
        }
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
        case .create(let rule), .replace(let rule, _, _), .rename(let rule, _, _): rule.content.filter.effectivePrefix
        case .restore(let old, _): old.rule?.content.filter.effectivePrefix
        case .remove, .keep, .refuse, .orphaned, .unmanaged: nil
        }
    }
}
