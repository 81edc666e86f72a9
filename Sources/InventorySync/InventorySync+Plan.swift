package import InventoryCore

extension InventorySync {
    /// Reads the live rules of every target over the network and says what applying the set would do. Writes nothing.
    /// - Throws: `CancellationError`; what is wrong with one bucket stands in that bucket's plan.
    public func plan(_ ruleSet: RuleSet, on targets: some Collection<SyncTarget>) async throws -> Plan {
        var buckets: [BucketPlan] = []
        try await plan(ruleSet, on: targets) { buckets.append($0) }
        return Plan(ruleSet: ruleSet, buckets: buckets.sorted { $0.index < $1.index }, created: services.now())
    }

    /// The same bucket by bucket, in the order in which they are read: for fleets. Memory does not grow with their
    /// number, and the next bucket is read only when `each` has returned.
    public func plan(
        _ ruleSet: RuleSet, on targets: some Collection<SyncTarget>, each: (BucketPlan) async throws -> Void
    ) async throws {
        try requireDistinct(targets)
        let pool = ClientPool(clouds, pacing: ruleSet.pacing, services: services)
        let folder = try readJournal()
        try folder?.requireWholeLedger(for: ruleSet)
        try await planEach(ruleSet, on: targets, pool, folder, RunLimits(services), each)
    }

    func planEach(
        _ ruleSet: RuleSet, on targets: some Sequence<SyncTarget>, _ pool: ClientPool, _ folder: JournalFolder?,
        _ limits: RunLimits, _ each: (BucketPlan) async throws -> Void
    ) async throws {
        try await readEach(targets, pool, ruleSet.pacing, limits) { index, target in
            try await bucketPlan(index, target, ruleSet, pool, folder, limits).plan
        } consume: {
            try await each($0)
        }
    }

    /// Every refusal that can be known without asking a server, over all targets.
    public func preflight(_ ruleSet: RuleSet, on targets: some Collection<SyncTarget>) -> [BucketPlan] {
        let pool = ClientPool(clouds, pacing: ruleSet.pacing, services: services)
        return targets.enumerated().compactMap { index, target in
            var plan = BucketPlan(index: index, target: target)
            do {
                plan.steps = try foreseenSteps(ruleSet: ruleSet, in: target, pool).filter { $0.action == .refuse }
            } catch {
                plan.error = InventoryError(error, about: target)
            }
            return plan.steps.isEmpty && plan.error == nil ? nil : plan
        }
    }

    /// What would be done in a bucket that holds no rule. No network.
    /// - Throws: for a target that cannot be addressed.
    package func foreseenSteps(ruleSet: RuleSet, in target: SyncTarget) throws -> [PlannedStep] {
        try foreseenSteps(ruleSet: ruleSet, in: target, ClientPool(clouds, pacing: ruleSet.pacing, services: services))
    }

    private func foreseenSteps(ruleSet: RuleSet, in target: SyncTarget, _ pool: ClientPool) throws -> [PlannedStep] {
        let client = try pool.client(for: target)
        try client.provider.check(target.bucket)
        return BucketPlanner(target: target, ruleSet: ruleSet, client: client).steps(live: [])
    }

    /// Whether there is a cloud of that name.
    package func knows(_ provider: ProviderID) -> Bool {
        (try? clouds.client(for: provider, credentials: nil)) != nil
    }

    /// Plans one bucket, and hands on the live rules for those who go on to write.
    func bucketPlan(
        _ index: Int, _ target: SyncTarget, _ ruleSet: RuleSet, _ pool: ClientPool, _ folder: JournalFolder?,
        _ limits: RunLimits
    ) async throws -> (plan: BucketPlan, live: [RuleEntry]) {
        var read: [RuleEntry] = []
        var plan = try await self.read(index, target, pool, limits) { live, client in
            read = live
            let ids = Set(live.compactMap(\.id))
            let owners = try Dictionary(
                uniqueKeysWithValues: ids.map { id in
                    (id, try folder?.owner(of: id, in: target, for: ruleSet.name) ?? .unknown)
                })
            return BucketPlanner(
                target: target, ruleSet: ruleSet, client: client, owner: { owners[$0] ?? .unknown },
                mayDestroy: hasJournal
            ).steps(live: live)
        }
        // What is refused whatever the bucket holds is known without reading it.
        if plan.error != nil { plan.steps = preflight(ruleSet, on: [target]).first?.steps ?? [] }
        return (plan, read)
    }

    // MARK: Reading

    /// Makes the plan of every target, in the order in which they are read. What is wrong with one stands in its plan.
    func readEach(
        _ targets: some Sequence<SyncTarget>, _ pool: ClientPool, _ pacing: Pacing, _ limits: RunLimits,
        plan: @escaping @Sendable (Int, SyncTarget) async throws -> BucketPlan,
        consume: (BucketPlan) async throws -> Void
    ) async throws {
        try await forEachPatiently(
            targets, lane: \.provider, limit: pacing.concurrency, pool: pool, patience: options.outagePatience,
            limits: limits
        ) { index, target in
            try await pool.attempt(target) { try await plan(index, target) }
        } leftOut: { index, target in
            BucketPlan(index: index, target: target, error: pool.circuitOpen(target))
        } consume: {
            try await consume($0)
        }
    }

    /// Reads one bucket's live rules and makes its plan of them. What is wrong with it stands in the plan.
    /// - Parameter doubtful: the rules that are asked for one by one, because the list does not show them as they should be.
    func read(
        _ index: Int, _ target: SyncTarget, _ pool: ClientPool, _ limits: RunLimits,
        doubtful: @escaping @Sendable (_ listed: [RuleEntry], _ client: InventoryClient) -> [InventoryRule.ID] = {
            _, _ in []
        },
        steps: (_ live: [RuleEntry], _ client: InventoryClient) throws -> [PlannedStep]
    ) async throws -> BucketPlan {
        var plan = BucketPlan(index: index, target: target)
        let read = try await pool.read(target, limits) { client in
            let listed = try await client.liveRules(in: target.bucket)
            let ids = Set(doubtful(listed, client))
            return (try await client.asking(for: ids, beside: listed, in: target.bucket), client)
        }
        do {
            let (live, client) = try read.get()
            plan.steps = StepOrder(capabilities: client.capabilities, maximumRules: target.maximumRules)
                .remarkingOnGaps(try steps(live, client), live: live)
        } catch {
            plan.error = InventoryError(error, about: target)
        }
        return plan
    }
}
