import CloudInventory
import InventoryEmulator
import InventorySync
import TestSupport
import Testing

/// Rules are removed when that was asked for, and not many at once.
@Suite struct RemovalBrakeTests {
    private let ids: [InventoryRule.ID] = ["a", "b", "c", "d", "e", "f"]

    /// A bucket with rules of ours, and beside them one that stays.
    private func filled() async throws -> (world: World, target: SyncTarget) {
        let world = try World()
        try await world.apply([world.cos(ids.map { rule($0) } + [rule("kept")])])
        return (world, world.cos([rule("kept")]))
    }

    @Test(arguments: [(2, nil, true), (3, nil, false), (6, nil, false), (6, 6, true), (3, 2, false), (1, 0, false)])
    func `removals stop a run unless they are few or asked for`(
        _ count: Int, _ asked: Int?, _ isApplied: Bool
    ) async throws {
        let (world, target) = try await filled()
        let before = world.contents()
        let rules = set(
            retired: Array(ids.prefix(count)), Ownership(), Safety(maximumRemovals: asked, onRefusal: .skipRule))
        if isApplied {
            _ = try await world.sync.converge(rules, on: [target]).collected()
            #expect(world.contents().documents[World.cosName(0)]?.count == ids.count + 1 - count)
            return
        }
        let plan = try await world.sync.plan(rules, on: [target])
        for outcomes in [world.sync.converge(rules, on: [target]), world.sync.apply(plan)] {
            let error = await #expect(throws: InventoryError.self) { _ = try await outcomes.collected() }
            #expect(error?.code == .planRefused && error?.message.contains("the plan removes") == true)
        }
        #expect(world.contents() == before)
    }

    @Test func `no bucket is left without any rule unasked, and replacements are no removals`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("a")])])
        let target = world.cos([])
        let plan = try await world.sync.plan(set(retired: ["a"]), on: [target])
        #expect(plan.summary.emptied == 1)
        #expect(Safety().objection(to: plan.summary)?.contains("leaves 1 bucket without any rule") == true)
        #expect(Safety(maximumRemovals: 1).objection(to: plan.summary) == nil)
        #expect(Safety().objection(to: plan.summary, isUndo: true) == nil)
        var changed = PlanSummary()
        (changed.replace, changed.rename, changed.keep) = (500, 500, 1)
        #expect(Safety().objection(to: changed) == nil)
    }

    @Test func `pruning what is owned removes what the journal knows, and nothing else`() async throws {
        let (world, target) = try await filled()
        world.place(Foreign.cos("theirs"), as: "theirs", in: target)
        let orphaned = try await world.plan(target)
        #expect(orphaned["a"]?.action.name == "orphaned" && orphaned["theirs"]?.action.name == "unmanaged")
        let pruned = try await world.plan(target, set(Ownership(prune: .owned)))
        #expect(ids.allSatisfy { pruned[$0]?.action.name == "remove" })
        #expect(pruned["theirs"]?.action == .unmanaged && pruned["kept"]?.action == .keep)
        let narrowed = try await world.plan(target, set(Ownership(prune: .owned, pattern: "b*")))
        #expect(narrowed["b"]?.action.name == "remove" && narrowed["a"]?.action.name == "orphaned")
        let matching = try await world.plan(target, set(Ownership(prune: .matching, pattern: "th*")))
        #expect(matching["theirs"]?.action.name == "remove")
    }

    @Test func `what a set contradicts in itself is known without reading the bucket`() async throws {
        let world = try World()
        var target = world.obs([rule("a", "x/"), rule("b", "x/y/")])
        target.bucket.name = "no-such-bucket"
        let plan = try await world.plan(target)
        #expect(plan.error != nil && plan.words == "a refuse, b refuse")
        #expect(plan.refusals.first?.finding.message.contains("overlaps") == true)
    }

    @Test func `one bucket is one target`() async throws {
        let world = try World()
        let (one, other) = (world.cos([rule("a")]), world.cos([rule("b")]))
        let requests = world.emulator.requestCount
        await #expect(throws: InventoryError.self) { _ = try await world.sync.plan(set(), on: [one, other]) }
        await #expect(throws: InventoryError.self) {
            _ = try await world.sync.converge(set(), on: [one, other]).collected()
        }
        #expect(world.emulator.requestCount == requests)
    }
}
