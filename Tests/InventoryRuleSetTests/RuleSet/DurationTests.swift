import InventoryRuleSet
import Testing

@Suite struct DurationTests {
    @Test(
        arguments: [
            ("90s", 90), ("50m", 3000), ("1h30m", 5400), ("2d", 172_800), ("0s", 0), ("99999999d", 8_639_999_913_600),
        ] as [(String, Int)])
    func `a duration is read`(_ text: String, _ seconds: Int) {
        #expect(Duration(written: text) == .seconds(seconds))
    }

    @Test(arguments: ["", "s", "1", "1s1", "-1s", "100000000s", "1w"])
    func `a text that is none is refused`(_ text: String) {
        #expect(Duration(written: text) == nil)
    }

    @Test func `a duration whose parts would overflow is refused`() {
        // No argument of the test, which would print its ten million letters.
        #expect(Duration(written: String(repeating: "99999999d", count: 1_200_000)) == nil)
    }
}
