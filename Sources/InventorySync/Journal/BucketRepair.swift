internal import InventoryCore

/// Makes a bucket whole that a run left while it was writing to it: where the second half of a replacement or rename did not
/// come, everything since its first half is taken back.
struct BucketRepair {
    let intent: JournalRecord.Intent
    /// The writes that were answered, by the journal.
    var answered: [JournalRecord.Written]

    private var bucket: BucketAddress { intent.plan.target.bucket }

    /// - Returns: the rules that were missing, or may have been, and are back.
    func run(_ client: InventoryClient) async throws -> [InventoryRule.ID] {
        guard intent.writes.contains(where: { $0.kind == .removeFirst || $0.kind == .storeFirst }) else { return [] }
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
        let span = Rollback.span(writes) { first in
            writes.contains { $0.completes(first) && wasAnswered($0) } || states[first.step.id] == .new
        }
        let rollback = Rollback(client: client, bucket: bucket)
        let halves = span.filter(\.isFirstHalf)
        for index in span.indices.reversed() where mayHaveBeenSent(index, writes, states) {
            // What somebody else has put there since stays.
            guard states[writes[index].step.id] != .foreign else { continue }
            try await rollback.takeBack(
                writes[index], isSecondHalf: halves.contains { writes[index].completes($0) })
        }
        return halves.filter { states[$0.step.id] != .foreign }.map(\.step.foundID).sorted()
    }

    /// Writes go out one after the other: the last that may have been sent is the one after those that were answered.
    /// The lines about answers are not forced to disk, so what a list shows counts too.
    private func mayHaveBeenSent(_ index: Int, _ writes: [Write], _ states: [InventoryRule.ID: LiveState]) -> Bool {
        let state = states[writes[index].step.id]
        return writes[..<index].allSatisfy(wasAnswered) || state == .new || state == .both
            || (writes[index].kind != .store && state == .absent)
    }

    private func wasAnswered(_ write: Write) -> Bool {
        answered.contains { $0.id == write.id && $0.operation == write.kind }
    }
}

/// What a list shows of a rule that was being written.
private enum LiveState {
    case absent, old, new, both, foreign

    init(_ step: PlannedStep, _ live: [RuleEntry], _ capabilities: Capabilities) {
        let old = live.first { $0.id == step.foundID }
        let isOld = old.flatMap { entry in step.found.map { $0.isStill(entry) } } ?? false
        guard let entry = live.first(where: { $0.id == step.id }) else {
            // Under the id of before, where a rename has not come further.
            self = isOld ? .old : old == nil ? .absent : .foreign
            return
        }
        let isNew =
            switch step.action {
            case .create(let rule), .replace(let rule, _, _), .rename(let rule, _, _):
                capabilities.isSame(entry, as: rule)
            case .restore(let document, _): document.isStill(entry)
            case .remove, .keep, .refuse, .unmanaged: false
            }
        if step.id != step.foundID {
            self = !isNew ? .foreign : old == nil ? .new : isOld ? .both : .foreign
        } else {
            self = isOld ? .old : isNew ? .new : .foreign
        }
    }
}
