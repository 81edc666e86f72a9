internal import CloudInventory
package import InventoryCore
package import InventoryEmulator
package import InventorySync
internal import InventoryWire

/// A bucket in each of some clouds whose rules change in one of the ways that there are.
package struct KillScenario: Sendable {
    package enum Change: String, Sendable, CaseIterable {
        /// Two rules exchange their prefixes beside one that is removed and one that is new. On OBS one of the two must go
        /// first, and the removal makes room for the new rule; on OSS each must go first; elsewhere each is replaced.
        case rollout
        /// Rules come under other ids: on OBS the old one must go first, elsewhere the new one is stored first.
        case adoption
        /// The rollout is taken back.
        case undo
    }

    package let change: Change
    package let clouds: [EmulatedProvider]

    package init(_ change: Change, on clouds: [EmulatedProvider]) {
        self.change = change
        self.clouds = clouds
    }

    /// Every change in every cloud. Two clouds a run: a bucket is done when the next is begun.
    package static let all: [KillScenario] = Change.allCases.flatMap { change in
        stride(from: 0, to: EmulatedProvider.clouds.count, by: 2).map { start in
            KillScenario(change, on: Array(EmulatedProvider.clouds[start...].prefix(2)))
        }
    }

    package static let before = [
        rule("a", "left/", .daily), rule("b", "right/", .daily), rule("gone", "gone/", .weekly),
    ]
    package static let after = [
        rule("a", "right/", .weekly), rule("b", "left/", .weekly), rule("new", "gone/new/", .daily),
    ]

    private static func rule(_ id: ExactText, _ prefix: ExactText, _ schedule: Schedule) -> RuleTemplate {
        RuleTemplate(
            id: id, schedule: schedule,
            content: InventoryContent(filter: Filter(prefix: prefix), fields: [.size, .eTag]))
    }

    /// The rules that the bucket holds before the change, and those that it held before that.
    private var history: [[RuleTemplate]] {
        switch change {
        case .rollout: [Self.before]
        case .adoption: [[Self.rule("theirs-a", "left/", .daily), Self.rule("theirs-b", "right/", .weekly)]]
        case .undo: [Self.before, Self.after]
        }
    }

    private var after: [RuleTemplate] {
        switch change {
        case .rollout: Self.after
        case .adoption: [Self.rule("a", "left/", .daily), Self.rule("b", "right/", .weekly)]
        case .undo: Self.before
        }
    }

    /// The ids, together those of which one must be there at every moment that is not a bucket's own.
    package var ids: [[InventoryRule.ID]] {
        change == .adoption ? [["theirs-a", "a"], ["theirs-b", "b"]] : [["a"], ["b"], ["gone", "new"]]
    }

    package var targets: [SyncTarget] { clouds.map { $0.place.target(after) } }
    /// One bucket after the other, so that the number of a request says where in the run it stands.
    package var ruleSet: RuleSet { ruleSet(after) }

    private func ruleSet(_ rules: [RuleTemplate]) -> RuleSet {
        RuleSet(
            name: "set", rules: rules,
            retired: ["gone", "new"].filter { id in !rules.contains { $0.id == id } },
            pacing: Pacing(concurrency: 1), safety: Safety(onRefusal: .skipBucket))
    }

    /// A world in which everything is as before the change, with the journal of who made it so.
    package func world(onRequest: @escaping @Sendable () -> Int64 = { 0 }) async throws -> World {
        let world = try World(Dictionary(uniqueKeysWithValues: clouds.map { ($0, 1) }), onRequest: onRequest)
        for rules in history {
            try await world.sync.converge(ruleSet(rules), on: clouds.map { $0.place.target(rules) }).collected()
            // Two runs of one second would be told apart by chance alone.
            world.time.advance(by: .seconds(10))
        }
        world.emulator.forgetRequests()
        return world
    }

    /// Makes the change.
    package func make(_ sync: InventorySync) async throws {
        switch change {
        case .rollout: try await sync.converge(ruleSet, on: targets).collected()
        case .adoption: try await sync.apply(sync.adoptionPlan(ruleSet, on: targets)).collected()
        case .undo: try await sync.apply(sync.undoPlan(of: sync.runs()[history.count - 1])).collected()
        }
    }
}

extension KillScenario: CustomStringConvertible {
    /// `rollout on tencent-cos, huawei-obs`.
    package var description: String {
        "\(change) on \(clouds.map(\.rawValue).joined(separator: ", "))"
    }
}
