import CloudInventory
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// An undo believes a list no more than a recovery does. Where the list does not show what the run left behind, the rule
/// itself is asked for.
@Suite struct UnlistedRuleTests {
    /// Keeps the answer to a list, and gives it in place of all later ones: a list that lags behind for ever.
    private final class LaggingList: HTTPTransport {
        private let base: any HTTPTransport
        private let kept = Locked<HTTPResponse?>(nil)
        private let isLagging = Locked(false)

        init(_ base: any HTTPTransport) { self.base = base }

        func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
            guard request.method == .get, !request.query.contains(where: { ["id", "inventoryId"].contains($0.name) })
            else {
                return try await base.send(request, timeout: timeout)
            }
            if isLagging.withLock({ $0 }), let old = kept.withLock({ $0 }) { return old }
            let answer = try await base.send(request, timeout: timeout)
            kept.withLock { $0 = answer }
            return answer
        }

        func stop() { isLagging.withLock { $0 = true } }
    }

    /// The run that `work` is; from before it on the list of the world that is given back stands still.
    private func run(
        in world: World, before: SyncTarget, _ work: (World) async throws -> Void
    ) async throws -> (lagging: World, run: String) {
        let lagging = LaggingList(world.transport)
        var seen = world
        seen.transport = lagging
        seen.options.verificationBudget = .seconds(3)
        _ = try await seen.plan(before)
        lagging.stop()
        try await work(world)
        return (seen, try #require(try world.sync.runs().last))
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `a created rule that the list lacks is removed`(_ cloud: EmulatedProvider) async throws {
        let world = try World([cloud: 1])
        let target = cloud.place.target([rule("a", "a/")])
        let (lagging, run) = try await run(in: world, before: target) { try await $0.apply([target]) }
        let plan = try await lagging.sync.undoPlan(of: run)
        #expect(plan.buckets.map(\.words) == ["a remove"])
        let outcomes = try await lagging.apply(plan)
        #expect(outcomes.map(\.words) == ["a done"])
        #expect(world.contents().rules.values.flatMap(\.keys).isEmpty)
    }

    @Test func `a replaced rule of which the list shows the old state gets it back`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("a", "a/")])])
        let before = world.contents().rules
        let target = world.cos([rule("a", "a/", .weekly)])
        let (lagging, run) = try await run(in: world, before: target) { try await $0.apply([target]) }
        let plan = try await lagging.sync.undoPlan(of: run)
        #expect(plan.buckets.map(\.words) == ["a restore"])
        #expect(try await lagging.apply(plan).map(\.words) == ["a done"])
        #expect(world.contents().rules == before)
    }

    @Test func `a removed rule that the list still shows is put back`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("gone", "a/"), rule("b", "b/")])])
        let before = world.contents().rules
        let target = world.cos([rule("b", "b/")])
        let (lagging, run) = try await run(in: world, before: target) {
            try await $0.apply([target], set(retired: ["gone"]))
        }
        #expect(world.contents().rules != before)
        let plan = try await lagging.sync.undoPlan(of: run)
        #expect(plan.buckets.map(\.words) == ["gone restore"])
        #expect(try await lagging.apply(plan).map(\.words) == ["gone done"])
        #expect(world.contents().rules == before)
    }

    @Test func `a removal that the list cannot show is done only when the rule itself is gone`() async throws {
        let world = try World()
        let target = world.cos([rule("a", "a/")])
        var (lagging, run) = try await run(in: world, before: target) { try await $0.apply([target]) }
        lagging.transport = AnsweringTransport(lagging.transport) { request in
            request.method == .delete ? HTTPResponse(status: 204) : nil
        }
        let outcome = try await lagging.apply(try await lagging.sync.undoPlan(of: run))[0]
        #expect(outcome.words == "a unconfirmed" && outcome.isFailure)
        #expect(world.contents()[World.cosName(0), "a"] != nil)
    }

    @Test func `where the rule itself cannot be read, the bucket has failed`() async throws {
        let world = try World()
        let target = world.cos([rule("a", "a/")])
        var (lagging, run) = try await run(in: world, before: target) { try await $0.apply([target]) }
        lagging.transport = AnsweringTransport(lagging.transport) { request in
            guard request.method == .get, request.query.contains(where: { $0.name == "id" }) else { return nil }
            return HTTPResponse(status: 403, body: Array("<Error><Code>AccessDenied</Code></Error>".utf8))
        }
        let bucket = try #require(try await lagging.sync.undoPlan(of: run).buckets.first)
        #expect(bucket.error?.code == .accessDenied)
        #expect(bucket.error?.message.contains("'a'") == true, "\(String(describing: bucket.error))")
    }

    @Test func `a run that wrote what the list shows asks for no rule`() async throws {
        let world = try World()
        let target = world.cos([rule("a", "a/")])
        try await world.apply([target])
        world.emulator.forgetRequests()
        let plan = try await world.sync.undoPlan(of: try #require(try world.sync.runs().last))
        #expect(plan.buckets.map(\.words) == ["a remove"] && world.calls == "list")
    }
}
