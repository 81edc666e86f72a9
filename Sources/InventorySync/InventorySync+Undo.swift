internal import InventoryCore

extension InventorySync {
    /// The finished and unfinished runs in the journal folder, oldest first. Reads the folder only.
    public func runs() throws -> [String] { try readJournal()?.runs() ?? [] }

    /// What the name of a plan begins with that takes a run back.
    static let undoName = "undo of "

    /// The plan that puts back what a run changed: created rules are removed, replaced and removed ones are stored as
    /// they were, byte for byte. A rule that is no longer as the run left it is refused. Where the list does not show what
    /// the run left, the rule itself is asked for: a list may lag, or lie. The caps and the pace of that run
    /// hold for its undo. Reads every bucket over the network; writes nothing. Apply it like any plan.
    public func undoPlan(of run: String) async throws -> Plan {
        guard let folder = try readJournal() else {
            throw InventoryError(.journalRefused, "there is no journal to undo from; name the journal folder")
        }
        var records: [JournalRecord] = []
        if let damage = try folder.readRecords(of: run, { record, _ in records.append(record) }).damage.first {
            throw damage.refusingJournal
        }
        let (written, settled) = (changed(records), settled(records))
        let caps = records.first?.start?.caps
        let ruleSet = RuleSet(
            name: Self.undoName + run, rules: [], ownership: Ownership(takeover: .replace),
            pacing: caps?.pacing ?? Pacing(), safety: caps?.safety ?? Safety(onRefusal: .skipRule))
        let pool = ClientPool(clouds, pacing: ruleSet.pacing, services: services)
        var buckets: [BucketPlan] = []
        let intents = records.compactMap(\.intent).map(\.plan)
        let limits = RunLimits(services)
        try await forEachPatiently(
            intents, lane: \.target.provider, limit: ruleSet.pacing.concurrency, pool: pool,
            patience: options.outagePatience, limits: limits
        ) { index, done in
            try await pool.attempt(done.target) {
                var done = done
                if settled.contains(done.index) {
                    done.steps.removeAll { !written.contains(Place(bucket: done.index, id: $0.id)) }
                }
                let steps = done.steps
                return try await read(
                    index, done.target, pool, limits,
                    doubtful: { live, client in
                        steps.filter { $0.isChange && !$0.isDone(live, client.capabilities) }
                            .flatMap { [$0.id, $0.foundID] }
                    }
                ) { live, client in
                    steps.compactMap { $0.reversed(live: live, capabilities: client.capabilities) }
                }
            }
        } leftOut: { index, done in
            BucketPlan(index: index, target: done.target, error: pool.circuitOpen(done.target))
        } consume: {
            buckets.append($0)
        }
        return Plan(
            ruleSet: ruleSet,
            buckets: buckets.filter { !$0.steps.isEmpty || $0.error != nil }
                .sorted { $0.index < $1.index }, created: services.now(), undoes: run)
    }

    /// The rules that a run changed. A write whose answer was lost has no line of its own, but the conclusion says that
    /// it was seen afterwards.
    private func changed(_ records: [JournalRecord]) -> Set<Place> {
        var places = Set(records.compactMap(\.written).map { Place(bucket: $0.bucket, id: $0.id) })
        for concluded in records.compactMap(\.concluded) {
            for step in concluded.results where ["done", "unconfirmed"].contains(step.result) {
                places.insert(Place(bucket: concluded.bucket, id: step.id))
            }
        }
        return places
    }

    /// The buckets of which the run said how every rule ended. Of the others, which it left and a recovery made whole, the
    /// live rules tell.
    private func settled(_ records: [JournalRecord]) -> Set<Int> {
        Set(records.compactMap(\.concluded).filter(\.isSettled).map(\.bucket))
    }

    private struct Place: Hashable {
        var bucket: Int
        var id: InventoryRule.ID
    }
}

extension PlannedStep {
    /// The step that takes this one back, given what is there now; nil for a rule that was not there before and is not now,
    /// be it that the run never came to it.
    func reversed(live entries: [RuleEntry], capabilities: Capabilities) -> PlannedStep? {
        let live = entries.first { $0.id == id }
        func isLive(_ rule: InventoryRule) -> Bool { capabilities.isSame(live, as: rule) }
        switch action {
        case .create(let rule):
            guard let live else { return nil }
            if isLive(rule) { return PlannedStep(id: id, action: .remove(found: FoundRule(live))) }
        case .replace(let rule, let found, _):
            // A new rule that never came has left nothing, and what the run put an end to is what is missing.
            guard let live else { return PlannedStep(id: id, action: .restore(found, over: nil)) }
            if found.isStill(live) { return PlannedStep(id: id, action: .keep) }
            if isLive(rule) { return PlannedStep(id: id, action: .restore(found, over: FoundRule(live))) }
        case .remove(let found):
            guard let live else { return PlannedStep(id: id, action: .restore(found, over: nil)) }
            if found.isStill(live) { return PlannedStep(id: id, action: .keep) }
        case .rename(let rule, let old, let found):
            let before = entries.first { $0.id == old }
            if live == nil, before == nil { return PlannedStep(id: old, action: .restore(found, over: nil)) }
            if let before, found.isStill(before) {
                guard let live else { return PlannedStep(id: old, action: .keep) }
                if isLive(rule) { return PlannedStep(id: id, action: .remove(found: FoundRule(live))) }
            }
            if let live, isLive(rule), before == nil, let former = found.rule {
                return PlannedStep(
                    id: old, action: .rename(former, from: id, found: FoundRule(live)), document: found.document)
            }
        case .restore(let old, let over):
            guard let live else { return over.map { PlannedStep(id: id, action: .restore($0, over: nil)) } }
            if let over, over.isStill(live) { return PlannedStep(id: id, action: .keep) }
            if old.isStill(live) {
                return PlannedStep(
                    id: id, action: over.map { .restore($0, over: FoundRule(live)) } ?? .remove(found: FoundRule(live)))
            }
        case .keep, .refuse, .orphaned, .unmanaged: return PlannedStep(id: id, action: .keep)
        }
        return PlannedStep(
            id: id, action: .refuse,
            findings: [
                Finding(
                    .violation, path: "id", value: id.string,
                    message: "the rule is no longer as that run left it; it stays as it is", disposition: .refused)
            ])
    }
}
