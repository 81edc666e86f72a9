import CloudInventory
import InventoryCore
import InventoryEmulator
import InventorySync
import TestSupport
import Testing

/// An operator's year through the public API, over real sockets and libcurl, with what the vendors' documents leave open
/// drawn at random, pages of two rules, writes that are seen late, and servers that fail now and then.
@Suite(.serialized) struct SocketTests {
    private func world(_ seed: UInt64) throws -> World {
        var random = Seeded(seed)
        let quirks = EmulatorQuirks.draw(&random)
        let busy = FaultRule(
            .error, operations: [.list, .put, .delete], probability: 0.05, status: 503, code: "SlowDown")
        let unheard = FaultRule(.close, operations: [.put], probability: 0.05, afterwards: true)
        var faults = EmulatedFaults(seed: seed)
        for cloud in EmulatedProvider.clouds {
            faults.providers[cloud] = ProviderFaults(
                rules: [busy, unheard], visibilityLag: Int64(random.number(0...5)))
        }
        var world = try World(
            World.each(3), quirks: quirks, faults: faults,
            limits: World.each(3).mapValues { _ in EmulatedLimits(pageSize: 2) }, seed: seed)
        world.retry = .batch
        return world
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `plan, apply, drift, check, adopt, undo, one-off, survey`(_ seed: UInt64) async throws {
        var world = try world(seed)
        let server = try await EmulatorServer.start(world.emulator)
        world.transport = CurlTransport()
        for cloud in EmulatedProvider.clouds {
            world.connectTo[cloud.place.id] = ConnectTarget(
                host: "127.0.0.1", port: UInt16(clamping: server.endpoint(of: cloud)?.port ?? 0), isCleartext: true)
        }
        let place: Comment = "seed \(seed)"
        let rules = set(Ownership(), Safety(maximumChanges: 100, onRefusal: .skipBucket, canary: true))
        let wanted = [rule("a", "a/"), rule("b", "b/", .weekly), rule("c", "c/", enabled: false)]
        func targets(_ rules: [RuleTemplate]) -> [SyncTarget] {
            (0..<3).flatMap { number in EmulatedProvider.clouds.map { $0.place.target(rules, number) } }
        }
        /// Applies until nothing is left: a fault may outlast a call's attempts, and is then reported.
        func settle(_ targets: [SyncTarget], _ rules: RuleSet) async throws {
            var left: [String] = []
            for _ in 0..<20 {
                world.time.advance(by: .seconds(10))
                let outcomes = try await world.sync.converge(rules, on: targets).collected()
                #expect(Set(outcomes.map(\.index)) == Set(targets.indices), place)
                world.time.advance(by: .seconds(10))
                let open = try await world.sync.plan(rules, on: targets).buckets.filter {
                    $0.error != nil || $0.changes > 0
                }
                if open.isEmpty { return }
                left = open.map { "\($0.target): \($0.words) \($0.error?.message ?? "")" }
                left += outcomes.filter(\.isFailure).map { "\($0.steps.map(\.result)) \($0.error?.message ?? "")" }
            }
            Issue.record("not settled, seed \(seed): \(left.joined(separator: "; "))")
        }
        let foreign = world.obs([])
        world.place(Foreign.obs("f", prefix: "f/"), as: "f", in: foreign)
        try await settle(targets(wanted), rules)
        // Somebody takes one away.
        world.remove("b", in: world.cos([], 1))
        try await settle(targets(wanted), rules)
        #expect(world.contents()[World.cosName(1), "b"] != nil, place)
        // Other names for the same rules.
        let renamed = [rule("a", "a/"), rule("b", "b/", .weekly), rule("see", "c/", enabled: false)]
        for _ in 0..<20 where world.contents().documents.values.contains(where: { $0["c"] != nil }) {
            world.time.advance(by: .seconds(10))
            let plan = try await world.sync.adoptionPlan(rules, on: targets(renamed))
            for try await outcome in world.sync.apply(plan) {
                let now = world.contents().documents[outcome.target.bucket.name.string] ?? [:]
                #expect(now["c"] != nil || now["see"] != nil, place)
            }
            try await world.sync.recover()
        }
        #expect(world.contents().documents.values.allSatisfy { $0["see"] != nil && $0["c"] == nil }, place)
        // A bad rollout, and back.
        let before = world.contents().documents.mapValues { $0.keys.sorted() }
        let bad = [
            rule("a", "a/", .weekly), rule("b", "b/", .weekly), rule("see", "c/", enabled: false), rule("n", "n/"),
        ]
        world.time.advance(by: .seconds(10))
        let outcomes = try await world.sync.converge(rules, on: targets(bad)).collected()
        let run = try #require(try world.sync.runs().last)
        for _ in 0..<20 {
            world.time.advance(by: .seconds(10))
            let plan = try await world.sync.undoPlan(of: run)
            if plan.isEmpty, plan.summary.failed == 0 { break }
            try await world.sync.apply(plan).collected()
        }
        let left = world.contents().documents.mapValues { $0.keys.sorted() }
        for (bucket, ids) in left where ids != before[bucket] {
            let outcome = outcomes.first { $0.target.bucket.name.string == bucket }
            Issue.record("\(bucket) has \(ids) after undo, seed \(seed): \(outcome?.steps.map(\.result) ?? [])")
        }
        try await settle(targets(renamed), rules)
        let content = InventoryContent(filter: Filter(prefix: "a/"), fields: [.size])
        _ = try await world.sync.startOneOffJob(
            "a", content: content, deliveringTo: World.cosReports, on: world.cos([]))
        #expect(world.emulator.oneOffJobs(in: World.cosName(0), of: .tencentCOS).count == 1, place)
        let survey = try await world.sync.survey(targets(renamed))
        #expect(Set(survey.groups.map(\.template.id)) == ["a", "b", "see", "f"] || !survey.problems.isEmpty, place)
        #expect(world.contents()[World.obsName(0), "f"] == Foreign.obs("f", prefix: "f/"), place)
        #expect(world.emulator.requests.contains { $0.status == 503 }, "the faults were none, seed \(seed)")
        await server.stop()
    }
}
