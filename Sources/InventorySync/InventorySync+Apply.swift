internal import InventoryCore
internal import InventoryWire

extension InventorySync {
    /// Applies a plan over the network: reads each bucket again, refuses what has changed since, journals, writes,
    /// verifies. Yields one outcome for every bucket, in the order in which they are finished.
    ///
    /// First recovers a run that was cut short. Ending the iteration early cancels the run.
    /// - Parameters:
    ///   - deadline: when no further bucket is begun; nil takes the rule set's own.
    ///   - stop: ends the run after the buckets in flight.
    public func apply(
        _ plan: Plan, deadline: Duration? = nil, stop: StopSignal = StopSignal()
    ) -> AsyncThrowingStream<BucketOutcome, any Error> {
        stream { each in
            try check(plan)
            try await run(
                plan.ruleSet, plan.buckets, deadline: deadline, stop: stop,
                prepare: { bucket, _, _, _ in (bucket, nil) }, each: each)
        }
    }

    /// Applies a saved plan over the network, reading it as a stream. The same promises as for a plan in memory.
    /// - Parameter ruleSet: the set that the plan was made of; its safety and pacing apply.
    /// - Throws: `planRefused` for a plan of another rule set, one that is too old, or one that goes too far.
    public func apply(
        _ file: PlanFile, of ruleSet: RuleSet, deadline: Duration? = nil, stop: StopSignal = StopSignal()
    ) -> AsyncThrowingStream<BucketOutcome, any Error> {
        stream { each in
            try check(file, ruleSet)
            let seen = Locked(0)
            try await run(
                ruleSet, file.buckets, deadline: deadline, stop: stop, prepare: { bucket, _, _, _ in (bucket, nil) },
                each: {
                    seen.withLock { $0 += 1 }
                    each($0)
                })
            guard seen.withLock({ $0 }) == file.summary.buckets else {
                throw InventoryError(
                    .planRefused,
                    "\(Printable.quoted(file.path)) was changed while it was applied; look at the outcomes and plan again"
                )
            }
        }
    }

    private func check(_ file: PlanFile, _ ruleSet: RuleSet) throws {
        let name = Printable.quoted(file.path)
        guard file.header.digest == (try ruleSet.digest) else {
            throw InventoryError(
                .planRefused, "the plan \(name) was made of another rule set, or of an earlier state of it; plan again")
        }
        guard services.now() <= file.header.expires else {
            throw InventoryError(.planRefused, "the plan \(name) expired at \(file.header.expires); plan again")
        }
        try requireJournal(file.summary)
        if let most = ruleSet.safety.maximumChanges, file.summary.changes > most { throw tooFar(file.summary, most) }
        guard ruleSet.safety.onRefusal == .stopAll, file.summary.refuse > 0 else { return }
        throw InventoryError(
            file.summary.refusedLosses == file.summary.refuse ? .lossNotAccepted : .planRefused,
            "\(areRefused(file.summary, "of the plan \(name) ")), so nothing was written (safety.onRefusal: "
                + "stop-all)")
    }

    private func areRefused(_ summary: PlanSummary, _ whose: String = "") -> String {
        summary.refuse == 1 ? "1 rule \(whose)is refused" : "\(summary.refuse) rules \(whose)are refused"
    }

    /// - Throws: `planRefused` for a plan that puts an end to live rules when there is no journal to keep them in.
    private func requireJournal(_ summary: PlanSummary) throws(InventoryError) {
        guard !hasJournal, summary.replace + summary.remove + summary.restore > 0 else { return }
        throw InventoryError(
            .planRefused,
            "the plan replaces or removes live rules, which is only done with a journal; name a journal folder")
    }

    private func tooFar(_ summary: PlanSummary, _ most: Int) -> InventoryError {
        InventoryError(
            .planRefused,
            "the plan has \(summary.changes) changes and \(most) is the most allowed; nothing was written; look through "
                + "the plan, then raise safety.maximumChanges")
    }

    /// Plans and applies bucket by bucket in one pass: each is read once, written and verified before the next takes
    /// its place. For fleets, with ``Safety/OnRefusal/skipBucket`` or ``Safety/OnRefusal/skipRule``; a rule set that
    /// stops at the first refusal or bounds its changes is planned as a whole first.
    ///
    /// - Parameter selection: the buckets and the kinds of change that the run is for.
    /// - Throws: before anything is written, when a target cannot be worked on at all (an unknown cloud).
    public func converge(
        _ ruleSet: RuleSet, on targets: some Sequence<SyncTarget> & Sendable, selection: Selection = Selection(),
        deadline: Duration? = nil, stop: StopSignal = StopSignal()
    ) -> AsyncThrowingStream<BucketOutcome, any Error> {
        stream { each in
            guard ruleSet.safety.onRefusal != .stopAll, ruleSet.safety.maximumChanges == nil else {
                let selected = targets.filter(selection.includes)
                return try await planThenApply(ruleSet, selected, selection, deadline, stop, each)
            }
            let numbered = targets.lazy.filter(selection.includes).enumerated().map {
                BucketPlan(index: $0.offset, target: $0.element)
            }
            for target in targets where selection.includes(target) {
                _ = try clouds.client(for: target.provider, credentials: target.credentials)
            }
            try await run(
                ruleSet, numbered, deadline: deadline, stop: stop,
                prepare: { bucket, pool, folder, _ in
                    let read = try await bucketPlan(bucket.index, bucket.target, ruleSet, pool, folder)
                    return (selection.limited(read.plan), read.live)
                }, each: each)
        }
    }

    private func planThenApply(
        _ ruleSet: RuleSet, _ targets: [SyncTarget], _ selection: Selection, _ deadline: Duration?,
        _ stop: StopSignal, _ each: @escaping @Sendable (BucketOutcome) -> Void
    ) async throws {
        let whole = try await plan(ruleSet, on: targets)
        let plan = Plan(ruleSet: ruleSet, buckets: whole.buckets.map(selection.limited), created: whole.created)
        try check(plan)
        try await run(
            ruleSet, plan.buckets, deadline: deadline, stop: stop, prepare: { bucket, _, _, _ in (bucket, nil) },
            each: each)
    }

    /// - Throws: `planRefused` for a plan that may not be applied as a whole.
    private func check(_ plan: Plan) throws(InventoryError) {
        let age = plan.created.secondsSinceEpoch.distance(to: services.now().secondsSinceEpoch)
        guard Duration.seconds(age) <= options.planAgeLimit else {
            throw InventoryError(
                .planRefused, "the plan of \(plan.created) is older than \(options.planAgeLimit); plan again")
        }
        try requireJournal(plan.summary)
        if let most = plan.ruleSet.safety.maximumChanges, plan.summary.changes > most {
            throw tooFar(plan.summary, most)
        }
        guard plan.ruleSet.safety.onRefusal == .stopAll, plan.summary.refuse > 0 else { return }
        let bucket = plan.buckets.first { !$0.refusals.isEmpty }
        let first = bucket?.refusals.first.map {
            "; the first is rule '\(Printable.quoted($0.id.string))': \($0.finding)"
        }
        throw InventoryError(
            plan.summary.refusedLosses == plan.summary.refuse ? .lossNotAccepted : .planRefused,
            "\(areRefused(plan.summary)), so nothing was written (safety.onRefusal: stop-all)"
                + (bucket.map { ", in \($0.target)" } ?? "") + (first ?? ""),
            findings: Findings(plan.buckets.flatMap { $0.refusals.map(\.finding) }))
    }

    private func stream(
        _ body: @escaping @Sendable (@escaping @Sendable (BucketOutcome) -> Void) async throws -> Void
    ) -> AsyncThrowingStream<BucketOutcome, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    try await body { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { if case .cancelled = $0 { task.cancel() } }
        }
    }

    // MARK: The run

    typealias Prepared = (plan: BucketPlan, live: [RuleEntry]?)
    typealias Preparing = @Sendable (BucketPlan, ClientPool, JournalFolder?, RuleSet) async throws -> Prepared

    func run(
        _ ruleSet: RuleSet, _ buckets: some Sequence<BucketPlan>, deadline: Duration?, stop: StopSignal,
        undoes: String? = nil,
        prepare: @escaping Preparing,
        each: @escaping @Sendable (BucketOutcome) -> Void
    ) async throws {
        let folder = try lockJournal()
        let pool = ClientPool(clouds, pacing: ruleSet.pacing, services: services)
        var recovery = Recovery()
        if let folder { recovery = try await recover(in: folder, pool) }
        let broken = recovery.failed
        // A bucket that could not be made whole is not written to; the others are none the worse.
        let prepare: Preparing = { bucket, pool, folder, ruleSet in
            if let found = broken.first(where: { $0.target.isSameBucket(as: bucket.target) }) { throw found.error }
            return try await prepare(bucket, pool, folder, ruleSet)
        }
        let file = try folder.map {
            try RunFile(in: $0, ruleSet: ruleSet.name, undoes: undoes, services: services)
        }
        let end = (deadline ?? ruleSet.safety.deadline).map { services.uptime() + $0 }
        let failures = Locked(0)
        var rest = buckets.makeIterator()
        var canaryFailed = false
        // The first bucket that is written goes alone, where that is asked for.
        while ruleSet.safety.canary, let bucket = rest.next() {
            if let reason = reasonToStop(ruleSet, stop, end, failures.withLock { $0 }) {
                each(notAttempted(bucket, reason))
                continue
            }
            let outcome = try await outcome(bucket, ruleSet, pool, folder, file, prepare)
            each(outcome)
            if outcome.isFailure { failures.withLock { $0 += 1 } }
            canaryFailed = outcome.isFailure
            if canaryFailed || outcome.writes > 0 { break }
        }
        let stopped = canaryFailed ? "the first bucket failed (safety.canary)" : nil
        try await forEachConcurrently(IteratorSequence(rest), limit: ruleSet.pacing.concurrency) { _, bucket in
            if let reason = stopped ?? reasonToStop(ruleSet, stop, end, failures.withLock { $0 }) {
                return notAttempted(bucket, reason)
            }
            let outcome = try await outcome(bucket, ruleSet, pool, folder, file, prepare)
            if outcome.isFailure { failures.withLock { $0 += 1 } }
            return outcome
        } consume: {
            each($0)
        }
        try file?.end()
        if let folder {
            let kept = options.journalRetention.components.seconds
            try folder.expire(before: services.now().advanced(by: -kept))
        }
    }

    private func outcome(
        _ bucket: BucketPlan, _ ruleSet: RuleSet, _ pool: ClientPool, _ folder: JournalFolder?, _ file: RunFile?,
        _ prepare: Preparing
    ) async throws -> BucketOutcome {
        do {
            guard !pool.isOpen(for: bucket.target) else { throw circuitOpen(bucket.target) }
            let prepared = try await prepare(bucket, pool, folder, ruleSet)
            if let error = prepared.plan.error {
                // Counted where it was met.
                return BucketOutcome(index: bucket.index, target: bucket.target, error: error)
            }
            if ruleSet.safety.onRefusal != .skipRule, !prepared.plan.refusals.isEmpty, prepared.plan.changes > 0 {
                return skipped(prepared.plan)
            }
            let applier = BucketApplier(
                plan: prepared.plan, client: try pool.client(for: bucket.target), journal: file, services: services,
                verificationBudget: options.verificationBudget)
            let outcome = try await applier.apply(fresh: prepared.live)
            let kept = prepared.plan.steps.filter { $0.action == .keep }.map(\.id)
            try folder?.remember(kept, in: bucket.target)
            if prepared.plan.changes > 0 {
                pool.note(outcome.steps.lazy.compactMap(\.failure).first, for: bucket.target)
            }
            return outcome
        } catch {
            let failure = InventoryError(error, about: bucket.target)
            guard !(error is CancellationError), failure.code != .journalFailed else { throw error }
            pool.note(failure, for: bucket.target)
            return BucketOutcome(index: bucket.index, target: bucket.target, error: failure)
        }
    }

    private func reasonToStop(_ ruleSet: RuleSet, _ stop: StopSignal, _ end: Duration?, _ failures: Int) -> String? {
        if stop.isStopped { return "the run was interrupted" }
        if let end, services.uptime() >= end { return "the run's deadline had passed" }
        if let most = ruleSet.safety.stopAfterFailures, failures >= most {
            return "\(failures) buckets had failed (safety.stopAfterFailures)"
        }
        return nil
    }

    private func notAttempted(_ bucket: BucketPlan, _ reason: String) -> BucketOutcome {
        BucketOutcome(
            index: bucket.index, target: bucket.target,
            error: InventoryError(
                .notAttempted, "\(bucket.target) was not attempted: \(reason); run again",
                provider: bucket.target.provider))
    }

    /// A bucket that is left alone because of a refusal in it.
    private func skipped(_ plan: BucketPlan) -> BucketOutcome {
        BucketOutcome(
            index: plan.index, target: plan.target,
            steps: plan.steps.map { step in
                let result: StepOutcome.Result =
                    switch step.action {
                    case .refuse: .refused
                    case .keep: .unchanged
                    case .unmanaged: .unmanaged
                    default: .notAttempted("another rule of this bucket is refused (safety.onRefusal: skip-bucket)")
                    }
                return StepOutcome(id: step.id, action: step.action.name, result: result, findings: step.findings)
            })
    }
}

extension StepOutcome {
    fileprivate var failure: InventoryError? {
        if case .failed(let error, _) = result { error } else { nil }
    }
}
