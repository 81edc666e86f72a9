import CloudInventory
import InventoryCore
import InventoryEmulator
import InventorySync
import TestSupport
import Testing

@Suite struct ApplyTests {
    @Test func `a rule that changed since planning is not touched`() async throws {
        let world = try World()
        let target = world.cos([rule("a", .none, .weekly), rule("b", "b/", .weekly), rule("new")])
        try await world.apply([world.cos([rule("a"), rule("b", "b/"), rule("old")])])
        let plan = try await world.sync.plan(set(retired: ["old"]), on: [target])
        #expect(plan.buckets[0].words == "a replace, b replace, new create, old remove")
        for id in ["a", "new", "old"] { world.place(Foreign.cos(id), as: id, in: target) }
        let outcome = try await world.apply(plan)[0]
        #expect(outcome.words == "a changed, b done, new changed, old changed")
        #expect(outcome.isFailure)
        for id in ["a", "new", "old"] { #expect(world.contents()[World.cosName(0), id] == Foreign.cos(id)) }
    }

    @Test func `what became as wanted since planning is not written again`() async throws {
        let world = try World()
        let plan = try await world.sync.plan(set(retired: ["old"]), on: [world.cos([rule("a")])])
        try await world.apply(plan)
        world.emulator.forgetRequests()
        #expect(try await world.apply(plan)[0].words == "a unchanged")
        #expect(world.writes.isEmpty)
    }

    @Test func `a stale plan is refused`() async throws {
        let world = try World()
        let plan = try await world.sync.plan(set(), on: [world.cos([rule("a")])])
        world.time.advance(by: .seconds(25 * 3600))
        let error = await #expect(throws: InventoryError.self) { try await world.apply(plan) }
        #expect(error?.code == .planRefused)
        #expect(world.writes.isEmpty)
    }

    @Test func `more changes than allowed are none`() async throws {
        let world = try World()
        let rules = set(Ownership(), Safety(maximumChanges: 1))
        let targets = [world.cos([rule("a"), rule("b")])]
        let error = await #expect(throws: InventoryError.self) { try await world.apply(targets, rules) }
        #expect(error?.code == .planRefused)
        _ = await #expect(throws: InventoryError.self) { try await world.sync.converge(rules, on: targets).collected() }
        #expect(world.writes.isEmpty)
    }

    @Test func `the least requests there can be`() async throws {
        let world = try World()
        let rules = set(Ownership(), Safety(onRefusal: .skipBucket))
        try await world.sync.converge(rules, on: [world.obs([rule("a", "a/"), rule("b", "b/")])]).collected()
        #expect(world.calls == "list, put a, put b, list")
        world.emulator.forgetRequests()
        try await world.sync.converge(rules, on: [world.obs([rule("a", "a/"), rule("b", "b/")])]).collected()
        #expect(world.calls == "list")
    }

    @Test func `a failed rule does not hide the other buckets, nor what was written before it`() async throws {
        let faults = ProviderFaults(rules: [
            FaultRule(.error, operations: [.put], every: 3, atMost: 1, status: 400, code: "InvalidArgument")
        ])
        let world = try World(
            [.tencentCOS: 2, .huaweiOBS: 1], faults: EmulatedFaults(providers: [.tencentCOS: faults]))
        let rules = [rule("a"), rule("b"), rule("c"), rule("d")]
        let outcomes = try await world.apply([world.cos(rules, 0), world.cos(rules, 1)], set(concurrency: 1))
        #expect(outcomes[0].words == "a done, b done, c failed, d not attempted")
        #expect(outcomes[1].words == "a done, b done, c done, d done")
        guard case .failed(let error, _)? = outcomes[0]["c"]?.result else { return }
        #expect(error.code == .invalidRequest && error.reply?.requestIDs.isEmpty == false)
    }

    @Test func `every write has a receipt with the server's request id and the document's hash`() async throws {
        let world = try World()
        let step = try #require(try await world.apply([world.cos([rule("a")])])[0]["a"])
        #expect(step.receipt?.requestIDs.isEmpty == false)
        #expect(step.receipt?.documentSHA256?.count == 64)
    }

    @Test func `over real sockets`() async throws {
        var world = try World([.tencentCOS: 3, .huaweiOBS: 3], visibilityLag: 2)
        let server = try await EmulatorServer.start(world.emulator)
        let curl = CurlTransport()
        world.transport = curl
        for endpoint in server.endpoints {
            world.connectTo[ProviderID(rawValue: endpoint.provider.rawValue)] = ConnectTarget(
                host: endpoint.host, port: UInt16(endpoint.port), isCleartext: true)
        }
        func targets(_ schedule: Schedule) -> [SyncTarget] {
            (0..<3).flatMap {
                [world.cos([rule("a", "é/", schedule)], $0), world.obs([rule("a", "é/", schedule)], $0)]
            }
        }
        for schedule in [Schedule.daily, .weekly] {
            let outcomes = try await world.apply(targets(schedule))
            #expect(outcomes.map(\.words) == Array(repeating: "a done", count: 6))
            #expect(try await world.sync.plan(set(), on: targets(schedule)).isEmpty)
        }
        for bucket in world.contents().documents.values {
            #expect(bucket["a"]?.contains("<Frequency>Weekly</Frequency>") == true)
        }
        let run = try #require(try world.sync.runs().last)
        try await world.apply(world.sync.undoPlan(of: run))
        for bucket in world.contents().documents.values {
            #expect(bucket["a"]?.contains("<Frequency>Daily</Frequency>") == true)
        }
        await curl.shutDown()
        await server.stop()
    }
}
