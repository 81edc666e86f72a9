import CloudInventory
import InventoryEmulator
import InventorySync
import TestSupport
import Testing

/// The journal folder's record of managed rules: whose they are, and what happens when it cannot be read.
@Suite struct LedgerTests {
    private func named(_ name: String, _ ownership: Ownership = Ownership(prune: .owned)) -> RuleSet {
        var rules = set(ownership, Safety(maximumRemovals: 10, onRefusal: .skipRule))
        rules.name = name
        return rules
    }

    @Test func `each of two sets with one journal folder prunes its own rules alone`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("a1", "a/1/"), rule("a2", "a/2/")])], named("one"))
        try await world.apply([world.cos([rule("b1", "b/1/"), rule("b2", "b/2/")])], named("two"))
        #expect(world.contents().documents[World.cosName(0)]?.keys.sorted() == ["a1", "a2", "b1", "b2"])
        let one = try await world.plan(world.cos([rule("a1", "a/1/")]), named("one"))
        #expect(one.words == "a1 keep, a2 remove, b1 unmanaged, b2 unmanaged")
        let other = try await world.plan(world.cos([rule("a1", "a/1/"), rule("x", "x/")]), named("three"))
        #expect(other.words == "a1 keep, a2 unmanaged, b1 unmanaged, b2 unmanaged, x create")
        // The same bucket in capital letters is the same bucket.
        try await world.apply([world.cos([rule("a1", "a/1/")])], named("one"))
        #expect(world.contents().documents[World.cosName(0)]?.keys.sorted() == ["a1", "b1", "b2"])
    }

    @Test func `a rule that two sets want stays until neither does`() async throws {
        let world = try World()
        for name in ["one", "two"] { try await world.apply([world.cos([rule("s"), rule("t")])], named(name)) }
        #expect(try await world.plan(world.cos([rule("t")]), named("one")).words == "s unmanaged, t keep")
    }

    @Test func `a set that was renamed goes on with its rules`() async throws {
        let world = try World()
        let rules = [rule("a"), rule("b", "b/")]
        try await world.apply([world.cos(rules)], named("one"))
        let changed = world.cos([rule("a", .none, .weekly), rules[1]])
        #expect(try await world.plan(changed, named("two")).words == "a replace, b keep")
        try await world.apply([changed], named("two"))
        // Both were the old name's as well, so they stay until they are named as retired.
        #expect(try await world.plan(world.cos([]), named("two")).words == "a unmanaged, b unmanaged")
    }

    static let damages: [(String, @Sendable ([UInt8]) -> [UInt8])] = [
        ("torn", { $0.dropLast(9) + [] }),
        ("the ends of another system", { $0.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } }),
        ("garbage", { $0 + Array("?!\n".utf8) }), ("zeros", { $0 + [0, 0, 0, 0x0A] }),
        ("another digit", { $0[..<3] + [$0[3] == 0x30 ? 0x31 : 0x30] + $0[4...] }),
        ("a line of an earlier version", { $0 + Array("cbf29ce484222325\n".utf8) }),
    ]

    @Test(arguments: damages.indices) func `a damaged record is named, and nothing is pruned`(_ index: Int) async throws
    {
        let (name, damage) = Self.damages[index]
        let world = try World()
        try await world.apply([world.cos([rule("a"), rule("b", "b/")])], named("one"))
        let whole = try #require(world.journal.bytes("written"))
        world.journal.write(damage(whole), to: "written")
        world.emulator.forgetRequests()
        let target = world.cos([rule("a")])
        for attempt in [
            { _ = try await world.plan(target, named("one")) },
            { _ = try await world.sync.converge(named("one"), on: [target]).collected() },
        ] as [() async throws -> Void] {
            let error = await #expect(throws: InventoryError.self, "\(name)") { try await attempt() }
            #expect(
                error?.code == .journalRefused && error?.message.contains("/written:") == true
                    && error?.message.contains("managed rules is damaged") == true, "\(String(describing: error))")
        }
        #expect(world.emulator.requestCount == 0, "\(name)")
        // Removing it and applying once makes a record of what is there as wanted.
        world.journal.remove("written")
        try await world.apply([world.cos([rule("a"), rule("b", "b/")])], named("one", Ownership()))
        #expect(try await world.plan(target, named("one")).words == "a keep, b remove", "\(name)")
    }

    @Test(arguments: [0, 1, 2], [false, true])
    func `lines of the record that are missing are missed, and stay missed`(_ kept: Int, _ isFirst: Bool) async throws {
        let world = try World()
        let rules = [rule("a"), rule("b", "b/"), rule("c", "c/")]
        try await world.apply([world.cos(rules)], named("one"))
        let lines = try #require(world.journal.bytes("written")).split(separator: 0x0A).map { Array($0) + [0x0A] }
        try #require(lines.count == 3)
        let cut = isFirst ? lines.suffix(kept) : lines.prefix(kept)
        world.journal.write(Array(cut.joined()), to: "written")
        let target = world.cos([rule("a")])
        for _ in 0..<2 {
            let error = await #expect(throws: InventoryError.self) { _ = try await world.plan(target, named("one")) }
            #expect(
                error?.code == .journalRefused
                    && error?.message.contains("/written: the record of managed rules") == true,
                "\(String(describing: error))")
            // Another run adds its lines and does not make up for them.
            try await world.apply(
                [world.cos([rule("a"), rule("d", "d/"), rule("e", "e/"), rule("f", "f/")])], named("one", Ownership()))
        }
    }

    @Test func `a record that is missing is missed, until it is made anew`() async throws {
        let world = try World()
        try await world.apply([world.cos([rule("a"), rule("b", "b/")])], named("one"))
        world.journal.remove("written")
        let error = await #expect(throws: InventoryError.self) {
            _ = try await world.plan(world.cos([rule("a")]), named("one"))
        }
        #expect(error?.message.contains("is missing, and had 2 lines") == true, "\(String(describing: error))")
        try await world.apply([world.cos([rule("a"), rule("b", "b/")])], named("one", Ownership()))
        #expect(try await world.plan(world.cos([rule("a")]), named("one")).words == "a keep, b remove")
    }

    @Test func `an undo makes nothing ours`() async throws {
        let world = try World()
        world.place(Foreign.cos("theirs", prefix: "t/"), as: "theirs", in: world.cos([]))
        try await world.apply([world.cos([rule("a")])], named("one", Ownership(prune: .matching, pattern: "th*")))
        try await world.apply(world.sync.undoPlan(of: try #require(try world.sync.runs().last)))
        #expect(world.contents().documents[World.cosName(0)]?.keys.sorted() == ["theirs"])
        #expect(try await world.plan(world.cos([rule("a")]), named("one")).words == "a create, theirs unmanaged")
    }
}
