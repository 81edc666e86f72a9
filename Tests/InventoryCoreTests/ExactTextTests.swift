import InventoryCore
import Testing

@Suite struct ExactTextTests {
    static let composed: ExactText = "\u{E9}"
    static let decomposed: ExactText = "e\u{301}"

    @Test func `texts are equal by bytes`() {
        #expect(Self.composed.string == Self.decomposed.string)
        #expect(Self.composed != Self.decomposed)
        #expect(Set([Self.composed, Self.decomposed, Self.composed]).count == 2)
    }

    @Test(
        arguments: [
            ("e\u{301}", "e", true), ("\u{E9}", "e", false), ("\u{E9}", "e\u{301}", false), ("logs/a", "logs/", true),
            ("logs", "logs/", false), ("a", "", true), ("", "", true), ("", "a", false), ("\r\n", "\r", true),
            ("👩‍👩‍👧", "👩", true),
        ] as [(ExactText, ExactText, Bool)])
    func `a prefix is one by bytes`(_ text: ExactText, _ prefix: ExactText, _ expected: Bool) {
        #expect(text.hasPrefix(prefix) == expected)
    }

    @Test func `the order is that of bytes`() {
        let sorted: [ExactText] = ["Z", "a", "e\u{301}x", "zz", "\u{E9}"]
        #expect(sorted.reversed().sorted() == sorted)
        #expect(!(Self.composed < Self.composed))
    }

    @Test func `the length is counted in bytes`() {
        #expect(ExactText("日志/").byteCount == 7)
        #expect(ExactText("\r\n").byteCount == 2)
        #expect(ExactText("").isEmpty)
        #expect(!ExactText("\u{0}").isEmpty)
    }

    @Test(arguments: ["\u{E9}", "e\u{301}", "\u{301}", "\u{0}\r\n", "\u{FEFF}"])
    func `nothing is normalised on the way through JSON`(_ text: String) throws {
        let back = try JSON.value([ExactText].self, JSON.text([ExactText(text)]))
        #expect(back == [ExactText(text)])
    }
}
