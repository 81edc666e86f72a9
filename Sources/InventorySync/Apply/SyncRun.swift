internal import InventoryCore
internal import InventoryWire

/// One run over many buckets, from the lock on the journal to its last line.
struct SyncRun: Sendable {
    let pool: ClientPool
    /// Locked as long as the run is there.
    let folder: JournalFolder?
    /// The run that this one takes back.
    var undoes: String?
    private let sync: InventorySync
    private let ruleSet: RuleSet
    /// Buckets that an earlier run has left and that could not be made whole. They are not written to; the others are
    /// none the worse.
    private let broken: [(target: SyncTarget, error: InventoryError)]
    let limits: RunLimits

    /// What is done about a bucket, with the live rules where they were read just now.
    typealias Prepared = (plan: BucketPlan, live: [RuleEntry]?)

    /// Locks the journal and recovers a run that was cut short.
    init(_ sync: InventorySync, _ ruleSet: RuleSet, deadline: Duration?, stop: StopSignal) async throws {
        self.sync = sync
        self.ruleSet = ruleSet
        limits = RunLimits(sync.services, deadline: deadline ?? ruleSet.safety.deadline, stop: stop)
        folder = try sync.lockJournal()
        try folder?.requireWholeLedger(for: ruleSet)
        pool = ClientPool(sync.clouds, pacing: ruleSet.pacing, services: sync.services)
        if let folder { broken = try await sync.recover(in: folder, pool).failed } else { broken = [] }
    }

    /// Works on every input: makes its bucket of it, prepares, writes, verifies, and hands over one outcome.
    /// - Parameters:
    ///   - lane: the cloud of an input, so that a slow one holds up no other.
    ///   - bucket: the plan of an input, or no more than its place; called when its turn has come.
    ///   - prepare: plans the bucket; without it the plan is as `bucket` gives it.
    func work<Inputs: Sequence & Sendable>(
        on inputs: Inputs, lane: @escaping @Sendable (Inputs.Element) -> ProviderID,
        bucket: @escaping @Sendable (Int, Inputs.Element) throws -> BucketPlan,
        prepare: @escaping @Sendable (BucketPlan) async throws -> Prepared = { ($0, nil) },
        each: @escaping @Sendable (BucketOutcome) async throws -> Void
    ) async throws where Inputs.Element: Sendable {
        let file = try folder.map {
            try RunFile(in: $0, ruleSet: ruleSet, undoes: undoes, found: sync.found, services: sync.services)
        }
        let failures = Locked(0)
        let attempt = { @Sendable (bucket: BucketPlan, reason: String?) async throws -> Attempt<BucketOutcome> in
            if let reason = reason ?? reasonToStop(failures.withLock { $0 }) {
                // What kept it from being planned comes before the end of the run.
                return .finished(failed(bucket, bucket.error ?? limits.notAttempted(bucket.target, reason)))
            }
            let attempt = try await self.attempt(bucket, file, prepare)
            if case .finished(let outcome) = attempt, outcome.isFailure { failures.withLock { $0 += 1 } }
            return attempt
        }
        // The first bucket that is written goes alone, where that is asked for.
        var alone = 0
        var stopped: String?
        if ruleSet.safety.canary {
            for input in inputs {
                // No circuit is open yet: the first failure ends the run.
                guard case .finished(let outcome) = try await attempt(try bucket(alone, input), nil) else { break }
                alone += 1
                try await each(outcome)
                if outcome.isFailure { stopped = "\(outcome.target) failed as the first one (safety.canary)" }
                if stopped != nil || outcome.writes > 0 { break }
            }
        }
        try await forEachPatiently(
            inputs.dropFirst(alone), lane: lane, limit: ruleSet.pacing.concurrency, pool: pool,
            patience: sync.options.outagePatience, limits: limits
        ) { [alone, stopped] index, input in
            try await attempt(try bucket(alone + index, input), stopped)
        } leftOut: { index, input in
            let bucket = try bucket(alone + index, input)
            return failed(bucket, pool.circuitOpen(bucket.target))
        } consume: {
            try await each($0)
        }
        try file?.end()
        guard failures.withLock({ $0 }) == 0, reasonToStop(0) == nil, let confirmed = file?.confirmedTime else {
            return
        }
        let kept = sync.options.journalRetention.components.seconds
        try folder?.expire(before: min(confirmed, sync.services.now()).advanced(by: -kept))
    }

    private func attempt(
        _ bucket: BucketPlan, _ file: RunFile?, _ prepare: @Sendable (BucketPlan) async throws -> Prepared
    ) async throws -> Attempt<BucketOutcome> {
        if let found = broken.first(where: { $0.target.isSameBucket(as: bucket.target) }) {
            return .finished(failed(bucket, found.error))
        }
        // Counted where it was met, like one that `prepare` meets.
        if let error = bucket.error { return .finished(failed(bucket, error)) }
        return try await pool.attempt(bucket.target) { try await outcome(bucket, file, prepare) }
    }

    private func outcome(
        _ bucket: BucketPlan, _ file: RunFile?, _ prepare: @Sendable (BucketPlan) async throws -> Prepared
    ) async throws -> BucketOutcome {
        do {
            let (plan, live) = try await prepare(bucket)
            if let error = plan.error { return failed(bucket, error) }
            if ruleSet.safety.onRefusal != .skipRule, !plan.refusals.isEmpty, plan.changes > 0 {
                return BucketOutcome(skipping: plan)
            }
            var applier = BucketApplier(
                plan: plan, client: try pool.client(for: bucket.target), journal: file, limits: limits,
                verificationBudget: sync.options.verificationBudget)
            var outcome = try await applier.apply(fresh: live)
            outcome.leftOut = plan.leftOut
            if undoes == nil {
                // What was written is noted with its answer, or here, where that was no success and the rule is seen.
                let ours = outcome.steps.filter { step in
                    switch step.result {
                    case .done: step.action != .remove
                    case .unchanged: step.action == .keep
                    default: false
                    }
                }
                try folder?.remember(ours.map(\.id), in: bucket.target, of: ruleSet.name)
            }
            if plan.changes > 0 { pool.note(outcome.steps.lazy.compactMap(\.failure).first, for: bucket.target) }
            return outcome
        } catch {
            let failure = InventoryError(error, about: bucket.target)
            guard !(error is CancellationError), failure.code != .journalFailed else { throw error }
            pool.note(failure, for: bucket.target)
            return failed(bucket, failure)
        }
    }

    private func reasonToStop(_ failures: Int) -> String? {
        if let reason = limits.reasonToStop { return reason }
        if let most = ruleSet.safety.stopAfterFailures, failures >= most {
            return "\(failures) buckets had failed (safety.stopAfterFailures)"
        }
        return nil
    }

    private func failed(_ bucket: BucketPlan, _ error: InventoryError) -> BucketOutcome {
        BucketOutcome(index: bucket.index, target: bucket.target, error: error)
    }
}

extension BucketOutcome {
    /// A bucket that is left alone because of a refusal in it.
    fileprivate init(skipping plan: BucketPlan) {
        self.init(
            index: plan.index, target: plan.target,
            steps: plan.steps.map { step in
                let result: StepOutcome.Result =
                    switch step.action {
                    case .refuse: .refused
                    case .keep: .unchanged
                    case .orphaned, .unmanaged: .unmanaged
                    default: .notAttempted("another rule of this bucket is refused (safety.onRefusal: skip-bucket)")
                    }
                return StepOutcome(id: step.id, action: step.action.kind, result: result, findings: step.findings)
            })
    }
}

extension StepOutcome {
    fileprivate var failure: InventoryError? {
        switch result {
        case .failed(let error, _), .unconfirmed(let error): error
        default: nil
        }
    }
}
