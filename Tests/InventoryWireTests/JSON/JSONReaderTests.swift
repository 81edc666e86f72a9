import InventoryWire
import Testing

/// JSON in the table that XML is read into.
@Suite struct JSONReaderTests {
    private func root(_ text: String) throws -> DocumentElement { try JSONReader.read(Array(text.utf8)).root }

    @Test func `a member is a child, a list is children of its name, a scalar is text as spelled`() throws {
        let root = try root(#"{"Id": "a\u00e9\n", "N": -1.50e3, "B": true, "L": ["x", {"K": "y"}], "E": []}"#)
        #expect(root.name == "" && root.isJSON && root.text == "")
        #expect(root.children.map(\.name) == ["Id", "N", "B", "L", "L", "E"])
        #expect(root.children.map(\.text) == ["aé\n", "-1.50e3", "true", "x", "", ""])
        #expect(root.children.map(\.isListed) == [false, false, false, true, true, false])
        #expect(root.children.filter { $0.name == "L" }.last?.child("K")?.text == "y")
    }

    @Test func `null, an empty object and an empty list are empty elements`() throws {
        let root = try root(#"{"a": null, "b": {}, "c": [], "d": "", "e": false, "f": [null]}"#)
        #expect(root.children.map(\.isEmpty) == [true, true, true, true, false, true])
    }

    @Test func `an element knows its bytes and its place`() throws {
        let root = try root("\u{FEFF}{\n  \"Rule\": {\"Id\": \"é\"}, \"x\": 1\n}")
        let rule = try #require(root.child("Rule"))
        #expect(String(decoding: rule.source, as: UTF8.self) == "{\"Id\": \"é\"}")
        #expect(rule.place(from: 0) == (2, 11))
        #expect(try #require(rule.child("Id")).place(from: rule.offset) == (1, 8))
    }

    @Test(arguments: [
        (#"{"a": 1, "b": 2,\n "a": 2}"#, "a", 2, 2), (#"{"x": [{"a": [], "\u0061": null}]}"#, "a", 1, 18),
        ("{" + (0..<100).map { #""m\#($0)": 1, "# }.joined() + "\n" + #""m7": 2}"#, "m7", 2, 1),
    ])
    func `a name that stands twice in an object is refused`(_ text: String, _ name: String, _ line: Int, _ column: Int)
    {
        let error = #expect(throws: DocumentSyntaxError.self) {
            try JSONReader.read(Array(text.replacing("\\n", with: "\n").utf8))
        }
        #expect(error.map { [$0.line, $0.column] } == [line, column])
        #expect(error?.problem.contains("'\(name)' stands twice") == true, "\(String(describing: error))")
    }

    @Test func `the same name in two objects is no matter`() throws {
        #expect(try root(#"{"a": [{"b": 1}, {"b": 2}], "c": {"a": 1}}"#).children.map(\.name) == ["a", "a", "c"])
    }

    @Test(arguments: [
        ("", 1, 1), ("{", 1, 2), ("{\"a\": }", 1, 7), ("{\n\"a\" 1}", 2, 5), ("[1,]", 1, 4), ("{} x", 1, 4),
        ("nul", 1, 1),
        ("{\"a\": \"\\x\"}", 1, 10), ("01", 1, 3),
    ])
    func `what is no JSON is refused with its place`(_ text: String, _ line: Int, _ column: Int) {
        let error = #expect(throws: DocumentSyntaxError.self) { try JSONReader.read(Array(text.utf8)) }
        #expect(error?.language == "JSON")
        #expect(error.map { [$0.line, $0.column] } == [line, column])
    }

    @Test func `another encoding than UTF-8 is named, and the byte that shows it`() {
        let text = "{\n\"a\": \"b"
        let cases: [([UInt8], String, Int, Int)] = [
            (
                Array(text.utf8) + [0xE9] + Array("\"}".utf8), "the byte 0xE9 here is not UTF-8, and may be ISO-8859-1",
                2, 8
            ),
            (
                [0xFF, 0xFE] + text.utf8.flatMap { [$0, 0] }, "UTF-16 with the low byte first, seen by its byte 0xFF",
                1, 1
            ),
            (
                [0xFE, 0xFF] + text.utf8.flatMap { [0, $0] }, "UTF-16 with the high byte first, seen by its byte 0xFE",
                1, 1
            ),
            (text.utf8.flatMap { [$0, 0] }, "UTF-16 with the low byte first", 1, 2),
            (Array(text.utf8) + [0], "a NUL byte", 2, 8),
        ]
        for (bytes, words, line, column) in cases {
            let error = #expect(throws: DocumentSyntaxError.self) { try JSONReader.read(bytes) }
            #expect(error?.problem.contains(words) == true, "\(words): \(error?.problem ?? "")")
            #expect(error.map { [$0.line, $0.column] } == [line, column])
        }
    }

    @Test func `depth, values and bytes are bounded`() throws {
        for text in [
            String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
            "[" + String(repeating: "1,", count: 40_000) + "1]", String(repeating: " ", count: 1 << 20) + "1",
        ] {
            #expect(throws: DocumentSyntaxError.self) { try JSONReader.read(Array(text.utf8)) }
        }
    }
}
