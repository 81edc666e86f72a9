import CloudInventory
import InventoryCore
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// A bucket never ends with less than the plan said: what is stored is there before anything is removed for good.
@Suite struct RemovalOrderTests {
    private let rules = set(retired: ["old"], Ownership(), Safety(maximumRemovals: 5, onRefusal: .skipRule))

    /// How a server deals with stores of rule `new`.
    enum Fate: CaseIterable { case refused, forgotten, lost }

    /// The same world, which deals so with `new` and does everything else.
    private func dealing(_ fate: Fate, _ world: World) -> World {
        var world = world
        world.retry = .never
        world.transport = AnsweringTransport(world.transport) { request in
            guard request.method == .put, request.query.contains(where: { $0.name == "id" && $0.value == "new" }) else {
                return nil
            }
            return switch fate {
            case .refused: HTTPResponse(status: 403, body: Array("<Error><Code>AccessDenied</Code></Error>".utf8))
            case .forgotten: HTTPResponse(status: 200)
            case .lost: HTTPResponse(status: 500)
            }
        }
        return world
    }

    @Test(arguments: Fate.allCases) func `nothing is removed while something is not stored`(_ fate: Fate) async throws {
        let world = try World()
        for isCOS in [true, false] {
            func target(_ list: [RuleTemplate]) -> SyncTarget { isCOS ? world.cos(list) : world.obs(list) }
            try await world.apply([target([rule("old", "o/")])])
            let before = world.contents()
            let outcome = try await dealing(fate, world).apply([target([rule("new", "n/")])], rules)[0]
            #expect(outcome["old"]?.result.name == "not attempted" && outcome.isFailure, "\(fate): \(outcome.words)")
            #expect(world.contents() == before)
            #expect(try world.sync.hasUnfinishedRun() == false)
            let done = try await world.apply([target([rule("new", "n/")])], rules)[0]
            #expect(done.words == "new done, old done")
        }
    }

    @Test(arguments: Fate.allCases, [true, false])
    func `what had to go first comes back when its room is not used`(_ fate: Fate, _ isFull: Bool) async throws {
        let world = try World()
        func target(_ list: [RuleTemplate]) -> SyncTarget {
            // A prefix that overlaps, or a bucket that takes no more.
            isFull ? world.cos(list, maximumRules: 1) : world.obs(list)
        }
        try await world.apply([target([rule("old", "o/")])])
        let before = world.contents()
        let wanted = target([rule("new", isFull ? "n/" : "o/x/")])
        let outcome = try await dealing(fate, world).apply([wanted], rules)[0]
        #expect(outcome.isFailure)
        if try world.sync.hasUnfinishedRun() {
            #expect(fate == .forgotten, "\(outcome.words)")
            world.time.advance(by: .seconds(1))
            #expect(try await world.sync.recover().restored.map(\.id) == ["old"])
        }
        #expect(world.contents() == before, "\(fate)")
        #expect(try world.sync.hasUnfinishedRun() == false)
        world.emulator.forgetRequests()
        #expect(try await world.apply([wanted], rules)[0].words == "new done, old done")
        #expect(world.calls == "list, list, delete old, put new, list")
    }

    @Test func `what is stored is seen before the rest is removed`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("old", "o/"), rule("kept")])])
        world.emulator.forgetRequests()
        try await world.apply([world.cos([rule("new", "n/"), rule("kept")])], rules)
        #expect(world.calls == "list, list, put new, list, delete old, list")
    }

    @Test func `nothing is removed where a rule changed since planning, or is gone`() async throws {
        for id in ["kept", "moved"] {
            let world = try World()
            try await world.apply([world.cos([rule("old", "o/"), rule("kept"), rule("moved", "m/")])])
            let target = world.cos([rule("kept"), rule("moved", "m/", .weekly)])
            let plan = try await world.sync.plan(rules, on: [target])
            world.remove(id, in: target)
            let outcome = try await world.apply(plan)[0]
            #expect(outcome[.init(id)]?.result.name == "changed" && outcome["old"]?.result.name == "not attempted")
            #expect(world.contents()[World.cosName(0), "old"] != nil)
        }
    }

    @Test func `a refused rule keeps no bucket from being emptied`() async throws {
        let world = try World()
        try await world.apply([world.obs([rule("old", "o/")])])
        // OBS has no filter by tag.
        let plan = try await world.plan(world.obs([rule("new", "n/", tags: [Tag("k", "v")])]), rules)
        #expect(plan.words == "new refuse, old remove")
        var summary = PlanSummary()
        summary.add(plan)
        #expect(summary.emptied == 1)
    }
}
