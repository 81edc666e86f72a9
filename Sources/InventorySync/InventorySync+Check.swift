internal import InventoryCore

extension InventorySync {
    /// Reads the live rules of every target over the network and says which wanted rules are not there as wanted:
    /// compliance. Each bucket's plan holds one step for every wanted rule, `keep` where it is there, and nothing about
    /// other rules. Whose rule it is does not matter, and no journal is read. Writes nothing.
    ///
    /// - Parameter isStrict: whether a rule beside the wanted ones counts too: it has a step then, `orphaned`, `unmanaged` or
    ///   `remove`.
    ///
    /// Bucket by bucket, in the order in which they are read; the next is read only when `each` has returned.
    public func check(
        _ ruleSet: RuleSet, on targets: some Collection<SyncTarget>, isStrict: Bool = false,
        each: (BucketPlan) async throws -> Void
    ) async throws {
        var ruleSet = ruleSet
        ruleSet.ownership.takeover = .replace
        ruleSet.ownership.unknownElements = .erase
        let wanted = ruleSet
        let pool = ClientPool(clouds, pacing: wanted.pacing, services: services)
        let limits = RunLimits(services)
        try await readEach(targets, pool, wanted.pacing, limits) { index, target in
            let ids = Set(target.rules.map(\.id))
            return try await read(index, target, pool, limits) { live, client in
                BucketPlanner(
                    target: target, ruleSet: wanted, client: client
                ).steps(live: live).filter { isStrict || ids.contains($0.id) }
            }
        } consume: {
            try await each($0)
        }
    }
}
