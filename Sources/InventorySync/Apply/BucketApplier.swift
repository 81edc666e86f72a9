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
        let writes = StepOrder(capabilities: client.capabilities).writes(for: steps, live: live)
        guard !writes.isEmpty else { return outcome(results) }
        try journal?.intend(plan, writes)
        await perform(writes, &results)
        try await verify(steps, &results)
        let result = outcome(results)
        try journal?.conclude(result)
        return result
    }

    /// What can be said of a step without a write: the live rule is as wanted already, or no longer as planned.
    private func settledBefore(_ step: PlannedStep, _ live: [RuleEntry]) -> StepOutcome? {
        let entry = live.first { $0.id == step.id }
        if isDone(step, entry) {
            return StepOutcome(id: step.id, action: step.action.name, result: .unchanged, findings: step.findings)
        }
        let isAsPlanned =
            switch step.action {
            case .create: entry == nil
            case .replace(_, let found, _), .remove(let found): entry.map(found.isStill) ?? false
            case .restore(_, let over): entry.map { over?.isStill($0) ?? false } ?? (over == nil)
            case .keep, .refuse, .unmanaged: true
            }
        return isAsPlanned
            ? nil
            : StepOutcome(id: step.id, action: step.action.name, result: .changedSincePlanning, findings: step.findings)
    }

    /// Whether a live entry (or its absence) is what the step is to bring about.
    private func isDone(_ step: PlannedStep, _ entry: RuleEntry?) -> Bool {
        switch step.action {
        case .create(let rule), .replace(let rule, _, _):
            guard case .rule(let stored)? = entry else { return false }
            return client.capabilities.differences(found: client.capabilities.canonical(stored.rule), wanted: rule)
                .isEmpty
        case .remove: return entry == nil
        case .restore(let old, _): return entry.map(old.isStill) ?? false
        case .keep, .refuse, .unmanaged: return true
        }
    }

    // MARK: Writing

    /// Writes in order. The first failure ends the bucket's writes: what comes later may rest on what failed.
    private func perform(_ writes: [Write], _ results: inout [InventoryRule.ID: StepOutcome]) async {
        var failed: String?
        for write in writes {
            if let failed {
                if results[write.step.id] == nil {
                    results[write.step.id] = StepOutcome(
                        id: write.step.id, action: write.step.action.name, result: .notAttempted(failed),
                        findings: write.step.findings)
                }
                continue
            }
            do {
                let receipt = try await send(write)
                try journal?.note(plan, write, receipt)
                guard write.kind != .removeFirst else { continue }
                results[write.step.id] = StepOutcome(
                    id: write.step.id, action: write.step.action.name, result: .unconfirmed, receipt: receipt,
                    findings: write.step.findings)
            } catch {
                let restored = await putBack(writes, failedAt: write)
                results[write.step.id] = StepOutcome(
                    id: write.step.id, action: write.step.action.name,
                    result: .failed(asInventoryError(error), restored: restored), findings: write.step.findings)
                failed = "an earlier write to this bucket failed"
            }
        }
    }

    private func send(_ write: Write) async throws -> Receipt {
        switch (write.kind, write.step.action) {
        case (.store, .create(let rule)), (.store, .replace(let rule, _, _)):
            // Fitted by the plan, and past the gate then; the provider takes it as it is.
            return try await client.provider.store(rule, in: bucket)
        case (.store, .restore(let old, _)):
            return try await client.store(old.document, as: write.step.id, in: bucket)
        default:
            do {
                return try await client.removeRule(write.step.id, in: bucket)
            } catch let error as InventoryError where error.code == .ruleNotFound {
                // It is gone, which is all that was wanted.
                return Receipt(status: error.reply?.status ?? 404, requestIDs: error.reply?.requestIDs ?? [:])
            }
        }
    }

    /// Puts back every document that had to be removed for a store that has not been made.
    private func putBack(_ writes: [Write], failedAt failure: Write) async -> Bool {
        var stored: Set<InventoryRule.ID> = []
        var removed: [(InventoryRule.ID, FoundRule)] = []
        for write in writes {
            if write.step.id == failure.step.id, write.kind == failure.kind { break }
            if write.kind == .store { stored.insert(write.step.id) }
            if write.kind == .removeFirst, let found = write.step.found { removed.append((write.step.id, found)) }
        }
        var isWhole = true
        for (id, found) in removed where !stored.contains(id) {
            do {
                _ = try await client.store(found.document, as: id, in: bucket)
            } catch {
                isWhole = false
            }
        }
        return isWhole && !removed.isEmpty
    }

    // MARK: Verifying

    /// Lists until every write is seen or the budget is used up. A write whose answer was lost counts as made when it
    /// is seen.
    private func verify(_ steps: [PlannedStep], _ results: inout [InventoryRule.ID: StepOutcome]) async throws {
        let deadline = services.uptime() + verificationBudget
        var wait = Duration.milliseconds(250)
        while true {
            let live: [RuleEntry]
            do {
                live = try await client.rules(in: bucket).collect()
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                return
            }
            for step in steps where isDone(step, live.first { $0.id == step.id }) {
                switch results[step.id]?.result {
                case .unconfirmed?, .failed?: results[step.id]?.result = .done
                default: break
                }
            }
            let isOpen = results.values.contains { if case .unconfirmed = $0.result { true } else { false } }
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
                    case .unmanaged: .unmanaged
                    case .refuse: .refused
                    default: .unchanged
                    }
                return StepOutcome(id: step.id, action: step.action.name, result: result, findings: step.findings)
            })
    }

    private func asInventoryError(_ error: any Error) -> InventoryError {
        error as? InventoryError
            ?? InventoryError(
                error is CancellationError ? .outcomeUnknown : .refused, "the write to \(bucket) ended early: \(error)",
                provider: client.id, cause: error)
    }
}

extension PlannedStep {
    /// The live rule that the step puts an end to.
    var found: FoundRule? {
        switch action {
        case .replace(_, let found, _), .remove(let found): found
        case .restore(_, let over): over
        case .create, .keep, .refuse, .unmanaged: nil
        }
    }
}
