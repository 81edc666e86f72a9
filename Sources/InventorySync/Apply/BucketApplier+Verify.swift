internal import InventoryCore

/// Looking for what was written, and for what was to stay.
extension BucketApplier {
    /// Looks for every write, and says of each whether it is there. One whose answer was lost counts as made when it is
    /// seen. Rules that were as wanted before have to be there still, and those of others as well.
    /// - Parameter before: the rules before the first write.
    /// - Returns: the rules that were seen last; nil where none could be read.
    func verify(
        _ steps: [PlannedStep], before: [RuleEntry], _ ending: Ending, _ results: inout Results
    ) async -> [RuleEntry]? {
        let open = steps.filter { results[$0.id]?.mayStillBeSeen == true }
        let kept = plan.steps.filter { $0.action == .keep && results[$0.id] == nil }.compactMap { step in
            before.first { $0.id == step.id }.map { (step: step, found: FoundRule($0)) }
        }
        let others = others(before)
        func isKept(_ found: FoundRule, _ step: PlannedStep, _ live: [RuleEntry]) -> Bool {
            live.first { $0.id == step.id }.map(found.isStill) ?? false
        }
        let sight = await confirmation.look(for: ending.isLookedFor ? .zero : nil) { live in
            open.allSatisfy { $0.isDone(live, client.capabilities) }
                && kept.allSatisfy { isKept($0.found, $0.step, live) } && others.isSubset(of: live.compactMap(\.id))
        }
        for step in steps {
            guard let result = results[step.id]?.result, let live = sight.live else { continue }
            switch result {
            case .unconfirmed, .failed:
                if step.isDone(live, client.capabilities) { results[step.id]?.result = .done }
            default: break
            }
        }
        for step in open where results[step.id]?.isUnconfirmed == true {
            if let differences = sight.live.flatMap({ step.foreignDifferences($0, client.capabilities) }) {
                results[step.id]?.result = .failed(foreign(step, differences), restored: false)
                results[step.id]?.differences = differences
            } else {
                results[step.id]?.result = .unconfirmed(sight.reason(for: step, in: bucket, client.capabilities))
            }
        }
        guard let live = sight.live else { return nil }
        for (step, found) in kept where !isKept(found, step, live) {
            results[step.id] = StepOutcome(step, .failed(lost(step, live), restored: false))
        }
        for id in others.subtracting(live.compactMap(\.id)) {
            let step = plan.steps.first { $0.id == id } ?? PlannedStep(id: id, action: .unmanaged)
            results[id] = StepOutcome(step, .failed(vanished, restored: false))
        }
        return live
    }

    /// The rules that the plan neither changes nor wants.
    private func others(_ before: [RuleEntry]) -> Set<InventoryRule.ID> {
        let ours = plan.steps.filter { $0.isChange || $0.action == .keep }.flatMap { [$0.id, $0.foundID] }
        return Set(before.compactMap(\.id)).subtracting(ours)
    }

    private var vanished: InventoryError {
        InventoryError(
            .conflict,
            "it was there when this run began, is no rule that the run changes, and the list of \(bucket) does not show it "
                + "any more: somebody else has removed it, or the server takes a write to one rule for one to all; look "
                + "which before anything else is written to the bucket", provider: client.id)
    }

    private func lost(_ step: PlannedStep, _ live: [RuleEntry]) -> InventoryError {
        let isThere = live.contains { $0.id == step.id }
        return InventoryError(
            .conflict,
            "it was as wanted when this run began, and the list of \(bucket) "
                + (isThere ? "shows another rule under its id" : "does not show it any more")
                + " after the run's other writes; look who else writes to the bucket, then plan again",
            provider: client.id)
    }
}

extension StepOutcome {
    /// Whether a later list may show what the last one did not: a write that the cloud has not settled, or one whose
    /// answer was lost.
    fileprivate var mayStillBeSeen: Bool {
        switch result {
        case .unconfirmed: true
        case .failed(let error, let restored): !restored && error.code == .outcomeUnknown
        default: false
        }
    }

    fileprivate var isUnconfirmed: Bool {
        if case .unconfirmed = result { true } else { false }
    }
}
