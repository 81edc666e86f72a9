import CloudInventory
import InventoryCore
import InventorySync
import TestSupport
import Testing

/// Which run is the newest: the one that began last, whatever the clocks said.
@Suite struct RunOrderTests {
    /// A sync whose machine's clock is off by that much. The cloud's is not.
    private func sync(_ world: World, off seconds: Int64) -> InventorySync {
        var services = world.time.services
        services.now = { UTCInstant(secondsSinceEpoch: world.time.seconds).advanced(by: seconds) }
        return InventorySync(world.catalog, journal: .directory(world.journal.path), services: services)
    }

    @Test func `runs stand in the order in which they began, after a clock that was fast, and one that was set back`()
        async throws
    {
        let world = try World()
        var names: [String] = []
        for (number, off) in [0, 72_000, 0, -72_000, 31_536_000, 0, 0].enumerated() {
            let sync = sync(world, off: Int64(off))
            let rules = [rule("a", ExactText("p\(number)/"))]
            _ = try await sync.converge(
                set(Ownership(takeover: .replace)), on: [world.cos(rules)]
            ).collected()
            names.append(try #require(try sync.runs().first { !names.contains($0) }))
        }
        #expect(try world.sync.runs() == names)
        #expect(try world.sync.runSummaries().map(\.run) == names)
        // Each says by its own clock when it began.
        #expect(
            try world.sync.runSummaries().compactMap(\.started)
                != world.sync.runSummaries().compactMap(\.started).sorted())
        let plan = try await world.sync.undoPlan(of: try #require(names.last))
        #expect(plan.buckets.flatMap(\.steps).map(\.action.name) == ["restore"])
    }

    @Test func `a hundred runs of one second stand in their order`() async throws {
        let world = try World()
        var names: [String] = []
        for _ in 0..<102 {
            let sync = sync(world, off: 0)
            _ = try await sync.converge(set(), on: [world.cos([rule("a")])]).collected()
            names.append(try #require(try sync.runs().last))
        }
        #expect(Set(names).count == 102 && names == names.sorted())
    }

    @Test func `the size of the fleet is that of the run that began last`() async throws {
        let world = try World()
        for (found, off) in [(2, 72_000), (8, 0)] {
            var sync = sync(world, off: Int64(off))
            sync.found = ["t": found]
            _ = try await sync.converge(set(), on: [world.cos([rule("a")])]).collected()
        }
        #expect(try world.sync.lastFound(of: "test") == ["t": 8])
    }
}
