internal import InventoryCore
internal import InventoryWire

/// Spreads requests evenly: no more than so many a second, in the order in which they were asked for.
final class Pacer: Sendable {
    private let interval: Duration
    private let nextSlot = Locked<Duration>(.zero)
    private let services: SystemServices

    init(requestsPerSecond: Double, services: SystemServices) {
        interval = .seconds(1 / max(requestsPerSecond, 0.001))
        self.services = services
    }

    /// Waits for this request's turn. Throws `CancellationError` when cancelled.
    func turn() async throws {
        let now = services.uptime()
        let slot = nextSlot.withLock { next in
            let slot = max(next, now)
            next = slot + interval
            return slot
        }
        if slot > now { try await services.sleep(slot - now) }
    }
}

/// A provider whose every call waits for its turn first. The wait is not part of the call's own deadline.
struct PacedProvider: InventoryProvider {
    let base: any InventoryProvider
    let pacer: Pacer

    var id: ProviderID { base.id }
    var capabilities: Capabilities { base.capabilities }

    func rendering(of rule: InventoryRule) throws -> VendorDocument { try base.rendering(of: rule) }
    func rendering(of job: OneOffJob) throws -> VendorDocument { try base.rendering(of: job) }

    func rule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> StoredRule {
        try await pacer.turn()
        return try await base.rule(id, in: bucket)
    }

    func rules(in bucket: BucketAddress, after cursor: PageCursor?) async throws -> RulePage {
        try await pacer.turn()
        return try await base.rules(in: bucket, after: cursor)
    }

    func store(_ rule: InventoryRule, in bucket: BucketAddress) async throws -> Receipt {
        try await pacer.turn()
        return try await base.store(rule, in: bucket)
    }

    func store(_ document: VendorDocument, as id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        try await pacer.turn()
        return try await base.store(document, as: id, in: bucket)
    }

    func removeRule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        try await pacer.turn()
        return try await base.removeRule(id, in: bucket)
    }

    func startOneOffJob(_ job: OneOffJob, in bucket: BucketAddress) async throws -> JobReceipt {
        try await pacer.turn()
        return try await base.startOneOffJob(job, in: bucket)
    }
}
