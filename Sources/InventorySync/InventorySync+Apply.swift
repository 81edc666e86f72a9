internal import InventoryCore

extension InventorySync {
    /// Applies a plan over the network: reads each bucket again, refuses what has changed since, journals, writes,
    /// verifies. Yields one outcome for every bucket, in the order in which they are finished.
    ///
    /// First recovers a run that was cut short. The sequence throws before anything is written when the plan may not be
    /// applied as a whole, and `journalFailed` when the journal cannot be written.
    /// - Parameters:
    ///   - deadline: after how long no further bucket is begun and nobody waits any longer, be it for a cloud that is
    ///     down or for a confirmation; nil takes the rule set's own.
    ///   - stop: ends the run after the buckets that are being written.
    public func apply(_ plan: Plan, deadline: Duration? = nil, stop: StopSignal = StopSignal()) -> BucketOutcomes {
        BucketOutcomes { each in
            try check(plan)
            var run = try await SyncRun(self, plan.ruleSet, deadline: deadline, stop: stop)
            run.undoes = plan.undoes
            try await run.work(
                on: plan.buckets, lane: \.target.provider, bucket: { _, bucket in bucket }, each: each)
        }
    }

    /// Applies a saved plan over the network, reading it as a stream. The same promises as for a plan in memory.
    /// - Parameters:
    ///   - ruleSet: the set that the plan was made of; its safety and pacing apply.
    ///   - targets: the set's targets as they are now: each bucket of the plan must be among them, unchanged.
    /// - Throws: `planRefused` for a plan of another rule set or of other targets, one that is too old, or one that goes
    ///   too far.
    public func apply(
        _ file: PlanFile, of ruleSet: RuleSet, on targets: some Collection<SyncTarget> & Sendable,
        deadline: Duration? = nil, stop: StopSignal = StopSignal()
    ) -> BucketOutcomes {
        BucketOutcomes { each in
            try check(file, ruleSet)
            try PlanBinding(ruleSet, targets, clouds).check(file)
            let run = try await SyncRun(self, ruleSet, deadline: deadline, stop: stop)
            try await run.work(
                on: file.lines, lane: \.provider, bucket: { _, line in try file.bucket(line) }, each: each)
        }
    }

    /// Plans and applies bucket by bucket in one pass: each is read once, written and verified before the next takes
    /// its place. A rule set that stops at the first refusal, bounds its changes or may remove rules is planned as a
    /// whole first: the plan then waits in the journal folder, and a bucket that is to be written is read once more.
    ///
    /// - Parameters:
    ///   - selection: the buckets and the kinds of change that the run is for.
    ///   - approve: asked before anything is written, with the counts of the whole plan, where the set may remove rules;
    ///     what it throws ends the run.
    /// - Throws: before anything is written, when a target cannot be worked on at all (an unknown cloud, a bucket
    ///   without the region that its host name needs).
    public func converge(
        _ ruleSet: RuleSet, on targets: some Collection<SyncTarget> & Sendable, selection: Selection = Selection(),
        deadline: Duration? = nil, stop: StopSignal = StopSignal(),
        approve: @escaping @Sendable (PlanSummary) async throws -> Void = { _ in }
    ) -> BucketOutcomes {
        let targets = SelectedTargets(all: targets, selection: selection)
        return BucketOutcomes { each in
            try requireDistinct(targets)
            for target in targets { try requireAddress(of: target) }
            let run = try await SyncRun(self, ruleSet, deadline: deadline, stop: stop)
            guard ruleSet.safety.onRefusal == .stopAll || ruleSet.safety.maximumChanges != nil || ruleSet.mayRemove
            else {
                return try await run.work(
                    on: targets, lane: \.provider, bucket: { BucketPlan(index: $0, target: $1) },
                    prepare: { bucket in
                        let read = try await bucketPlan(
                            bucket.index, bucket.target, ruleSet, run.pool, run.folder, run.limits)
                        return (selection.limited(read.plan), read.live)
                    }, each: each)
            }
            let spool = try PlanSpool(in: run.folder?.path, disk: disk)
            var review = PlanReview()
            try await planEach(ruleSet, on: targets, run.pool, run.folder, run.limits) { bucket in
                let bucket = selection.limited(bucket)
                review.add(bucket)
                try spool.append(bucket)
            }
            // A run that ends while it plans has seen too little to be refused for it, and writes nothing anyway.
            if run.limits.reasonToStop == nil {
                try PlanGate(safety: ruleSet.safety, hasJournal: hasJournal).check(review)
                try await approve(review.summary)
            }
            try await run.work(
                on: targets, lane: \.provider, bucket: { index, _ in try spool.bucket(index) }, each: each)
        }
    }

    // MARK: Checks

    /// Whether requests about a target can be made at all, and its reports can go where they are to. No network.
    /// - Throws: for an unknown cloud, and `invalidAddress` for a bucket without the region that its host name needs, and
    ///   for names that no bucket and no region of the cloud can have.
    public func requireAddress(of target: SyncTarget) throws {
        do {
            let client = try clouds.client(for: target.provider, credentials: target.credentials)
            try client.provider.check(target.bucket)
            let naming = client.capabilities.naming
            var last: Destination?
            for rule in target.rules where rule.destination != last {
                let reports = rule.destination
                let problems =
                    naming.problems(withBucket: reports.bucket, path: "reports.bucket")
                    + naming.problems(withRegion: reports.region ?? "", path: "reports.region")
                if let problem = problems.first(where: { $0.disposition == .refused }) {
                    throw InventoryError(
                        .invalidAddress,
                        "\(target): \(problem.path) '\(Printable.quoted(problem.value, limit: 80))': \(problem.message)",
                        provider: target.provider)
                }
                last = reports
            }
        } catch {
            throw InventoryError(error, about: target)
        }
    }

    /// - Throws: `planRefused` for a plan that may not be applied as a whole.
    private func check(_ plan: Plan) throws(InventoryError) {
        let age = services.now().seconds(since: plan.created)
        guard Duration.seconds(age) <= options.planAgeLimit else {
            throw InventoryError(
                .planRefused, "the plan of \(plan.created) is older than \(options.planAgeLimit); plan again")
        }
        var review = PlanReview()
        for bucket in plan.buckets { review.add(bucket) }
        try PlanGate(safety: plan.ruleSet.safety, hasJournal: hasJournal, isUndo: plan.undoes != nil).check(review)
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
        try PlanGate(safety: ruleSet.safety, hasJournal: hasJournal).check(file.review)
    }
}
