import CloudInventory
import InventoryEmulator
import InventorySync
import TestSupport
import Testing

/// Which live rules a sync may touch.
@Suite struct OwnershipTests {
    /// A bucket with a rule `a` that somebody else wrote, the same as ours or another.
    private func occupied(_ target: SyncTarget, identical: Bool, _ world: World) async throws {
        let elsewhere = World.cosName(1)
        var source = target
        source.bucket.name = ExactText(elsewhere)
        if !identical { source.rules[0].schedule = .weekly }
        try await world.sync(journal: .none).apply(world.sync(journal: .none).plan(set(), on: [source])).collected()
        let document = try #require(world.contents()[elsewhere, "a"])
        world.place(document, as: "a", in: target)
    }

    @Test(arguments: [
        (Ownership.Takeover.refuse, true, "a refuse"), (.refuse, false, "a refuse"),
        (.identical, true, "a keep"), (.identical, false, "a refuse"),
        (.replace, true, "a keep"), (.replace, false, "a replace"),
    ])
    func `a rule of ours that is there already`(
        _ takeover: Ownership.Takeover, _ identical: Bool, _ expected: String
    ) async throws {
        let world = try World([.tencentCOS: 2, .huaweiOBS: 1])
        let target = world.cos([rule("a", "p/")])
        try await occupied(target, identical: identical, world)
        let before = world.contents()
        let plan = try await world.plan(target, set(Ownership(takeover: takeover)))
        #expect(plan.words == expected)
        if expected == "a refuse" {
            #expect(plan.refusals.first?.finding.path == "id")
            await #expect(throws: InventoryError.self) {
                try await world.apply([target], set(Ownership(takeover: takeover)))
            }
            #expect(world.contents() == before)
        }
    }

    @Test func `what we wrote is ours by the ledger, however it was changed by hand`() async throws {
        let world = try World()
        let target = world.cos([rule("a", "p/")])
        let rules = set(Ownership(takeover: .refuse))
        try await world.apply([target], rules)
        #expect(try await world.plan(target, rules).words == "a keep")
        world.place(Foreign.cos("a", prefix: "changed/"), as: "a", in: target)
        #expect(try await world.plan(target, rules).words == "a replace")
    }

    @Test func `what was found as wanted and kept is ours from then on`() async throws {
        let world = try World([.tencentCOS: 2, .huaweiOBS: 1])
        let target = world.cos([rule("a", "p/")])
        try await occupied(target, identical: true, world)
        try await world.apply([target], set(Ownership(takeover: .identical)))
        world.place(Foreign.cos("a"), as: "a", in: target)
        #expect(try await world.plan(target, set(Ownership(takeover: .refuse))).words == "a replace")
    }

    @Test func `pruning is asked for, and stays within its pattern`() async throws {
        let world = try World()
        let target = world.obs([rule("bk-a", "a/")])
        for id in ["bk-old", "bk_x", "theirs"] { world.place(Foreign.obs(id, prefix: "\(id)/"), as: id, in: target) }
        #expect(try await world.plan(target).words == "bk-a create, bk-old unmanaged, bk_x unmanaged, theirs unmanaged")
        let pruning = set(Ownership(prune: .matching, pattern: "bk-*"))
        #expect(
            try await world.plan(target, pruning).words
                == "bk-a create, bk-old remove, bk_x unmanaged, theirs unmanaged")
        try await world.apply([target], pruning)
        #expect(world.contents().documents[World.obsName(0)]?.keys.sorted() == ["bk-a", "bk_x", "theirs"])
    }

    @Test(arguments: [EmulatedProvider.tencentCOS, .huaweiOBS])
    func `foreign rules are byte for byte as before`(_ cloud: EmulatedProvider) async throws {
        let world = try World()
        let isCOS = cloud == .tencentCOS
        func target(_ rules: [RuleTemplate]) -> SyncTarget { isCOS ? world.cos(rules) : world.obs(rules) }
        let foreign =
            isCOS
            ? ["f1": Foreign.cos("f1", prefix: "x/"), "f2": Foreign.cos("f2", more: "<New>1</New>"), "f3": "<no"]
            : [
                "f1": Foreign.obs("f1", prefix: "x/"), "f2": Foreign.obs("f2", prefix: "y/", enabled: false),
                "f3": Foreign.obs("f3", prefix: "z/", more: "<New>1</New>"),
            ]
        for (id, document) in foreign { world.place(document, as: id, in: target([])) }
        if isCOS { world.remove("f3", in: target([])) }
        let rules = set(retired: ["b"], Ownership(takeover: .replace, unknownElements: .erase))
        try await world.apply([target([rule("a", "a/"), rule("b", "b/")])], set())
        try await world.apply([target([rule("a", "changed/")])], rules)
        let bucket = target([]).bucket.name.string
        for (id, document) in foreign where !(isCOS && id == "f3") {
            #expect(world.contents()[bucket, id] == document)
        }
        #expect(world.contents().documents[bucket]?["b"] == nil)
    }

    // MARK: What we do not understand

    @Test func `unknown elements alone are kept, and said`() async throws {
        let world = try World()
        let target = world.obs([rule("a", "p/")])
        try await world.apply([target])
        let document = try #require(world.contents()[World.obsName(0), "a"])
        world.place(
            document.replacing("</InventoryConfiguration>", with: "<New>1</New></InventoryConfiguration>"), as: "a",
            in: target)
        let kept = try await world.plan(target)
        #expect(kept.words == "a keep")
        #expect(kept["a"]?.findings.unrecognized.map(\.path) == ["New"])

        let changed = world.obs([rule("a", "p/", .weekly)])
        let refused = try await world.plan(changed)
        #expect(refused.words == "a refuse")
        #expect(refused.refusals[0].finding.message.contains("(New)"))
        let erased = try await world.plan(changed, set(Ownership(unknownElements: .erase)))
        #expect(erased.words == "a replace")
        let ignored = try await world.plan(changed, set(Ownership(ignoreElements: ["New"])))
        #expect(ignored.words == "a replace" && ignored["a"]?.findings.isEmpty == true)
    }

    @Test func `a rule that cannot be read is not absent, and is only replaced when erasing is allowed`() async throws {
        let world = try World()
        let target = world.cos([rule("a", "p/")])
        try await world.apply([target])
        world.place("<InventoryConfiguration><Id>a</Id><Odd/></InventoryConfiguration>", as: "a", in: target)
        #expect(try await world.plan(target).words == "a refuse")
        let erasing = set(Ownership(unknownElements: .erase))
        #expect(try await world.plan(target, erasing).words == "a replace")
        let outcome = try await world.apply([target], erasing)[0]
        #expect(outcome.words == "a done")
        #expect(world.contents()[World.cosName(0), "a"]?.contains("<Prefix>p/</Prefix>") == true)
    }

    @Test func `without a journal nothing is put an end to, nor anything that rests on it`() async throws {
        let world = try World()
        try await world.apply([world.obs([rule("a", "p/"), rule("old", "o/")])])
        let target = world.obs([rule("a", "q/"), rule("b", "p/"), rule("c", "c/"), rule("d", "o/d/")])
        let rules = set(retired: ["old"], Ownership(takeover: .replace), Safety(onRefusal: .skipRule))
        let sync = world.sync(journal: .none)
        let plan = try await sync.plan(rules, on: [target])
        // b needs a's old prefix, d the one of the retired rule.
        #expect(plan.buckets[0].words == "a refuse, b refuse, c create, d refuse, old refuse")
        #expect(
            try await sync.apply(plan).collected()[0].words == "a refused, b refused, c done, d refused, old refused")
    }
}
