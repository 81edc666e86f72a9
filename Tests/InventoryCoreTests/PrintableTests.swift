import InventoryCore
import Testing

@Suite struct PrintableTests {
    @Test(
        arguments: [
            ("plain", "plain"), ("日志 é 👩‍👩‍👧", "日志 é 👩‍👩‍👧"), ("\u{1B}[31mred", "\\u{1b}[31mred"), ("a\r\nb", "a\\u{d}\\u{a}b"),
            ("\u{0}", "\\u{0}"), ("\u{7F}", "\\u{7f}"), ("\u{9B}31m", "\\u{9b}31m"), ("\u{202E}gpj", "\\u{202e}gpj"),
            ("\u{202A}\u{2066}\u{2069}", "\\u{202a}\\u{2066}\\u{2069}"), ("\u{200E}\u{200F}", "\\u{200e}\\u{200f}"),
            ("\u{61C}", "\\u{61c}"), ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("\u{FEFF}", "\\u{feff}"),
            ("\t", "\\u{9}"), ("\u{2060}\u{E0041}", "\\u{2060}\\u{e0041}"), ("\u{85}", "\\u{85}"),
        ]) func `what could command a terminal is spelled out`(_ text: String, _ shown: String)
    {
        #expect(Array(Printable.quoted(text).utf8) == Array(shown.utf8))
    }

    @Test func `every control character of direction is spelled out`() {
        let scalars = (0...0x10FFFF).compactMap(Unicode.Scalar.init).filter(\.properties.isBidiControl)
        #expect(scalars.count == 12)
        #expect(scalars.map { Printable.quoted(String($0)) }.filter { $0.contains("\\u{") }.count == scalars.count)
    }

    @Test func `lines stay lines`() {
        #expect(Printable.lines("a\n\tb\r\u{9B}2J") == "a\n\tb\\u{d}\\u{9b}2J")
    }

    @Test func `long text is cut`() {
        #expect(Printable.quoted("abcdef", limit: 6) == "abcdef")
        #expect(Printable.quoted("abcdefg", limit: 6) == "abcdef…")
        #expect(Printable.quoted(String(repeating: "\u{301}", count: 1000)).unicodeScalars.count == 201)
    }
}
