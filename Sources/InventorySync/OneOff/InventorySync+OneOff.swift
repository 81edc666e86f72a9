public import InventoryCore

/// What became of a one-off job.
@nonexhaustive public enum OneOffOutcome: Sendable {
    /// The cloud has it. The receipt is nil where an earlier attempt had been accepted unheard.
    case accepted(id: InventoryRule.ID, receipt: JobReceipt?)
    /// It may have started and may not: its report will tell.
    case unknown(id: InventoryRule.ID, reason: InventoryError)
}

extension InventorySync {
    /// Starts a report now, at most once, over the network, with an id of our making:
    /// `<base>_once_<time>_<random>`, at most 64 characters. The id is on disk before the request is sent: a run that is
    /// killed in between uses the same id again, and an answer that there is such a job already then means that it was
    /// accepted.
    /// - Throws: before any request what the gate refuses, and `journalRefused` without a journal; after it whatever the
    ///   cloud refused with certainty.
    public func startOneOffJob(
        _ base: InventoryRule.ID, content: InventoryContent, deliveringTo destination: Destination,
        on target: SyncTarget
    ) async throws -> OneOffOutcome {
        guard let folder = try lockJournal() else {
            throw InventoryError(
                .journalRefused,
                "a one-off job with an id of our making needs a journal; name a journal folder, or an id")
        }
        let client = try clouds.client(for: target.provider, credentials: target.credentials)
        guard case .native = client.capabilities[.oneOff] else {
            throw InventoryError(
                .unsupported, "\(client.id) has no one-off reports; \(target.bucket) got no request",
                provider: client.id)
        }
        let journal = OneOffJournal(folder, services: services)
        let pending = try journal.pending(base, in: target)
        let id = pending ?? newID(base)
        let job = OneOffJob(id: id, content: content, destination: destination)
        let fitted = client.capabilities.fit(job, in: target.bucket, fidelity: target.fidelity[base] ?? client.fidelity)
        _ = try fitted.accepted("job '\(Printable.quoted(id.string))'", by: client.id)
        if pending == nil { try journal.note(id, base, target, .intended) }
        do {
            let receipt = try await client.startOneOffJob(job, in: target.bucket, fidelity: target.fidelity[base])
            try journal.note(id, base, target, .accepted)
            return .accepted(id: id, receipt: receipt)
        } catch let error as InventoryError where error.code == .alreadyExists {
            // Nobody else can have made this id.
            try journal.note(id, base, target, .accepted)
            return .accepted(id: id, receipt: nil)
        } catch let error as InventoryError where error.code == .outcomeUnknown {
            return .unknown(id: id, reason: error)
        } catch let error as InventoryError {
            try journal.note(id, base, target, .failed)
            throw error
        }
    }

    /// Starts a report now under an id of the caller's own, at most once, over the network.
    /// - Throws: before the request what the gate refuses; after it whatever the cloud refused with certainty, which
    ///   includes an id that is used already (`alreadyExists`).
    public func startOneOffJob(_ job: OneOffJob, on target: SyncTarget) async throws -> OneOffOutcome {
        let client = try clouds.client(for: target.provider, credentials: target.credentials)
        do {
            let receipt = try await client.startOneOffJob(job, in: target.bucket, fidelity: target.fidelity[job.id])
            return .accepted(id: job.id, receipt: receipt)
        } catch let error as InventoryError where error.code == .outcomeUnknown {
            return .unknown(id: job.id, reason: error)
        }
    }

    private func newID(_ base: InventoryRule.ID) -> InventoryRule.ID {
        let random = String(UInt64(services.random() * 2_821_109_907_456), radix: 36)
        let padded = String(repeating: "0", count: max(0, 8 - random.count)) + random
        let suffix = "_once_\(services.now().basicFormat)_\(padded)"
        // Ids are ASCII by every cloud's alphabet; a longer base is cut to leave room.
        return ExactText(String(decoding: base.string.utf8.prefix(64 - suffix.utf8.count), as: UTF8.self) + suffix)
    }
}
