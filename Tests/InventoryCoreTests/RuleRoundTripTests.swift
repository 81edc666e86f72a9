import InventoryCore
import Testing

@Suite struct RuleRoundTripTests {
    /// Compared as written: equality of rules overlooks the order of columns and tags.
    @Test(arguments: UInt64(0)..<300) func `any rule comes back from JSON as it was`(_ seed: UInt64) throws {
        var random = RandomRules(seed: seed)
        let rule = random.rule()
        let text = try JSON.text(rule)
        let back = try JSON.value(InventoryRule.self, text)
        #expect(back == rule)
        #expect(back.content.fields.list == rule.content.fields.list)
        #expect(back.content.filter.tags == rule.content.filter.tags)
        #expect(back.content.filter.prefix == rule.content.filter.prefix)
        #expect(Array(try JSON.text(back).utf8) == Array(text.utf8))
    }

    @Test(arguments: UInt64(0)..<100) func `any job comes back from JSON as it was`(_ seed: UInt64) throws {
        var random = RandomRules(seed: seed)
        let job = random.job()
        #expect(try JSON.value(OneOffJob.self, JSON.text(job)) == job)
    }

    @Test func `the same seed gives the same rule`() {
        var first = RandomRules(seed: 7)
        var second = RandomRules(seed: 7)
        var other = RandomRules(seed: 8)
        let rule = first.rule()
        #expect(second.rule() == rule)
        #expect(other.rule() != rule)
    }
}
