import CloudInventory
import InventoryCore
import InventoryEmulator
import TestSupport
import Testing

/// What is refused before anything is sent, by rule and property.
@Suite struct PreflightTests {
    private func refusals(_ target: SyncTarget, live: [String] = []) async throws -> [String] {
        let world = try World()
        for (number, document) in live.enumerated() { world.place(document, as: "live\(number)", in: target) }
        return try await world.plan(target).refusals.map { "\($0.id): \($0.finding.path)" }.sorted()
    }

    @Test func `what a cloud does not have is named by rule and property, all at once`() async throws {
        let world = try World()
        var everything = rule("a", "p/", .monthly(day: 1), fields: [.size, .crc64, .tag, .userMetadata("o")])
        everything.content.filter.tags = [Tag("k", "v")]
        everything.content.filter.created = CreationWindow(from: UTCInstant(secondsSinceEpoch: 0))
        everything.content.filter.storageClass = "STANDARD"
        everything.content.encryption = .serviceManaged
        everything.content.format = .parquet
        var target = world.obs([everything, rule("b", "q/")])
        target.rules[0].destination.owner = "1"
        let found = try await refusals(target)
        #expect(
            found == [
                "a: created", "a: encryption", "a: fields[1]", "a: fields[2]", "a: fields[3]", "a: format",
                "a: reports.owner", "a: schedule", "a: schedule.monthly", "a: storageClass", "a: tags",
            ])
        #expect(world.sync.preflight(set(), on: [target]).map(\.words) == ["a refuse"])
        #expect(world.emulator.requestCount == 0)
    }

    @Test func `ids by alphabet and length`() async throws {
        let world = try World()
        let long = ExactText(String(repeating: "x", count: 65))
        #expect(
            try await refusals(world.obs([rule("a b", "1/"), rule("é", "2/"), rule(long, "3/"), rule("", "4/")]))
                == [": id", "a b: id", "\(long): id", "é: id"])
        #expect(try await refusals(world.cos([rule("a b"), rule("a:b"), rule("fine-._")])) == ["a b: id", "a:b: id"])
        #expect(try await refusals(world.cos([rule("twice", "1/"), rule("twice", "2/")])) == ["twice: id"])
    }

    @Test func `a COS tag filter needs the Tag field`() async throws {
        let world = try World()
        #expect(try await refusals(world.cos([rule("a", tags: [Tag("k", "v")])])) == ["a: tags"])
        #expect(try await refusals(world.cos([rule("a", fields: [.tag], tags: [Tag("k", "v")])])).isEmpty)
    }

    @Test func `reports go to the bucket's own region`() async throws {
        let world = try World()
        var target = world.cos([rule("a")])
        target.rules[0].destination.region = "ap-beijing"
        #expect(try await refusals(target) == ["a: reports.region"])
    }

    @Test func `overlong prefixes`() async throws {
        let world = try World()
        let long = ExactText(String(repeating: "x", count: 1025))
        #expect(try await refusals(world.obs([rule("a", long)])) == ["a: prefix"])
        #expect(try await refusals(world.obs([rule("a", ExactText(String(long.string.dropLast())))])).isEmpty)
    }

    // MARK: Overlap

    @Test func `OBS refuses overlap among the wanted rules`() async throws {
        let world = try World()
        #expect(
            try await refusals(world.obs([rule("a", "logs/"), rule("b", "logs/app/"), rule("c", "other/")]))
                == ["a: prefix", "b: prefix"])
        #expect(try await refusals(world.obs([rule("a", "same"), rule("b", "same")])) == ["a: prefix", "b: prefix"])
        #expect(try await refusals(world.obs([rule("a"), rule("b", "b/")])) == ["a: prefix", "b: prefix"])
        #expect(try await refusals(world.cos([rule("a"), rule("b", "b/")])).isEmpty)
    }

    @Test func `prefixes overlap by bytes, not by what Unicode calls equal`() async throws {
        let world = try World()
        #expect(try await refusals(world.obs([rule("a", "\u{E9}"), rule("b", "e\u{301}")])).isEmpty)
        #expect(try await refusals(world.obs([rule("a", "e"), rule("b", "e\u{301}")])) == ["a: prefix", "b: prefix"])
    }

    @Test func `OBS refuses overlap with other people's rules, disabled ones and whole-bucket ones included`()
        async throws
    {
        let world = try World()
        let target = world.obs([rule("a", "logs/app/"), rule("b", "data/")])
        #expect(try await refusals(target, live: [Foreign.obs("live0", prefix: "logs/")]) == ["a: prefix"])
        #expect(
            try await refusals(target, live: [Foreign.obs("live0", prefix: "logs/app/x", enabled: false)])
                == ["a: prefix"])
        #expect(try await refusals(target, live: [Foreign.obs("live0")]) == ["a: prefix", "b: prefix"])
        #expect(try await refusals(target, live: [Foreign.obs("live0", prefix: "")]) == ["a: prefix", "b: prefix"])
        #expect(try await refusals(target, live: [Foreign.obs("live0", prefix: "e/")]).isEmpty)
    }

    @Test func `a rule that is refused stays where it is, and is in the way of who wanted its place`() async throws {
        let world = try World()
        try await world.apply([world.obs([rule("a", "p/")])])
        let target = world.obs([rule("a", "x/y/"), rule("b", "p/"), rule("c", "c/")])
        world.place(Foreign.obs("f", prefix: "x/"), as: "f", in: target)
        #expect(try await world.plan(target).words == "a refuse, b refuse, c create, f unmanaged")
    }

    // MARK: Counts

    @Test func `a disputed limit warns, one's own refuses`() async throws {
        let world = try World(limits: [.huaweiOBS: EmulatedLimits(maximumRules: 100)])
        let rules = (0..<12).map { rule(ExactText("r\($0)"), ExactText("\($0)-")) }
        let warned = try await world.plan(world.obs(rules))
        #expect(warned.changes == 12)
        #expect(warned.steps.count { $0.findings.contains { $0.path == "id" && $0.disposition == .noted } } == 2)

        let refused = try await world.plan(world.obs(rules, maximumRules: 11))
        #expect(refused.changes == 11)
        #expect(refused.refusals.map { "\($0.id): \($0.finding.path)" } == ["r11: id"])
        #expect(try await world.apply([world.obs(rules)])[0].steps.allSatisfy { $0.result.name == "done" })
    }

    @Test func `rules that are there count, and rules that go make room`() async throws {
        let world = try World()
        let target = world.cos([rule("new1"), rule("new2")], maximumRules: 3)
        for id in ["f1", "f2"] { world.place(Foreign.cos(id), as: id, in: target) }
        #expect(try await world.plan(target).words == "f1 unmanaged, f2 unmanaged, new1 create, new2 refuse")
        #expect(
            try await world.plan(target, set(retired: ["f2"])).words
                == "f1 unmanaged, f2 remove, new1 create, new2 create")
    }
}
