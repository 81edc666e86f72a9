internal import InventoryCore

extension InventorySync {
    /// Reads the live rules of every target over the network and says which wanted rules are not there as wanted:
    /// compliance. Each bucket's plan holds one step for every wanted rule, `keep` where it is there, and nothing about
    /// other rules. Whose rule it is does not matter, and no journal is read. Writes nothing.
    ///
    /// Bucket by bucket, in the order in which they are read; the next is read only when `each` has returned.
    public func check(
        _ ruleSet: RuleSet, on targets: some Sequence<SyncTarget>, each: (BucketPlan) async throws -> Void
    ) async throws {
        var ruleSet = ruleSet
        ruleSet.ownership.takeover = .replace
        ruleSet.ownership.unknownElements = .erase
        let wanted = ruleSet
        let pool = ClientPool(clouds, pacing: wanted.pacing, services: services)
        try await forEachConcurrently(targets, limit: wanted.pacing.concurrency) { index, target in
            var plan = BucketPlan(index: index, target: target)
            do {
                guard !pool.isOpen(for: target) else { throw circuitOpen(target) }
                let client = try pool.client(for: target)
                let live = try await client.rules(in: target.bucket).collect()
                let planner = BucketPlanner(
                    target: target, ruleSet: wanted, capabilities: client.capabilities, isKnownOurs: { _ in true })
                let ids = Set(target.rules.map(\.id))
                plan.steps = planner.steps(live: live).filter { ids.contains($0.id) }
                pool.note(nil, for: target)
            } catch {
                if error is CancellationError { throw error }
                plan.error = InventoryError(error, about: target)
                pool.note(plan.error, for: target)
            }
            return plan
        } consume: {
            try await each($0)
        }
    }
}
