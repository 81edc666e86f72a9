import CloudInventory
import InventoryEmulator
import InventorySync
import InventoryWire
import TestSupport
import Testing

/// A cloud that is down for a while costs a run time and few buckets; one that stays down is told of once.
@Suite struct OutageTests {
    private let skipping = Safety(onRefusal: .skipBucket)

    /// A world whose COS accepts no connection until that time.
    private func world(_ count: Int, downUntil end: Duration) throws -> World {
        var world = try World([.tencentCOS: count, .huaweiOBS: 1])
        world.retry = .never
        let time = world.time
        world.transport = WatchedTransport(world.transport) { request, _ in
            guard request.host.contains("myqcloud"), time.uptime < end else { return }
            throw TransportError(.connectionRefused, "down", mayHaveReachedServer: false)
        }
        return world
    }

    @Test(arguments: [0.5, 5, 25, 45] as [Double], [1, 4])
    func `after a short outage the rest is done`(_ seconds: Double, _ concurrency: Int) async throws {
        let world = try world(40, downUntil: .seconds(seconds))
        let targets = (0..<40).map { world.cos([rule("a")], $0) }
        let rules = set(Ownership(), skipping, concurrency: concurrency)
        let outcomes = try await world.sync.converge(rules, on: targets).collected()
        #expect(outcomes.map(\.index).sorted() == Array(0..<40))
        #expect(outcomes.count { $0.error?.code == .notAttempted } == 0)
        #expect(outcomes.count { $0.words == "a done" } >= 40 - 5 - concurrency - 5)
        #expect(world.time.uptime < .seconds(62))
    }

    @Test func `a plan waits for a short outage as well`() async throws {
        let world = try world(40, downUntil: .seconds(20))
        let plan = try await world.sync.plan(set(concurrency: 1), on: (0..<40).map { world.cos([rule("a")], $0) })
        #expect(plan.buckets.count { $0.error?.code == .notAttempted } == 0)
        #expect(plan.summary.create >= 30)
    }

    @Test
    func `an outage that goes on is waited for a minute, and its first failure is told with every bucket left out`()
        async throws
    {
        let world = try world(20, downUntil: .seconds(1_000_000))
        let targets = (0..<20).map { world.cos([rule("a")], $0) } + [world.obs([rule("a")])]
        let outcomes = try await world.sync.converge(set(Ownership(), skipping, concurrency: 1), on: targets)
            .collected()
        let leftOut = outcomes.filter { $0.error?.code == .notAttempted }
        #expect(leftOut.count >= 8 && outcomes.count == 21)
        for outcome in leftOut {
            #expect((outcome.error?.cause as? InventoryError)?.code == .connectionFailed)
            #expect(outcome.error?.message.contains(World.cosName(0)) == true, "\(outcome.error?.message ?? "")")
        }
        #expect(world.time.uptime > .seconds(30) && world.time.uptime < .seconds(62))
        #expect(outcomes.first { $0.target.provider == "huawei-obs" }?.words == "a done")
    }

    @Test func `nobody waits for keys that are refused`() async throws {
        let faults = ProviderFaults(rules: [FaultRule(.error, status: 403, code: "InvalidAccessKeyId")])
        var world = try World(
            [.tencentCOS: 20, .huaweiOBS: 1], faults: EmulatedFaults(providers: [.tencentCOS: faults]))
        world.retry = .never
        let targets = (0..<20).map { world.cos([rule("a")], $0) }
        let outcomes = try await world.sync.converge(set(Ownership(), skipping, concurrency: 1), on: targets)
            .collected()
        #expect(outcomes.count { $0.error?.code == .credentialsRefused } == 5)
        #expect(outcomes.count { $0.error?.code == .notAttempted } == 15)
        #expect(world.time.uptime == .zero)
    }

    @Test func `a survey leaves a cloud that is down alone as well`() async throws {
        let world = try world(200, downUntil: .seconds(1_000_000))
        let requests = Locked(0)
        var counting = world
        counting.transport = WatchedTransport(world.transport) { _, _ in requests.withLock { $0 += 1 } }
        let survey = try await counting.sync.survey(
            (0..<200).map { world.cos([], $0) } + [world.obs([])], pacing: Pacing(concurrency: 4))
        #expect(survey.problems.count == 200 && survey.targets.count == 201)
        #expect(survey.problems.count { $0.error.code == .notAttempted } > 150)
        #expect(requests.withLock { $0 } < 30)
    }

    @Test func `no outage is waited for beyond the deadline`() async throws {
        let world = try world(20, downUntil: .seconds(30))
        let targets = (0..<20).map { world.cos([rule("a")], $0) }
        let outcomes = try await world.sync.converge(
            set(Ownership(), skipping, concurrency: 1), on: targets, deadline: .seconds(10)
        ).collected()
        #expect(outcomes.last?.error?.message.contains("deadline") == true)
        #expect(world.time.uptime <= .seconds(10))
        #expect(world.writes.isEmpty)
    }
}
