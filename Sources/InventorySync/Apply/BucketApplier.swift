internal import InventoryCore

/// Carries out one bucket's plan: reads, journals, writes one after the other, reads again.
struct BucketApplier {
    let plan: BucketPlan
    let client: InventoryClient
    let journal: (any RunJournal)?
    let limits: RunLimits
    /// How long to wait for writes to be seen.
    let verificationBudget: Duration
    /// The rules that are asked for by their ids, because the list has been wrong about them.
    var doubtful: Set<InventoryRule.ID> = []

    typealias Results = [InventoryRule.ID: StepOutcome]

    var bucket: BucketAddress { plan.target.bucket }
    var confirmation: Confirmation {
        Confirmation(
            client: client, bucket: bucket, limits: limits, budget: verificationBudget, doubtful: doubtful)
    }

    /// - Parameter fresh: the live rules, where they have been read just now; nil reads them first.
    mutating func apply(fresh: [RuleEntry]?) async throws -> BucketOutcome {
        guard plan.changes > 0 else { return outcome([:]) }
        let live: [RuleEntry]
        if let fresh { live = fresh } else { (live, doubtful) = try await read() }
        var results = settledBefore(live)
        let steps = plan.steps.filter { $0.isChange && results[$0.id] == nil }
        var ending = try await carryOut(steps, live, plan.target.maximumRules, &results)
        if ending.isFull, let live = await confirmation.look(for: .zero, until: { _ in true }).live {
            // The bucket takes fewer rules than was known of it: what goes has to make room for what comes.
            let open = steps.filter { results[$0.id]?.isWritten != true }
            for step in open { results[step.id] = nil }
            let first = ending
            ending = try await carryOut(open, live, live.count, &results)
            ending.writes = first.writes + ending.writes
        }
        guard !ending.writes.isEmpty else { return outcome(results) }
        let seen = await verify(steps.filter { !ending.takenBack.contains($0.id) }, before: live, ending, &results)
        let result = outcome(results)
        // A bucket that may hold less than it did, or half of a swap, stays open in the journal: a recovery makes it whole.
        let groups = ending.writes.groups.filter { $0.first?.kind == .removeBeforeStore }
        let together = Set(groups.joined().filter { $0.makesRoomFor == nil }.map(\.step.id))
        let isHalfDone = steps.contains { step in
            guard !ending.takenBack.contains(step.id), let result = results[step.id], !result.isSeen else {
                return false
            }
            return result.isWritten && together.contains(step.id) || seen.map(step.isGone) ?? false
        }
        if ending.isWhole, !isHalfDone { try journal?.conclude(result) }
        return result
    }

    /// The live rules, and the ids of those about which the list is not believed. Nothing was written yet, so a run that
    /// has to end does not wait for them.
    private func read() async throws -> (live: [RuleEntry], doubtful: Set<InventoryRule.ID>) {
        try await limits.read(plan.target) { [plan, client, bucket] in
            let listed = try await client.liveRules(in: bucket)
            // What was to be done, and seems to have come about by itself.
            let steps = plan.steps.filter { $0.isChange && $0.isDone(listed, client.capabilities) }
            let ids = Set(steps.flatMap { [$0.id, $0.foundID] })
            let live = try await client.asking(for: ids, beside: listed, in: bucket)
            return (live, client.contradicted(listed, by: live))
        }
    }

    /// What can be said without a write: the live rule is as wanted already, or no longer as planned.
    private func settledBefore(_ live: [RuleEntry]) -> Results {
        var results: Results = [:]
        for step in plan.steps {
            if step.isChange, step.isDone(live, client.capabilities) {
                results[step.id] = StepOutcome(step, .unchanged)
                continue
            }
            if !step.isAsPlanned(live) { results[step.id] = StepOutcome(step, .changedSincePlanning) }
        }
        return results
    }

    /// Puts the steps in order, notes in the journal what is to be written, and writes.
    private func carryOut(
        _ steps: [PlannedStep], _ live: [RuleEntry], _ maximumRules: Int?, _ results: inout Results
    ) async throws -> Ending {
        let order = StepOrder(capabilities: client.capabilities, maximumRules: maximumRules)
        let (writes, blocked) = order.order(steps, live: live)
        for (step, other) in blocked {
            results[step.id] = StepOutcome(
                step,
                .notAttempted("rule '\(Printable.quoted(other.string))' has its prefix, and this run does not move it"))
        }
        guard !writes.isEmpty else { return Ending() }
        try journal?.intend(plan, writes)
        var ending = await perform(writes, &results)
        ending.writes = writes
        return ending
    }

    // MARK: The result

    private func outcome(_ results: Results) -> BucketOutcome {
        let planned = Set(plan.steps.map(\.id))
        return BucketOutcome(
            index: plan.index, target: plan.target,
            steps: plan.steps.map { step in
                if let result = results[step.id] { return result }
                let result: StepOutcome.Result =
                    switch step.action {
                    case .orphaned, .unmanaged: .unmanaged
                    case .refuse: .refused
                    default: .unchanged
                    }
                return StepOutcome(step, result)
            } + results.filter { !planned.contains($0.key) }.values.sorted { $0.id < $1.id })
    }
}

extension BucketApplier {
    /// How the writes to a bucket ended.
    struct Ending {
        /// All that were planned, in their order.
        var writes: [Write] = []
        /// The rules that a failure took back to what they were.
        var takenBack: Set<InventoryRule.ID> = []
        /// Whether all could be taken back that had to be.
        var isWhole = true
        /// Whether the bucket took no further rule although removals are left.
        var isFull = false
        /// Whether the writes have been looked for already for as long as they may take.
        var isLookedFor = false
    }
}

extension StepOutcome {
    /// Whether the rule of a step that was to be written is known to be there as wanted.
    var isSeen: Bool {
        switch result {
        case .done, .unchanged: true
        default: false
        }
    }

    /// Whether a write was sent and not refused: it may have been done.
    var isWritten: Bool {
        switch result {
        case .done, .unconfirmed: true
        case .failed(let error, _): receipt != nil || error.code == .outcomeUnknown
        default: false
        }
    }

    init(_ step: PlannedStep, _ result: Result, _ receipt: Receipt? = nil) {
        self.init(
            id: step.id, action: step.action.kind, result: result, receipt: receipt, findings: step.findings,
            differences: step.differences)
    }
}
