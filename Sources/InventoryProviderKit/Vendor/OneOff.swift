internal import InventoryCore

/// How a cloud starts a report at once.
public enum OneOff: Sendable {
    /// Not at all.
    case none
    /// By a request of its own, POST, with a document of its own.
    case request(any JobCodec)
    /// By storing a rule whose schedule has that name on the wire.
    case schedule(String)
}

extension Vendor {
    /// What translates one-off jobs; nil where the cloud has none.
    public var jobs: (any JobCodec)? {
        switch oneOff {
        case .none: nil
        case .request(let codec): codec
        case .schedule(let name): scheduledJobs(name, rules)
        }
    }

    /// What translates one-off jobs in another of its forms; nil where that has none.
    public func jobs(in form: DocumentForm) -> (any JobCodec)? {
        guard case .schedule(let name) = oneOff else { return form.jobs }
        return form.jobs ?? scheduledJobs(name, form.rules)
    }

    private func scheduledJobs(_ name: String, _ rules: any RuleCodec) -> any JobCodec {
        ScheduledJobs(rules: rules, once: .other(VendorName(provider: id, name: ExactText(name))))
    }
}

/// Jobs that are written as rules which run once.
private struct ScheduledJobs: JobCodec {
    let rules: any RuleCodec
    let once: Schedule

    func encode(_ job: OneOffJob) throws -> VendorDocument {
        try rules.encode(
            InventoryRule(
                id: job.id, isEnabled: true, schedule: once, content: job.content, destination: job.destination))
    }

    func decodeJob(_ document: [UInt8]) throws -> Translated<OneOffJob> {
        let stored = try rules.decodeRule(document)
        guard stored.rule.schedule == once else {
            throw InventoryError(
                .invalidDocument,
                "the document is a rule with the schedule \(stored.rule.schedule), not a job; a job has \(once)")
        }
        return Translated(
            OneOffJob(id: stored.rule.id, content: stored.rule.content, destination: stored.rule.destination),
            findings: stored.findings)
    }

    /// None: the answer is that to storing a rule.
    func decodeJobResult(_ document: [UInt8]) throws -> String? { nil }
}
