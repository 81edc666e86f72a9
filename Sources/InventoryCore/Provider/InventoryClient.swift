/// What applications hold: one cloud, with every rule passing the gate before a request is made.
public struct InventoryClient: Sendable {
    /// The driver behind the gate. Calls on it pass no gate.
    public let provider: any InventoryProvider
    /// How much of a rule may be lost, unless a call says otherwise.
    public var fidelity: Fidelity

    public init(_ provider: any InventoryProvider, fidelity: Fidelity = .exact) {
        self.provider = provider
        self.fidelity = fidelity
    }

    /// The cloud's name.
    public var id: ProviderID { provider.id }
    /// What the cloud can hold.
    public var capabilities: Capabilities { provider.capabilities }

    /// Reads one rule over the network. Throws `ruleNotFound` when there is none of that id.
    public func rule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> StoredRule {
        try checkID(id)
        return try await provider.rule(id, in: bucket)
    }

    /// Every rule of a bucket, page after page, over the network as the sequence is read.
    public func rules(in bucket: BucketAddress) -> RuleSequence { RuleSequence(provider: provider, bucket: bucket) }

    /// Every rule of a bucket as one list, over the network.
    /// - Throws: as ``rules(in:)`` does, and `malformedReply` where an id stands there twice, whatever the two say and in
    ///   whichever order: a list that contradicts itself says nothing about the bucket.
    public func allRules(in bucket: BucketAddress) async throws -> [RuleEntry] {
        let entries = try await rules(in: bucket).collect()
        var seen: Set<InventoryRule.ID> = []
        for id in entries.compactMap(\.id) where !id.isEmpty && !seen.insert(id).inserted {
            throw InventoryError(
                .malformedReply,
                "the list of \(bucket) names rule '\(Printable.quoted(id.string))' twice, and a bucket has one rule of an "
                    + "id; try again, and ask the vendor if it stays so", retry: .transient, provider: self.id)
        }
        return entries
    }

    /// Creates or replaces a rule over the network.
    /// - Returns: the rule as the cloud now holds it, with what was lost on the way, and the server's receipt.
    /// - Throws: before any request, `lossNotAccepted` or `invalidRule` with every finding.
    public func store(
        _ rule: InventoryRule, in bucket: BucketAddress, fidelity: Fidelity? = nil
    ) async throws -> (stored: Translated<InventoryRule>, receipt: Receipt) {
        let fitted = capabilities.fit(rule, in: bucket, fidelity: fidelity ?? self.fidelity)
        let accepted = try fitted.accepted("rule '\(Printable.quoted(rule.id.string))'", by: id)
        return (fitted, try await provider.store(accepted, in: bucket))
    }

    /// Sends a document exactly as it is, over the network: for restores.
    public func store(
        _ document: VendorDocument, as id: InventoryRule.ID, in bucket: BucketAddress
    ) async throws -> Receipt {
        guard document.provider == self.id else {
            throw InventoryError(
                .invalidRule, "a document of \(document.provider) cannot be stored in \(self.id); translate it first",
                provider: self.id)
        }
        try checkID(id)
        return try await provider.store(document, as: id, in: bucket)
    }

    /// Removes a rule over the network. Throws `ruleNotFound` when the server says that there was none.
    public func removeRule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        try checkID(id)
        return try await provider.removeRule(id, in: bucket)
    }

    /// Starts a one-off report over the network, at most once.
    /// - Throws: before any request, `unsupported`, `lossNotAccepted` or `invalidRule`.
    public func startOneOffJob(
        _ job: OneOffJob, in bucket: BucketAddress, fidelity: Fidelity? = nil
    ) async throws -> JobReceipt {
        guard case .native = capabilities[.oneOff] else {
            throw InventoryError(
                .unsupported, "\(id) has no one-off reports; \(bucket) got no request", provider: id)
        }
        let fitted = capabilities.fit(job, in: bucket, fidelity: fidelity ?? self.fidelity)
        return try await provider.startOneOffJob(
            fitted.accepted("job '\(Printable.quoted(job.id.string))'", by: id), in: bucket)
    }

    /// An id that the cloud cannot hold names no rule: refused without a request. What may not be refused (an id only
    /// too long by a disputed bound) goes to the server.
    private func checkID(_ id: InventoryRule.ID) throws(InventoryError) {
        let problems = Findings(capabilities.limits.problems(withID: id))
        _ = try Translated(id, findings: problems).accepted("a rule '\(Printable.quoted(id.string))'", by: self.id)
    }
}
