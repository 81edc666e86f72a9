package import InventoryCore

/// A bucket in which a rule set has written rules, and that it does not name any more.
package struct LeftBehind: Sendable {
    /// As the last run knew it.
    package var target: SyncTarget
    /// The rules that were written there and not removed again, as far as the journal tells.
    package var ids: Set<InventoryRule.ID>
}

extension InventorySync {
    /// The buckets in which runs of a rule set have left rules, and that are none of its targets: nothing looks after them any
    /// more. Reads the folder only, all runs that are kept in it.
    /// - Parameter targets: all targets of the rule set as it is now.
    /// - Throws: `journalRefused` for a folder that is not this user's alone.
    package func bucketsLeftBehind(
        by ruleSet: String, targets: some Sequence<SyncTarget>
    ) throws -> [LeftBehind] {
        guard let folder = try readJournal() else { return [] }
        let named = Set(targets.map(\.identity))
        var runs = RunsOfSet(ruleSet: ruleSet)
        for run in try folder.runs() {
            runs.intents = [:]
            // Of a run that cannot be read nothing is known here; the commands about runs say why.
            _ = try? folder.readRecords(of: run) { record, _ in runs.add(record, without: named) }
        }
        return runs.left.values.filter { !$0.ids.isEmpty }.sorted { $0.target.description < $1.target.description }
    }

    /// The names of the other rule sets whose runs are recorded in the journal folder, where none of this one is: it may have
    /// been called so before. Reads the folder only.
    package func otherNames(than ruleSet: String) throws -> [String] {
        let names = Set(try runSummaries().map(\.ruleSet).filter { !$0.isEmpty && !$0.hasPrefix(Self.undoName) })
        return names.contains(ruleSet) ? [] : names.sorted()
    }
}

/// What the runs of one rule set have left, one record after the other.
private struct RunsOfSet {
    let ruleSet: String
    var left: [SyncTarget.Identity: LeftBehind] = [:]
    /// The runs of the set: an undo of one is another.
    private var runs: Set<String> = []
    /// What the run was about to do in the buckets that count, by their numbers.
    var intents: [Int: JournalRecord.Intent] = [:]

    init(ruleSet: String) { self.ruleSet = ruleSet }

    mutating func add(_ record: JournalRecord, without named: Set<SyncTarget.Identity>) {
        if let start = record.start, start.ruleSet == ruleSet || start.undoes.map(runs.contains) ?? false {
            runs.insert(record.run)
        }
        guard runs.contains(record.run) else { return }
        if let intent = record.intent, !named.contains(intent.plan.target.identity) {
            intents[intent.plan.index] = intent
        }
        if let written = record.written, let intent = intents[written.bucket] {
            note(written.operation, written.id, intent.plan.target)
        }
        guard let concluded = record.concluded, let intent = intents[concluded.bucket] else { return }
        // A write whose answer was lost has no line of its own.
        let seen = Set(concluded.results.filter { $0.result == "done" }.map(\.id))
        for write in intent.writes where seen.contains(write.id) { note(write.kind, write.id, intent.plan.target) }
    }

    private mutating func note(_ kind: Write.Kind, _ id: InventoryRule.ID, _ target: SyncTarget) {
        switch kind {
        case .store, .storeBeforeRemove:
            left[target.identity, default: LeftBehind(target: target, ids: [])].ids.insert(id)
        case .remove: left[target.identity]?.ids.remove(id)
        // Its store follows.
        case .removeBeforeStore: break
        }
    }
}
