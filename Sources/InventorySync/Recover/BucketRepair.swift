internal import InventoryCore

/// Makes a bucket whole that a run left while it was writing to it: where a write is not seen that belongs together with a
/// removal (the second half of a replacement or rename, another rule of a swap, the one that room was made for), everything
/// since that removal is taken back; where neither the old nor the new rule of a replacement is seen, the old one is put
/// back. Done only when the bucket's list shows it.
struct BucketRepair {
    let intent: JournalRecord.Intent
    /// The writes that were answered, by the journal.
    var answered: [JournalRecord.Written] = []

    private typealias States = [InventoryRule.ID: LiveState]

    /// - Parameter budget: how long to wait until the list shows what was written.
    /// - Returns: the rules that were missing, or may have been, and are back.
    /// - Throws: whatever kept the bucket from being read, written or seen whole. It is as open as before.
    func run(
        _ client: InventoryClient, budget: Duration, services: SystemServices
    ) async throws -> [InventoryRule.ID] {
        let writes = try plannedWrites()
        let groups = writes.groups
        // Written over what was there, by one request.
        let overwrites = writes.indices.filter { index in
            writes[index].kind == .store && writes[index].step.found != nil
                && !groups.contains { $0.indices.contains(index) }
        }.map { writes[$0] }
        guard !groups.isEmpty || !overwrites.isEmpty else { return [] }
        // A list lags behind. What it shows as new has been written; what was answered and does not come has not.
        let states = try await states(client, budget, services) { states in
            groups.joined().filter { !$0.isFirstHalf && wasAnswered($0) }.allSatisfy { isMade($0, states) }
                && overwrites.allSatisfy { states[$0.step.id] != .absent }
        }
        var span = Rollback.span(writes) { first in
            guard
                let group = groups.first(where: { $0.first?.step.id == first.step.id && $0.first?.kind == first.kind }),
                group.last?.completes(first) == true
            else { return false }
            return group.filter { !$0.isFirstHalf || $0.completes(first) }.allSatisfy { isMade($0, states) }
        }
        let lost = overwrites.filter { states[$0.step.id] == .absent }
        let endangered = (groups.joined() + overwrites).filter { $0.step.found != nil }
        guard !span.isEmpty || !lost.isEmpty else {
            try requireOurs(endangered, states, client.id)
            return []
        }
        if !client.capabilities.limits.allowsOverlap, let first = lost.first {
            // Its prefix may have been taken since.
            let start = writes.firstIndex { $0.step.id == first.step.id } ?? writes.endIndex
            span = writes[min(start, span.startIndex)...]
        }
        let rollback = Rollback(client: client, bucket: intent.plan.target.bucket)
        let halves = span.filter { $0.isFirstHalf && states[$0.step.id] != .foreign }
        var isPutBack: Set<InventoryRule.ID> = []
        for index in span.indices.reversed() {
            let write = writes[index]
            let isSecondHalf = halves.contains { $0.step.id == write.step.id && write.completes($0) }
            let isGone = write.step.found != nil && states[write.step.id] == .absent && !isSecondHalf
            guard isGone || mayHaveBeenSent(index, writes, states) else { continue }
            // What somebody else has put there since stays.
            guard states[write.step.id] != .foreign else { continue }
            try await rollback.takeBack(write, isSecondHalf: isSecondHalf)
            isPutBack.insert(write.step.id)
        }
        for write in lost where !span.contains(where: { $0.step.id == write.step.id }) {
            try await rollback.takeBack(write, isSecondHalf: false)
            isPutBack.insert(write.step.id)
        }
        let ids = Set((halves + lost).map(\.step.foundID)).sorted()
        let isBack = { (states: States) in
            (span + lost).allSatisfy { write in
                switch states[write.step.id] {
                case .old?: true
                case .foreign?: !isPutBack.contains(write.step.id)
                case .absent?: write.step.found == nil
                default: false
                }
            }
        }
        let last = try await self.states(client, budget, services, until: isBack)
        try requireOurs(endangered, last, client.id)
        guard isBack(last) else {
            throw InventoryError(
                .outcomeUnknown,
                "the old document of \(ids.map { "'\(Printable.quoted($0.string))'" }.joined(separator: ", ")) was put "
                    + "back and the list does not show it", provider: client.id)
        }
        return ids
    }

    /// - Throws: where another rule is live in the place of one that the run put an end to: neither the old nor the new one.
    ///   It may be somebody else's by now, or what the cloud has made of a document of ours.
    private func requireOurs(_ writes: [Write], _ states: States, _ provider: ProviderID) throws(InventoryError) {
        let ids = Set(writes.map(\.step.id)).filter { states[$0] == .foreign }.sorted()
        guard !ids.isEmpty else { return }
        let names = ids.map { "'\(Printable.quoted($0.string))'" }.joined(separator: ", ")
        throw InventoryError(
            .conflict,
            "\(intent.plan.target) has another rule under \(names) than was there before the run, or than the run wrote; it "
                + "stays as it is, and the old document stays in the journal: correct the rule, or give the bucket up when it "
                + "is as it shall be", provider: provider)
    }

    private func plannedWrites() throws(InventoryError) -> [Write] {
        let ids = Set(intent.plan.steps.map(\.id))
        if let planned = intent.writes.first(where: { !ids.contains($0.id) }) {
            throw InventoryError(
                .journalFailed,
                "the journal names a write of rule '\(Printable.quoted(planned.id.string))' to "
                    + "\(intent.plan.target) without its plan; compare its documents with the bucket")
        }
        return intent.plannedWrites
    }

    /// Reads the bucket until that is so, or the budget is used up.
    private func states(
        _ client: InventoryClient, _ budget: Duration, _ services: SystemServices, until isSettled: (States) -> Bool
    ) async throws -> States {
        let deadline = services.uptime() + budget
        var wait = Duration.milliseconds(250)
        while true {
            let live = try await client.liveRules(in: intent.plan.target.bucket)
            let states = Dictionary(
                intent.plan.steps.map { ($0.id, LiveState($0, live, client.capabilities)) },
                uniquingKeysWith: { first, _ in first })
            guard !isSettled(states), services.uptime() + wait < deadline else { return states }
            try await services.sleep(wait)
            wait = min(wait * 2, .seconds(15))
        }
    }

    /// Writes go out one after the other: the last that may have been sent is the one after those that were answered.
    /// The lines about answers are not forced to disk, so what a list shows counts too.
    private func mayHaveBeenSent(_ index: Int, _ writes: [Write], _ states: States) -> Bool {
        let state = states[writes[index].step.id]
        return writes[..<index].allSatisfy(wasAnswered) || state == .new || state == .both
            || (writes[index].kind != .store && state == .absent)
    }

    /// Whether a write has been done: its rule is there, or somebody has changed it since.
    private func isMade(_ write: Write, _ states: States) -> Bool {
        switch states[write.step.id] {
        case .new?: true
        case .foreign?: wasAnswered(write)
        default: false
        }
    }

    private func wasAnswered(_ write: Write) -> Bool {
        answered.contains { $0.answers(write) }
    }
}
