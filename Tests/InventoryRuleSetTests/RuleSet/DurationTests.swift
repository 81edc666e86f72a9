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

    @Test(arguments: ["", "s", "1", "1s1", "-1s", "100000000s", "1w", String(repeating: "99999999d", count: 1_200_000)])
    func `a text of any length that is none is refused`(_ text: String) {
        #expect(Duration(written: text) == nil)
    }
}
