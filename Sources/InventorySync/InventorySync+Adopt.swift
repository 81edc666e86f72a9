internal import InventoryCore

extension InventorySync {
    /// The plan that brings live rules under the ids of a rule set: a rule that says what the set wants, and has another
    /// id, is stored under the set's and removed under its own. Where two such rules cannot be there at once (overlapping
    /// prefixes on OBS, a full bucket) the old one goes first, and is put back when the new one fails; the journal lets a
    /// recovery do the same. Nothing else changes: no rule that says something else, and none of an id that is the set's.
    ///
    /// Reads every bucket over the network; writes nothing. Each bucket's plan holds one `rename` for every rule that can
    /// be adopted, and a `refuse` for every one that cannot. Apply it like any plan.
    public func adoptionPlan(_ ruleSet: RuleSet, on targets: some Collection<SyncTarget>) async throws -> Plan {
        var ruleSet = ruleSet
        if ruleSet.safety.onRefusal == .stopAll { ruleSet.safety.onRefusal = .skipRule }
        let wanted = ruleSet
        let pool = ClientPool(clouds, pacing: wanted.pacing, services: services)
        var buckets: [BucketPlan] = []
        let limits = RunLimits(services)
        try await readEach(targets, pool, wanted.pacing, limits) { index, target in
            try await read(index, target, pool, limits) { live, client in
                BucketPlanner(
                    target: target, ruleSet: wanted, client: client, mayDestroy: hasJournal
                ).adoptions(live: live)
            }
        } consume: {
            if !$0.steps.isEmpty || $0.error != nil { buckets.append($0) }
        }
        return Plan(ruleSet: ruleSet, buckets: buckets.sorted { $0.index < $1.index }, created: services.now())
    }
}
