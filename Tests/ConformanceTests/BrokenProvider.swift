import CloudInventory
import InventoryCore

/// A provider with one thing broken: the suite has to notice.
struct BrokenProvider: InventoryProvider {
    var base: any InventoryProvider
    var capabilities: Capabilities
    var storing: @Sendable (InventoryRule) -> InventoryRule = { $0 }
    var reading: @Sendable (StoredRule) -> StoredRule = { $0 }
    var listing: @Sendable (RulePage) -> RulePage = { $0 }
    var receipt: @Sendable (Receipt) -> Receipt = { $0 }
    var failing: @Sendable (InventoryError) -> InventoryError? = { $0 }
    var isRemoving = true
    var timesStarted = 1

    init(_ base: any InventoryProvider) {
        self.base = base
        capabilities = base.capabilities
    }

    var id: ProviderID { base.id }

    func rendering(of rule: InventoryRule) throws -> VendorDocument { try base.rendering(of: rule) }
    func rendering(of job: OneOffJob) throws -> VendorDocument { try base.rendering(of: job) }

    func rule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> StoredRule {
        do { return reading(try await base.rule(id, in: bucket)) } catch let error as InventoryError {
            throw failing(error) ?? error
        }
    }

    func rules(in bucket: BucketAddress, after cursor: PageCursor?) async throws -> RulePage {
        do { return listing(try await base.rules(in: bucket, after: cursor)) } catch let error as InventoryError {
            if let error = failing(error) { throw error }
            return RulePage(entries: [], next: nil, receipt: Receipt(status: 200))
        }
    }

    func store(_ rule: InventoryRule, in bucket: BucketAddress) async throws -> Receipt {
        receipt(try await base.store(storing(rule), in: bucket))
    }

    func store(_ document: VendorDocument, as id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        receipt(try await base.store(document, as: id, in: bucket))
    }

    func removeRule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        guard isRemoving else { return Receipt(status: 204, requestIDs: ["x": "1"]) }
        return receipt(try await base.removeRule(id, in: bucket))
    }

    func startOneOffJob(_ job: OneOffJob, in bucket: BucketAddress) async throws -> JobReceipt {
        for _ in 1..<timesStarted { _ = try? await base.startOneOffJob(job, in: bucket) }
        return try await base.startOneOffJob(job, in: bucket)
    }
}
