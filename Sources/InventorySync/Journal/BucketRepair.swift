internal import InventoryCore

/// Makes a bucket whole that a run left while it was writing to it: where a rule had been removed for a store that did not
/// come, everything since that removal is taken back.
struct BucketRepair {
    let intent: JournalRecord.Intent
    /// The writes that were answered, by the journal.
    let answered: [JournalRecord.Written]

    private var bucket: BucketAddress { intent.plan.target.bucket }

    /// - Returns: the rules that were missing, or may have been, and are back.
    func run(_ client: InventoryClient) async throws -> [InventoryRule.ID] {
        guard intent.writes.contains(where: { $0.kind == .removeFirst }) else { return [] }
        let live: [RuleEntry]
        do {
            live = try await client.rules(in: bucket).collect()
        } catch let error as InventoryError where error.code == .bucketNotFound {
            return []
        }
        let writes = try intent.writes.map { planned in
            guard let step = intent.plan.steps.first(where: { $0.id == planned.id }) else {
                throw InventoryError(
                    .journalFailed,
                    "the journal names a write of rule '\(Printable.quoted(planned.id.string))' to "
                        + "\(intent.plan.target) without its plan; compare its documents with the bucket")
            }
            return Write(kind: planned.kind, step: step)
        }
        let states = Dictionary(
            intent.plan.steps.map { ($0.id, LiveState($0, live, client.capabilities)) }, uniquingKeysWith: { a, _ in a }
        )
        // A list lags behind, but what it shows as new has been written.
        let span = Rollback.span(writes) { id in wasAnswered(.store, id) || states[id] == .new }
        let rollback = Rollback(client: client, bucket: bucket)
        let halves = Set(span.filter { $0.kind == .removeFirst }.map(\.step.id))
        for index in span.indices.reversed() where mayHaveBeenSent(index, writes, states) {
            // What somebody else has put there since stays.
            guard states[writes[index].step.id] != .foreign else { continue }
            try await rollback.takeBack(writes[index], isSecondHalf: halves.contains(writes[index].step.id))
        }
        return halves.filter { states[$0] != .foreign }.sorted()
    }

    /// Writes go out one after the other: the last that may have been sent is the one after those that were answered.
    /// The lines about answers are not forced to disk, so what a list shows counts too.
    private func mayHaveBeenSent(_ index: Int, _ writes: [Write], _ states: [InventoryRule.ID: LiveState]) -> Bool {
        writes[..<index].allSatisfy { wasAnswered($0.kind, $0.step.id) } || states[writes[index].step.id] == .new
            || (writes[index].kind != .store && states[writes[index].step.id] == .absent)
    }

    private func wasAnswered(_ kind: Write.Kind, _ id: InventoryRule.ID) -> Bool {
        answered.contains { $0.id == id && $0.operation == kind }
    }
}

/// What a list shows of a rule that was being written.
private enum LiveState {
    case absent, old, new, foreign

    init(_ step: PlannedStep, _ live: [RuleEntry], _ capabilities: Capabilities) {
        guard let entry = live.first(where: { $0.id == step.id }) else {
            self = .absent
            return
        }
        if let found = step.found, found.isStill(entry) {
            self = .old
        } else {
            switch (step.action, entry) {
            case (.create(let rule), .rule(let stored)), (.replace(let rule, _, _), .rule(let stored)):
                let differences = capabilities.differences(found: capabilities.canonical(stored.rule), wanted: rule)
                self = differences.isEmpty ? .new : .foreign
            case (.restore(let old, _), _): self = old.isStill(entry) ? .new : .foreign
            default: self = .foreign
            }
        }
    }
}
