import CloudInventory
import InventoryEmulator
import TestSupport
import Testing

/// Applied twice, the second time writes nothing: a difference is only ever a real one.
@Suite struct RepeatTests {
    /// Applies random sets to both clouds, twice, and changes them, and applies them twice again.
    private func applyTwice(_ seed: UInt64, rules count: Int, quirks: [String: String] = [:], lag: Int64 = 0)
        async throws
    {
        var random = RandomRules(seed)
        let world = try World(quirks: quirks, visibilityLag: lag, seed: seed)
        for round in 0..<2 {
            let cos = random.set(count, on: "tencent-cos")
            let obs = random.set(max(1, min(count, 9)), on: "huawei-obs")
            let targets = [world.cos(cos), world.obs(obs)]
            let rules = RuleSet(name: "random", rules: [])
            let place = Comment("seed \(seed), round \(round), quirks \(quirks), lag \(lag)")
            let plan = try await world.sync.plan(rules, on: targets)
            #expect(plan.summary.refuse == 0 && plan.summary.failed == 0, place)
            for outcome in try await world.sync.apply(plan).collected() {
                #expect(outcome.steps.allSatisfy { ["done", "unchanged"].contains($0.result.name) }, place)
                #expect(outcome.error == nil, place)
            }
            world.emulator.forgetRequests()
            let second = try await world.sync.plan(rules, on: targets)
            #expect(second.isEmpty, place)
            #expect(second.summary.keep == cos.count + obs.count, place)
            _ = try await world.sync.apply(second).collected()
            _ = try await world.sync.converge(rules, on: targets).collected()
            #expect(world.writes.isEmpty, place)
            #expect(world.contents().documents.values.reduce(0) { $0 + $1.count } == cos.count + obs.count, place)
            world.time.advance(by: .seconds(600))
        }
    }

    @Test func `three hundred random rules in each cloud`() async throws {
        for seed in 0..<30 { try await applyTwice(UInt64(seed), rules: 5) }
    }

    @Test(arguments: EmulatorQuirks.ofClients)
    func `whatever the vendors' documents leave open`(_ quirk: EmulatorQuirk) async throws {
        for (offset, value) in quirk.values.enumerated() {
            try await applyTwice(
                UInt64(1000 + offset), rules: 3, quirks: [quirk.name: value], lag: Int64(7 * (offset % 2)))
        }
    }

    @Test func `with several open points answered at random, and lag`() async throws {
        for seed in 5000..<5025 as Range<UInt64> {
            var seeded = Seeded(seed)
            var quirks: [String: String] = [:]
            for quirk in seeded.some(EmulatorQuirks.ofClients) { quirks[quirk.name] = seeded.pick(quirk.values) }
            // An empty list as an error is known by its documented code alone: another, or none, could mean anything.
            for cloud in ["tencent-cos", "huawei-obs"] { quirks[cloud + ".emptyList"] = nil }
            try await applyTwice(seed, rules: 4, quirks: quirks, lag: Int64(seeded.number(0...20)))
        }
    }
}
