import InventoryCore
import Testing

@Suite struct PlaceholderTests {
    @Test(
        arguments: [
            ("{a}-{a}{b}", "x-x{b}"), ("{{a}}", "{x}"), ("{a", "{a"), ("", ""), ("é{a}\u{301}", "éx\u{301}"),
        ]) func `every occurrence is filled, by bytes`(_ pattern: String, _ text: String)
    {
        #expect(Array(pattern.filling("{a}", with: "x").utf8) == Array(text.utf8))
    }

    @Test func `what is filled in is not filled again`() { #expect("{a}".filling("{a}", with: "{a}{a}") == "{a}{a}") }

    @Test func `several are filled at once, and none in what another was filled with`() {
        #expect("{a}{b}{c}".filling(["{a}": "{b}", "{b}": "{a}"]) == "{b}{a}{c}")
    }

    @Test(arguments: [("a..b", true), ("a.b.", false), ("..", true), (".", false), ("", false)])
    func `a text is found in another`(_ text: String, _ isThere: Bool) { #expect(text.holds("..") == isThere) }
}
