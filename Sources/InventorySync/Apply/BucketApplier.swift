internal import InventoryCore

/// Carries out one bucket's plan: reads, journals, writes one after the other, reads again.
struct BucketApplier {
    let plan: BucketPlan
    let client: InventoryClient
    let journal: (any RunJournal)?
    let services: SystemServices
    /// How long to wait for writes to be seen.
    let verificationBudget: Duration

    private var bucket: BucketAddress { plan.target.bucket }

    /// - Parameter fresh: the live rules, where they have been read just now; nil reads them first.
    func apply(fresh: [RuleEntry]?) async throws -> BucketOutcome {
        guard plan.changes > 0 else { return outcome([:]) }
        let live: [RuleEntry]
        if let fresh { live = fresh } else { live = try await client.rules(in: bucket).collect() }
        var results: [InventoryRule.ID: StepOutcome] = [:]
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
        try await verify(steps.filter { !takenBack.ids.contains($0.id) }, &results)
        let result = outcome(results)
        // A rule that could not be put back leaves the bucket open in the journal: a recovery does it.
        if takenBack.isWhole { try journal?.conclude(result) }
        return result
    }

    /// What can be said of a step without a write: the live rule is as wanted already, or no longer as planned.
    private func settledBefore(_ step: PlannedStep, _ live: [RuleEntry]) -> StepOutcome? {
        let entry = live.first { $0.id == step.id }
        if isDone(step, live) {
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

    /// Whether what is live is what the step is to bring about.
    private func isDone(_ step: PlannedStep, _ live: [RuleEntry]) -> Bool {
        let entry = live.first { $0.id == step.id }
        switch step.action {
        case .create(let rule), .replace(let rule, _, _): return client.capabilities.isSame(entry, as: rule)
        case .rename(let rule, let old, _):
            return client.capabilities.isSame(entry, as: rule) && !live.contains { $0.id == old }
        case .remove: return entry == nil
        case .restore(let old, _): return entry.map(old.isStill) ?? false
        case .keep, .refuse, .orphaned, .unmanaged: return true
        }
    }

    // MARK: Writing

    /// The rules that a failure took back to what they were, and whether it could do so with all.
    private typealias TakenBack = (ids: Set<InventoryRule.ID>, isWhole: Bool)

    /// Writes in order. The first failure ends the bucket's writes: what comes later may rest on what failed.
    private func perform(_ writes: [Write], _ results: inout [InventoryRule.ID: StepOutcome]) async -> TakenBack {
        for (position, write) in writes.enumerated() {
            do {
                let receipt = try await send(write)
                if write.kind != .removeFirst {
                    results[write.step.id] = StepOutcome(write.step, .unconfirmed, receipt)
                }
                try journal?.note(plan, write, receipt)
            } catch {
                let error = asInventoryError(error)
                results[write.step.id] = StepOutcome(
                    write.step, .failed(error, restored: false), results[write.step.id]?.receipt)
                for later in writes[(position + 1)...] where results[later.step.id] == nil {
                    results[later.step.id] = StepOutcome(
                        later.step, .notAttempted("an earlier write to this bucket failed"))
                }
                return await takeBack(writes[...position], error, &results)
            }
        }
        return ([], true)
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
        _ attempted: ArraySlice<Write>, _ error: InventoryError, _ results: inout [InventoryRule.ID: StepOutcome]
    ) async -> TakenBack {
        let failed = attempted[attempted.endIndex - 1]
        let span = Rollback.span(attempted) { first in attempted.dropLast().contains { $0.completes(first) } }
        guard !span.isEmpty else { return ([], true) }
        let rollback = Rollback(client: client, bucket: bucket)
        let halves = Set(span.filter(\.isFirstHalf).map(\.step.id))
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
            return whole
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

    /// Lists until every write is seen or the budget is used up. A write whose answer was lost counts as made when it
    /// is seen.
    private func verify(_ steps: [PlannedStep], _ results: inout [InventoryRule.ID: StepOutcome]) async throws {
        let deadline = services.uptime() + verificationBudget
        var wait = Duration.milliseconds(250)
        while true {
            do {
                let live = try await client.rules(in: bucket).collect()
                for step in steps where isDone(step, live) {
                    switch results[step.id]?.result {
                    case .unconfirmed?, .failed?: results[step.id]?.result = .done
                    default: break
                    }
                }
            } catch let error as InventoryError where error.retry != .never {
                // A cloud that is busy says nothing yet: the writes are as open as before.
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                return
            }
            let isOpen = results.values.contains(where: \.mayStillBeSeen)
            guard isOpen, services.uptime() + wait < deadline else { return }
            try await services.sleep(wait)
            wait = min(wait * 2, .seconds(15))
        }
    }

    // MARK: The result

    private func outcome(_ results: [InventoryRule.ID: StepOutcome]) -> BucketOutcome {
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
        error as? InventoryError
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

    init(_ step: PlannedStep, _ result: Result, _ receipt: Receipt? = nil) {
        self.init(
            id: step.id, action: step.action.name, result: result, receipt: receipt, findings: step.findings,
            differences: step.differences)
    }
}
