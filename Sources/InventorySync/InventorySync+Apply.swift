internal import InventoryCore

extension InventorySync {
    /// Applies a plan over the network: reads each bucket again, refuses what has changed since, journals, writes,
    /// verifies. Yields one outcome for every bucket, in the order in which they are finished.
    ///
    /// First recovers a run that was cut short. The sequence throws before anything is written when the plan may not be
    /// applied as a whole, and `journalFailed` when the journal cannot be written.
    /// - Parameters:
    ///   - deadline: after how long no further bucket is begun; nil takes the rule set's own.
    ///   - stop: ends the run after the buckets in flight.
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
    /// - Parameter ruleSet: the set that the plan was made of; its safety and pacing apply.
    /// - Throws: `planRefused` for a plan of another rule set, one that is too old, or one that goes too far.
    public func apply(
        _ file: PlanFile, of ruleSet: RuleSet, deadline: Duration? = nil, stop: StopSignal = StopSignal()
    ) -> BucketOutcomes {
        BucketOutcomes { each in
            try check(file, ruleSet)
            let run = try await SyncRun(self, ruleSet, deadline: deadline, stop: stop)
            try await run.work(
                on: file.lines, lane: \.provider, bucket: { _, line in try file.bucket(line) }, each: each)
        }
    }

    /// Plans and applies bucket by bucket in one pass: each is read once, written and verified before the next takes
    /// its place. A rule set that stops at the first refusal or bounds its changes is planned as a whole first: the plan
    /// then waits in the journal folder, and a bucket that is to be written is read once more.
    ///
    /// - Parameter selection: the buckets and the kinds of change that the run is for.
    /// - Throws: before anything is written, when a target cannot be worked on at all (an unknown cloud, a bucket
    ///   without the region that its host name needs).
    public func converge(
        _ ruleSet: RuleSet, on targets: some Collection<SyncTarget> & Sendable, selection: Selection = Selection(),
        deadline: Duration? = nil, stop: StopSignal = StopSignal()
    ) -> BucketOutcomes {
        let targets = SelectedTargets(all: targets, selection: selection)
        return BucketOutcomes { each in
            for target in targets { try requireAddress(of: target) }
            let run = try await SyncRun(self, ruleSet, deadline: deadline, stop: stop)
            guard ruleSet.safety.onRefusal == .stopAll || ruleSet.safety.maximumChanges != nil else {
                return try await run.work(
                    on: targets, lane: \.provider, bucket: { BucketPlan(index: $0, target: $1) },
                    prepare: { bucket in
                        let read = try await bucketPlan(bucket.index, bucket.target, ruleSet, run.pool, run.folder)
                        return (selection.limited(read.plan), read.live)
                    }, each: each)
            }
            let spool = try PlanSpool(in: run.folder)
            var review = PlanReview()
            try await planEach(ruleSet, on: targets, run.pool, run.folder) { bucket in
                let bucket = selection.limited(bucket)
                review.add(bucket)
                try spool.append(bucket)
            }
            try PlanGate(safety: ruleSet.safety, hasJournal: hasJournal).check(review)
            try await run.work(
                on: targets, lane: \.provider, bucket: { index, _ in try spool.bucket(index) }, each: each)
        }
    }

    // MARK: Checks

    /// Whether requests about a target can be made at all. No network.
    /// - Throws: for an unknown cloud, and `invalidAddress` for a bucket without the region that its host name needs.
    public func requireAddress(of target: SyncTarget) throws {
        do {
            try clouds.client(for: target.provider, credentials: target.credentials).provider.check(target.bucket)
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
        try PlanGate(safety: plan.ruleSet.safety, hasJournal: hasJournal).check(review)
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
