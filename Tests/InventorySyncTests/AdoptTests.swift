import CloudInventory
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// Live rules come under the ids of a rule set, and are never gone.
@Suite struct AdoptTests {
    /// Rules of others that say what ours say, as their tool left them.
    private func theirs(_ world: World) async throws {
        let rules = [rule("theirs-a", "a/"), rule("theirs-b", "b/", .weekly)]
        try await world.sync(journal: .none).apply(
            world.sync.plan(set(), on: [world.cos(rules), world.obs(rules)])
        ).collected()
        world.emulator.forgetRequests()
    }

    private let ours = [rule("a", "a/"), rule("b", "b/", .weekly)]

    private func adopt(_ world: World, _ targets: [SyncTarget], _ rules: RuleSet = set()) async throws
        -> [BucketOutcome]
    {
        world.time.advance(by: .seconds(1))
        return try await world.apply(world.sync.adoptionPlan(rules, on: targets))
    }

    @Test func `on COS the new one is seen before the old one goes, on OBS it cannot`() async throws {
        let world = try World()
        try await theirs(world)
        for (target, writes) in [
            (world.cos(ours), "put a, list, delete theirs-a, put b, list, delete theirs-b"),
            (world.obs(ours), "delete theirs-a, put a, delete theirs-b, put b"),
        ] {
            world.emulator.forgetRequests()
            #expect(try await adopt(world, [target]).map(\.words) == ["a done, b done"])
            #expect(world.calls == "list, list, \(writes), list")
            #expect(try await world.plan(target).words == "a keep, b keep")
        }
        #expect(world.contents().documents.values.allSatisfy { Set($0.keys) == ["a", "b"] })
    }

    @Test func `a full bucket of COS has no room for both`() async throws {
        let world = try World(limits: [.tencentCOS: EmulatedLimits(maximumRules: 2)])
        try await theirs(world)
        #expect(try await adopt(world, [world.cos(ours, maximumRules: 2)]).map(\.words) == ["a done, b done"])
        #expect(world.calls.contains("delete theirs-a, put a, delete theirs-b, put b"))
    }

    @Test func `what says something else stays, and so does what is there under the set's id`() async throws {
        let world = try World()
        try await theirs(world)
        let before = world.contents()
        let targets = [
            world.cos([rule("a", "a/", .weekly), rule("theirs-b", "b/", .weekly)]),
            world.obs([rule("a", "a/", enabled: false)]),
        ]
        #expect(try await world.sync.adoptionPlan(set(), on: targets).buckets.isEmpty)
        #expect(world.writes.isEmpty && world.contents() == before)
    }

    @Test func `one of two twins is taken, the other stays`() async throws {
        let world = try World()
        let twins = [rule("y", "a/"), rule("x", "a/")]
        try await world.apply([world.cos(twins)])
        #expect(try await adopt(world, [world.cos([rule("a", "a/")])]).map(\.words) == ["a done"])
        #expect(Set(world.contents().documents[World.cosName(0)]?.keys.map { $0 } ?? []) == ["a", "y"])
    }

    @Test func `what this version does not know is not erased unasked`() async throws {
        let world = try World(quirks: ["tencent-cos.unknownElements": "kept"])
        try await theirs(world)
        let target = world.cos([ours[0]])
        let document = try #require(world.contents()[World.cosName(0), "theirs-a"])
        world.place(
            document.replacing("</InventoryConfiguration>", with: "<New>1</New></InventoryConfiguration>"),
            as: "theirs-a", in: target)
        let plan = try await world.sync.adoptionPlan(set(), on: [target])
        #expect(plan.buckets.map(\.words) == ["a refuse"])
        #expect(plan.buckets[0].refusals[0].finding.message.contains("'theirs-a' would erase"))
        #expect(try await adopt(world, [target], set(Ownership(unknownElements: .erase))).map(\.words) == ["a done"])
    }

    /// The write of that method and number is refused, before or after it is carried out.
    private func failing(
        _ method: HTTPMethod, afterwards: Bool, in world: World
    ) -> World {
        var world = world
        let isFirst = Locked(true)
        let hook: WatchedTransport.Hook = { request, _ in
            guard request.method == method,
                isFirst.withLock({ first in
                    defer { first = false }; return first
                })
            else {
                return
            }
            throw TransportError(.timedOut, "cut by the test", mayHaveReachedServer: true)
        }
        world.retry = .never
        world.transport =
            afterwards
            ? WatchedTransport(world.transport, after: hook) : WatchedTransport(world.transport, before: hook)
        return world
    }

    @Test(arguments: [HTTPMethod.put, .delete], [false, true])
    func `when one half fails, all is as before, byte for byte`(_ method: HTTPMethod, afterwards: Bool) async throws {
        for isOBS in [false, true] {
            let quiet = try World()
            try await theirs(quiet)
            let before = quiet.contents()
            let world = failing(method, afterwards: afterwards, in: quiet)
            let target = isOBS ? world.obs([ours[0]]) : world.cos([ours[0]])
            let outcome = try await adopt(world, [target])[0]
            let place: Comment = "\(method), afterwards \(afterwards), OBS \(isOBS)"
            #expect(world.contents() == before, place)
            // The first write may be a first half that never was.
            #expect(outcome["a"]?.result.name == "failed", place)
            #expect(try world.sync.hasUnfinishedRun() == false, place)
            let again = quiet
            #expect(try await adopt(again, [target]).map(\.words) == ["a done"], place)
        }
    }

    @Test func `undo of an adoption gives the rules their names back`() async throws {
        let world = try World()
        try await theirs(world)
        _ = try await adopt(world, [world.cos(ours), world.obs(ours)])
        let run = try #require(try world.sync.runs().last)
        let plan = try await world.sync.undoPlan(of: run)
        #expect(plan.buckets.map(\.words) == Array(repeating: "theirs-a rename, theirs-b rename", count: 2))
        #expect(try await world.apply(plan).allSatisfy { $0.words == "theirs-a done, theirs-b done" })
        #expect(world.contents().documents.values.allSatisfy { Set($0.keys) == ["theirs-a", "theirs-b"] })
    }

    @Test func `without a journal nothing is renamed`() async throws {
        let world = try World()
        try await theirs(world)
        let sync = world.sync(journal: .none)
        let plan = try await sync.adoptionPlan(set(), on: [world.cos(ours)])
        #expect(plan.buckets.map(\.words) == ["a refuse, b refuse"])
    }
}
