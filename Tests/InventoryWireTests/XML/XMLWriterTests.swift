import InventoryWire
import Testing

@Suite struct XMLWriterTests {
    private static func written(_ text: String) throws -> String {
        var writer = XMLWriter()
        try writer.element("T", text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(
        arguments: [
            ("", "<T></T>"), ("a", "<T>a</T>"), ("a&b", "<T>a&amp;b</T>"), ("<v>", "<T>&lt;v&gt;</T>"),
            ("]]>", "<T>]]&gt;</T>"), ("\"'", "<T>\"'</T>"), ("\r\n\t", "<T>&#13;\n\t</T>"), ("日志 é", "<T>日志 é</T>"),
            ("e\u{301}", "<T>e\u{301}</T>"), ("&amp;", "<T>&amp;amp;</T>"), (" a ", "<T> a </T>"),
            ("\u{7F}", "<T>\u{7F}</T>"),
            ("\u{1F4A9}\u{FFFD}", "<T>\u{1F4A9}\u{FFFD}</T>"),
        ]) func `text is escaped, and nothing else changed`(_ text: String, _ expected: String) throws
    {
        #expect(Array(try Self.written(text).utf8) == Array(expected.utf8))
    }

    @Test(arguments: Array(0..<0x20).filter { ![0x09, 0x0A, 0x0D].contains($0) } + [0xFFFE, 0xFFFF])
    func `a character that XML cannot hold is refused`(_ value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        let error = #expect(throws: UnwritableText.self) { try Self.written("a\(scalar)b") }
        #expect(error?.scalar == scalar)
        #expect(
            error?.description
                == "the character U+\(String(value, radix: 16, uppercase: true)) cannot be written in XML")
    }

    @Test func `elements nest as the calls do`() throws {
        var writer = XMLWriter()
        try writer.element("A") { (writer: inout XMLWriter) throws(UnwritableText) in
            try writer.element("B", "1")
            try writer.element("C") { _ in }
            try writer.element("D") { (writer: inout XMLWriter) throws(UnwritableText) in
                try writer.element("E", "2")
            }
        }
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "<A><B>1</B><C></C><D><E>2</E></D></A>")
    }

    @Test(arguments: UInt64(0)..<200) func `any text that is written is read as it was`(_ seed: UInt64) throws {
        var state = seed
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        let alphabet: [Unicode.Scalar] = [
            "a", "&", "<", ">", "\"", "'", "\r", "\n", "\t", " ", "]", ";", "#", "é", "\u{301}", "日", "\u{1F4A9}",
            "\u{85}",
            "\u{2028}", "\u{FEFF}", "\u{7F}", "\u{FFFD}",
        ]
        var text = ""
        for _ in 0..<(next() % 40) { text.unicodeScalars.append(alphabet[Int(next() % UInt64(alphabet.count))]) }
        let root = try XMLReader.read(Array(try Self.written(text).utf8)).root
        #expect(Array(root.text.utf8) == Array(text.utf8))
    }
}
