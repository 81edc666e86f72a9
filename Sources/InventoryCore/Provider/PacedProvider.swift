/// A provider whose every call waits for a permit first: the default of ``InventoryProvider/paced(by:)``.
struct PacedProvider: InventoryProvider {
    let base: any InventoryProvider
    let permit: @Sendable () async throws -> Void

    var id: ProviderID { base.id }
    var capabilities: Capabilities { base.capabilities }

    func check(_ bucket: BucketAddress) throws { try base.check(bucket) }
    func rendering(of rule: InventoryRule) throws -> VendorDocument { try base.rendering(of: rule) }
    func rendering(of job: OneOffJob) throws -> VendorDocument { try base.rendering(of: job) }

    func rule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> StoredRule {
        try await permit()
        return try await base.rule(id, in: bucket)
    }

    func rules(in bucket: BucketAddress, after cursor: PageCursor?) async throws -> RulePage {
        try await permit()
        return try await base.rules(in: bucket, after: cursor)
    }

    func store(_ rule: InventoryRule, in bucket: BucketAddress) async throws -> Receipt {
        try await permit()
        return try await base.store(rule, in: bucket)
    }

    func store(_ document: VendorDocument, as id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        try await permit()
        return try await base.store(document, as: id, in: bucket)
    }

    func removeRule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        try await permit()
        return try await base.removeRule(id, in: bucket)
    }

    func startOneOffJob(_ job: OneOffJob, in bucket: BucketAddress) async throws -> JobReceipt {
        try await permit()
        return try await base.startOneOffJob(job, in: bucket)
    }
}
