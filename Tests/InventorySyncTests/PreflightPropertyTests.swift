import CloudInventory
import InventoryCore
import InventoryEmulator
import InventorySync
import TestSupport
import Testing

/// Our opinion of what a cloud takes, against the emulator's.
@Suite struct PreflightPropertyTests {
    /// Random sets: some expressible, some not, over buckets with other people's rules, open points drawn at random.
    private func draw(_ seed: UInt64) throws -> (World, SyncTarget) {
        var random = RandomRules(seed)
        // An empty list as an error is known by its documented code alone.
        var quirks: [String: String] = [:]
        for quirk in random.seeded.some(EmulatorQuirks.ofClients) where !quirk.name.hasSuffix(".emptyList") {
            quirks[quirk.name] = random.seeded.pick(quirk.values)
        }
        let world = try World(
            quirks: quirks, limits: [.huaweiOBS: EmulatedLimits(maximumRules: 6)], seed: seed)
        let isOBS = random.seeded.chance(0.6)
        let provider: ProviderID = isOBS ? "huawei-obs" : "tencent-cos"
        var rules = random.set(random.seeded.number(1...5), on: provider)
        for index in rules.indices {
            if random.seeded.chance(0.25) {
                rules[index].content.filter.prefix = random.seeded.pick([nil, "", "0", "0db~/x", "theirs/a", "t"])
            }
            if random.seeded.chance(0.1) { rules[index].id = random.seeded.pick(["a b", "ü", "rule-0", "x:y"]) }
            if random.seeded.chance(0.1) { rules[index].content.filter.tags = [Tag("k", "v")] }
            if random.seeded.chance(0.1) { rules[index].content.fields.list.append(.crc64) }
        }
        let target =
            isOBS ? world.obs(rules, maximumRules: 6) : world.cos(rules)
        for number in 0..<random.seeded.number(0...3) {
            let id = "theirs\(number)"
            let prefix = random.seeded.pick(["theirs/", "theirs2/", "3", "u\(number)/"])
            // A real server would not hold two that overlap.
            let others = world.emulator.documents(in: target.bucket.name.string, of: World.cloud(target))
            if others.contains(where: { String(decoding: $0.document, as: UTF8.self).contains("<Prefix>\(prefix)") }) {
                continue
            }
            world.place(
                isOBS ? Foreign.obs(id, prefix: prefix) : Foreign.cos(id, prefix: prefix), as: id, in: target)
        }
        return (world, target)
    }

    @Test func `what the plan accepts, the emulator accepts`() async throws {
        var refused = 0
        var written = 0
        for seed in 0..<200 as Range<UInt64> {
            let (world, target) = try draw(seed)
            let plan = try await world.sync.plan(set(Ownership(), Safety(onRefusal: .skipRule)), on: [target])
            refused += plan.summary.refuse
            for step in try await world.apply(plan)[0].steps where step.action == .create {
                written += 1
                #expect(step.result.name == "done", "seed \(seed), rule \(step.id): \(step.result)")
            }
        }
        // The draw is worth something only while both happen.
        #expect(refused > 60 && written > 200)
    }

    @Test func `what the plan refuses for a bound or a condition, the emulator refuses`() async throws {
        var tried = 0
        for seed in 1000..<1120 as Range<UInt64> {
            let (world, target) = try draw(seed)
            let plan = try await world.plan(target, set(Ownership(), Safety(onRefusal: .skipRule)))
            // Alone, past the gate, after those that were accepted.
            try await world.apply(
                Plan(
                    ruleSet: set(Ownership(), Safety(onRefusal: .skipRule)), buckets: [plan],
                    created: world.time.services.now()))
            let provider = try world.catalog.client(for: target.provider).provider
            var seen: [InventoryRule.ID: Int] = [:]
            for (wanted, step) in zip(target.rules, plan.steps) where step.action == .refuse {
                seen[wanted.id, default: 0] += 1
                // Two of one id overwrite each other, and of two that overlap the first is taken: no server refuses those.
                let findings = step.findings.refusals.filter { $0.kind == .violation }
                guard
                    findings.contains(where: { $0.path == "id" && $0.message.contains("may hold") || $0.path == "tags" }
                    )
                else { continue }
                tried += 1
                let fitted = provider.capabilities.fit(wanted, in: target.bucket).value
                let error = await #expect(throws: InventoryError.self, "seed \(seed), rule \(wanted.id)") {
                    _ = try await provider.store(fitted, in: target.bucket)
                }
                #expect(error?.code == .invalidRequest, "seed \(seed), rule \(wanted.id)")
            }
        }
        #expect(tried > 10)
    }

    @Test func `of two wanted rules that overlap the emulator refuses the second`() async throws {
        for seed in 2000..<2080 as Range<UInt64> {
            var random = RandomRules(seed)
            let world = try World(seed: seed)
            let outer = random.prefixes(1)[0]
            let inner = random.seeded.chance(0.5) ? ExactText(outer.string + "\u{301}x") : outer
            let target = world.obs([rule("outer", random.seeded.chance(0.2) ? nil : outer), rule("inner", inner)])
            #expect(try await world.plan(target).words == "inner refuse, outer refuse", "seed \(seed)")
            let client = try world.catalog.client(for: target.provider)
            _ = try await client.store(target.rules[0], in: target.bucket)
            let error = await #expect(throws: InventoryError.self, "seed \(seed)") {
                _ = try await client.store(target.rules[1], in: target.bucket)
            }
            #expect(error?.code == .prefixOverlap, "seed \(seed)")
        }
    }
}
