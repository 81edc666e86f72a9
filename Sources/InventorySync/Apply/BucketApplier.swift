internal import InventoryCore

/// Carries out one bucket's plan: reads, journals, writes one after the other, reads again.
struct BucketApplier {
    let plan: BucketPlan
    let client: InventoryClient
    let journal: (any RunJournal)?
    let limits: RunLimits
    /// How long to wait for writes to be seen.
    let verificationBudget: Duration

    private typealias Results = [InventoryRule.ID: StepOutcome]

    private var bucket: BucketAddress { plan.target.bucket }
    private var confirmation: Confirmation {
        Confirmation(client: client, bucket: bucket, limits: limits, budget: verificationBudget)
    }

    /// - Parameter fresh: the live rules, where they have been read just now; nil reads them first.
    func apply(fresh: [RuleEntry]?) async throws -> BucketOutcome {
        guard plan.changes > 0 else { return outcome([:]) }
        let live: [RuleEntry]
        if let fresh { live = fresh } else { live = try await read() }
        var results: Results = [:]
        let steps = plan.steps.filter { step in
            guard step.isChange, let early = settledBefore(step, live) else { return step.isChange }
            results[step.id] = early
            return false
        }
        let order = StepOrder(capabilities: client.capabilities, maximumRules: plan.target.maximumRules)
        let (writes, blocked) = order.order(steps, live: live)
        for (step, other) in blocked {
            results[step.id] = StepOutcome(
                step,
                .notAttempted("rule '\(Printable.quoted(other.string))' has its prefix, and this run does not move it"))
        }
        guard !writes.isEmpty else { return outcome(results) }
        try journal?.intend(plan, writes)
        let takenBack = await perform(writes, &results)
        let seen = await verify(steps.filter { !takenBack.ids.contains($0.id) }, &results)
        let result = outcome(results)
        // A rule that may be missing leaves the bucket open in the journal: a recovery puts it back.
        let mayBeMissing = steps.contains { step in
            guard !takenBack.ids.contains(step.id), results[step.id]?.isSeen == false else { return false }
            return seen.map(step.isGone) ?? false
                || writes.contains { $0.kind == .removeFirst && $0.step.id == step.id }
        }
        if takenBack.isWhole, !mayBeMissing { try journal?.conclude(result) }
        return result
    }

    /// The live rules. Nothing was written yet, so a run that has to end does not wait for them.
    private func read() async throws -> [RuleEntry] {
        guard let live = try await limits.whileGoing({ try await client.rules(in: bucket).collect() }) else {
            throw limits.notAttempted(plan.target, limits.reasonToStop ?? "the run has ended")
        }
        return live
    }

    /// What can be said of a step without a write: the live rule is as wanted already, or no longer as planned.
    private func settledBefore(_ step: PlannedStep, _ live: [RuleEntry]) -> StepOutcome? {
        let entry = live.first { $0.id == step.id }
        if step.isDone(live, client.capabilities) {
            return StepOutcome(step, .unchanged)
        }
        let isAsPlanned =
            switch step.action {
            case .create: entry == nil
            case .replace(_, let found, _), .remove(let found): entry.map(found.isStill) ?? false
            case .rename(_, let old, let found):
                entry == nil && live.first { $0.id == old }.map(found.isStill) ?? false
            case .restore(_, let over): entry.map { over?.isStill($0) ?? false } ?? (over == nil)
            case .keep, .refuse, .orphaned, .unmanaged: true
            }
        return isAsPlanned ? nil : StepOutcome(step, .changedSincePlanning)
    }

    // MARK: Writing

    /// The rules that a failure took back to what they were, and whether it could do so with all.
    private typealias TakenBack = (ids: Set<InventoryRule.ID>, isWhole: Bool)

    /// Writes in order. The first failure ends the bucket's writes: what comes later may rest on what failed.
    private func perform(_ writes: [Write], _ results: inout Results) async -> TakenBack {
        for (position, write) in writes.enumerated() {
            var attempted = writes[..<position]
            do {
                if attempted.contains(where: { $0.kind == .storeFirst && write.completes($0) }) {
                    try await requireSeen(write.step)
                }
                attempted = writes[...position]
                let receipt = try await send(write)
                if write.kind != .removeFirst {
                    results[write.step.id] = StepOutcome(write.step, .unconfirmed(Self.notLookedFor), receipt)
                }
                try journal?.note(plan, write, receipt)
            } catch {
                let sent = results[write.step.id]?.receipt
                results[write.step.id] = StepOutcome(
                    write.step, .failed(asInventoryError(error), restored: false), sent)
                for later in writes[(position + 1)...] where results[later.step.id] == nil {
                    results[later.step.id] = StepOutcome(
                        later.step, .notAttempted("an earlier write to this bucket failed"))
                }
                if let foreign = error as? ForeignRule {
                    // Somebody else's by now, and the old one is still there: neither is touched.
                    results[write.step.id]?.differences = foreign.differences
                    return ([], true)
                }
                return await takeBack(attempted, asInventoryError(error), &results)
            }
        }
        return ([], true)
    }

    private static let notLookedFor = InventoryError(.outcomeUnknown, "the run ended before the write was looked for")

    /// Another rule is live than the one that was stored.
    private struct ForeignRule: Error {
        let error: InventoryError
        let differences: [Difference]
    }

    /// Waits until a rule is seen under its new name: only then the old one may go.
    private func requireSeen(_ step: PlannedStep) async throws {
        let sight = await confirmation.look { step.isWanted($0, client.capabilities) }
        guard !sight.isComplete else { return }
        if let differences = sight.live.flatMap({ step.foreignDifferences($0, client.capabilities) }) {
            throw ForeignRule(error: foreign(step, differences), differences: differences)
        }
        var error = sight.reason ?? Self.notLookedFor
        error.message +=
            "; rule '\(Printable.quoted(step.foundID.string))' stays until '\(Printable.quoted(step.id.string))' is seen"
        throw error
    }

    private func foreign(_ step: PlannedStep, _ differences: [Difference]) -> InventoryError {
        InventoryError(
            .conflict,
            "the cloud took the write, but another rule than the one written is live under '\(Printable.quoted(step.id.string))'"
                + (differences.isEmpty ? "" : " (\(differences.map(\.description).joined(separator: "; ")))")
                + "; look who else writes to \(bucket), then plan again", provider: client.id)
    }

    private func send(_ write: Write) async throws -> Receipt {
        switch (write.kind, write.step.action) {
        case (.store, .create(let rule)), (.store, .replace(let rule, _, _)), (.store, .rename(let rule, _, _)),
            (.storeFirst, .rename(let rule, _, _)):
            // Fitted by the plan, and past the gate then; the provider takes it as it is.
            return try await client.provider.store(rule, in: bucket)
        case (.store, .restore(let old, _)):
            return try await client.putBack(old, as: write.step.id, in: bucket)
        default: return try await client.removeIfThere(write.id, in: bucket)
        }
    }

    /// After a failure: takes the writes back from the last to the first, down to a first half whose second was not made.
    /// Cancellation does not stop it.
    private func takeBack(
        _ attempted: ArraySlice<Write>, _ error: InventoryError, _ results: inout Results
    ) async -> TakenBack {
        guard let failed = attempted.last else { return ([], true) }
        let span = Rollback.span(attempted) { first in attempted.dropLast().contains { $0.completes(first) } }
        guard !span.isEmpty else { return ([], true) }
        let rollback = Rollback(client: client, bucket: bucket)
        let halves = Set(span.filter(\.isFirstHalf).map(\.step.id))
        let patience = Task.isCancelled ? Duration.zero : verificationBudget
        // The one that failed, too: even what was refused in the end may have been done by an earlier attempt.
        let whole = await Task {
            var whole = true
            for write in span.reversed() {
                do {
                    try await rollback.takeBack(write, isSecondHalf: halves.contains(write.step.id))
                } catch {
                    whole = false
                }
            }
            guard whole else { return false }
            // What was put back is there when it is seen, like anything that was written.
            return await confirmation.look(for: patience) { live in span.allSatisfy { $0.step.isAsBefore(live) } }
                .isComplete
        }.value
        for write in span {
            var cause = error
            if write.step.id != failed.step.id {
                cause.message =
                    "it was put back as it was, because rule '\(Printable.quoted(failed.step.id.string))' of the same "
                    + "bucket failed: \(error.message)"
            }
            if !whole { cause.message += "; not every old rule of \(bucket) could be put back: recover does it" }
            results[write.step.id] = StepOutcome(write.step, .failed(cause, restored: whole))
        }
        return (Set(span.map(\.step.id)), whole)
    }

    // MARK: Verifying

    /// Looks for every write, and says of each whether it is there. One whose answer was lost counts as made when it is
    /// seen.
    /// - Returns: the rules that were seen last; nil where none could be read.
    private func verify(_ steps: [PlannedStep], _ results: inout Results) async -> [RuleEntry]? {
        let open = steps.filter { results[$0.id]?.mayStillBeSeen == true }
        let sight = await confirmation.look { live in open.allSatisfy { $0.isDone(live, client.capabilities) } }
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
                results[step.id]?.result = .unconfirmed(sight.reason ?? Self.notLookedFor)
            }
        }
        return sight.live
    }

    // MARK: The result

    private func outcome(_ results: Results) -> BucketOutcome {
        BucketOutcome(
            index: plan.index, target: plan.target,
            steps: plan.steps.map { step in
                if let result = results[step.id], step.isChange { return result }
                let result: StepOutcome.Result =
                    switch step.action {
                    case .orphaned, .unmanaged: .unmanaged
                    case .refuse: .refused
                    default: .unchanged
                    }
                return StepOutcome(step, result)
            })
    }

    private func asInventoryError(_ error: any Error) -> InventoryError {
        (error as? ForeignRule)?.error ?? error as? InventoryError
            ?? InventoryError(
                error is CancellationError ? .outcomeUnknown : .refused, "the write to \(bucket) ended early: \(error)",
                provider: client.id, cause: error)
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

    /// Whether the rule of a step that was to be written is known to be there as wanted.
    fileprivate var isSeen: Bool {
        switch result {
        case .done, .unchanged: true
        default: false
        }
    }

    init(_ step: PlannedStep, _ result: Result, _ receipt: Receipt? = nil) {
        self.init(
            id: step.id, action: step.action.name, result: result, receipt: receipt, findings: step.findings,
            differences: step.differences)
    }
}
