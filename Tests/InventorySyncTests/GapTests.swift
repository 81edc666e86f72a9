import CloudInventory
import InventoryEmulator
import InventorySync
import TestSupport
import Testing

/// A plan says of which rules there is none for a moment.
@Suite struct GapTests {
    /// The remarks of a plan on moments without a rule, by id.
    private func gaps(_ plan: BucketPlan) -> [InventoryRule.ID: String] {
        .init(
            plan.steps.flatMap { step in
                step.findings.remarks.filter { $0.kind == .gap }.map { (step.id, $0.message) }
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test(arguments: EmulatedProvider.clouds)
    func `a replacement has a gap where the cloud replaces no rule, and there alone`(
        _ cloud: EmulatedProvider
    ) async throws {
        let world = try World([cloud: 1])
        try await world.apply([cloud.place.target([rule("a", "a/"), rule("b", "b/")])])
        let wanted = cloud.place.target([rule("a", "a/", .weekly), rule("b", "b/"), rule("new", "n/")])
        let gaps = gaps(try await world.plan(wanted))
        #expect(Set(gaps.keys) == (cloud == .alibabaOSS ? ["a"] : []))
        guard let message = gaps["a"] else { return }
        #expect(message.hasPrefix("alibaba-oss replaces no rule, so this one is removed before it is stored anew"))
        #expect(message.hasSuffix("where a run is cut short there, recover puts it back"))
        // The undo of it has the same.
        try await world.apply([wanted])
        let run = try #require(try world.sync.runs().last)
        #expect(self.gaps(try await world.sync.undoPlan(of: run).buckets[0]).keys.sorted() == ["a"])
    }

    @Test func `an exchange of prefixes has one, and a removal that makes room`() async throws {
        let world = try World()
        try await world.apply([world.obs([rule("a", "left/"), rule("b", "right/"), rule("old", "o/")])])
        let wanted = world.obs([rule("a", "right/"), rule("b", "left/"), rule("new", "o/x/")])
        let gaps = gaps(try await world.plan(wanted, set(retired: ["old"])))
        #expect(gaps.keys.sorted() == ["a", "old"])
        #expect(gaps["a"]?.hasPrefix("there is no room for the new one beside the old one") == true)
        #expect(gaps["old"]?.hasPrefix("it is removed before rule 'new' is stored") == true)
        // Moves that go from end to end have none.
        #expect(
            self.gaps(try await world.plan(world.obs([rule("a", "right/x/"), rule("b", "3/"), rule("old", "o/")])))
                .isEmpty)
    }
}
