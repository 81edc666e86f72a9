internal import InventoryCore
internal import InventoryWire

/// One case at work: remembers the rules that it stored, so that they can be taken away again.
final class Workbench: Sendable {
    let subject: ConformanceSubject
    private let stored = Locked<[InventoryRule.ID]>([])

    init(_ subject: ConformanceSubject) { self.subject = subject }

    var client: InventoryClient { subject.client }
    var capabilities: Capabilities { subject.capabilities }
    var bucket: BucketAddress { subject.bucket }

    /// Runs a body and removes what it stored, however it ends.
    static func use(_ subject: ConformanceSubject, _ body: (Workbench) async throws -> Void) async throws {
        let bench = Workbench(subject)
        do {
            try await body(bench)
        } catch {
            // The failure that began it is the one to report.
            _ = await bench.cleanUp()
            throw error
        }
        try await bench.cleanUp().get()
    }

    /// In a task of its own, because the one that runs the case may have been cancelled.
    private func cleanUp() async -> Result<Void, any Error> {
        await Task {
            let ids = stored.withLock { $0 }
            for id in ids { try await remove(id) }
            if !ids.isEmpty { try await eventuallyListed { $0.isDisjoint(with: ids) } }
        }.result
    }

    // MARK: Rules

    func id(_ name: String) -> InventoryRule.ID { ExactText(subject.mark + "-" + name) }

    /// A rule that asks for as little as the cloud allows. Rules of different names do not overlap.
    func rule(_ name: String = "rule") -> InventoryRule {
        var rule = InventoryRule(
            id: id(name), schedule: schedules.first ?? .daily,
            content: InventoryContent(
                filter: Filter(prefix: subject.has(.prefixFilter) ? ExactText("\(subject.mark)/\(name)/") : nil)),
            destination: Destination(bucket: subject.reports.bucket, region: subject.reports.region))
        for required in capabilities.required { required.feature.ask(of: &rule, subject) }
        return rule
    }

    /// The schedules that the cloud has.
    var schedules: [Schedule] {
        [(Schedule.daily, Feature.dailySchedule), (.weekly, .weeklySchedule), (.monthly(day: nil), .monthlySchedule)]
            .filter { subject.has($0.1) }.map(\.0)
    }

    /// Whether the rule's texts can stand in the cloud's documents. XML, for one, has no control characters.
    func canWrite(_ rule: InventoryRule) -> Bool {
        do {
            _ = try client.provider.rendering(of: capabilities.fit(rule, in: bucket).value)
            return true
        } catch {
            return false
        }
    }

    /// Stores a rule and remembers it; gives it back as the cloud is to hold it.
    @discardableResult
    func store(
        _ rule: InventoryRule, fidelity: Fidelity = .exact
    ) async throws -> (stored: Translated<InventoryRule>, receipt: Receipt) {
        // What the gate refuses is never sent; whatever becomes of the rest may have been stored.
        if capabilities.fit(rule, in: bucket, fidelity: fidelity).findings.refusals.isEmpty { remember(rule.id) }
        return try await client.store(rule, in: bucket, fidelity: fidelity)
    }

    /// Stores a rule in the place of another, in the way of the cloud.
    func replace(with rule: InventoryRule) async throws -> InventoryRule {
        if capabilities.overwriting == .createOnly {
            try await remove(rule.id)
            try await eventuallyGone(rule.id)
        }
        return try await store(rule).stored.value
    }

    /// Has a rule removed at the end that the case stores by other means.
    func remember(_ id: InventoryRule.ID) { stored.withLock { $0.append(id) } }

    /// Removes a rule, there or not.
    func remove(_ id: InventoryRule.ID) async throws {
        do {
            _ = try await client.removeRule(id, in: bucket)
        } catch let error as InventoryError where error.code == .ruleNotFound {
            // As good as removed.
        }
    }
}
