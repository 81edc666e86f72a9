public import InventoryCore

/// What a run did, as its journal tells.
public struct RunDetails: Hashable, Sendable {
    /// The run that it took back; nil for one that took none back.
    public var undoes: String?
    /// Buckets that it wrote to, or was about to.
    public var buckets = 0
    /// Rules that it stored.
    public var stored = 0
    /// Rules that it removed.
    public var removed = 0
    /// Whether the counts may be too low: the run was cut short in a bucket, or lines of its journal cannot be read.
    public var isAtLeast = false
    /// Whether lines of the journal cannot be read.
    public var isDamaged = false
}

/// A one-off report that was started under an id of our making.
public struct OneOffEntry: Hashable, Sendable {
    /// What became of it.
    @nonexhaustive public enum State: String, Hashable, Sendable, Codable {
        /// The cloud has it.
        case accepted
        /// The cloud has refused it.
        case failed
        /// Nobody can say: the answer did not come.
        case unknown
    }

    /// The job's id.
    public var id: InventoryRule.ID
    /// The cloud.
    public var provider: ProviderID
    /// The bucket that it lists.
    public var bucket: BucketAddress
    /// What became of it.
    public var state: State
    /// When that was noted.
    public var time: UTCInstant
}

extension InventorySync {
    /// What a run of the journal folder did. Reads the whole of its file, and nothing else.
    /// - Throws: `journalRefused` for a run that is not there, and for one of another version.
    public func details(of run: String) throws -> RunDetails {
        var details = RunDetails()
        guard let folder = try readJournal() else { return details }
        // The writes that were planned for a bucket, and of which no line says yet how they ended.
        var pending: [Int: [Write]] = [:]
        let reading = try folder.readRecords(of: run) { record, _ in
            if let start = record.start { details.undoes = start.undoes }
            if let intent = record.intent {
                details.buckets += 1
                pending[intent.plan.index] = intent.plannedWrites
            }
            if let written = record.written, let index = pending[written.bucket]?.firstIndex(where: written.answers) {
                pending[written.bucket]?.remove(at: index).count(in: &details)
            }
            guard let concluded = record.concluded, concluded.isSettled else { return }
            // A write whose answer was lost has no line of its own.
            let seen = Set(concluded.results.filter { $0.result == "done" }.map(\.id))
            for write in pending.removeValue(forKey: concluded.bucket) ?? [] where seen.contains(write.step.id) {
                write.count(in: &details)
            }
        }
        details.isDamaged = !reading.damage.isEmpty
        details.isAtLeast = details.isDamaged || pending.values.contains { !$0.isEmpty }
        return details
    }

    /// The one-off reports that the journal folder knows, oldest first. Reads the folder only.
    public func oneOffJobs() throws -> [OneOffEntry] {
        guard let folder = try readJournal() else { return [] }
        return try OneOffJournal(folder, services: services).entries()
    }
}

extension Write {
    fileprivate func count(in details: inout RunDetails) {
        switch kind {
        case .store, .storeBeforeRemove: details.stored += 1
        case .remove: details.removed += 1
        // The first half of a replacement is none of its own; a rule that goes for another one is removed.
        case .removeBeforeStore: details.removed += step.id == step.foundID && makesRoomFor == nil ? 0 : 1
        }
    }
}
