import InventoryRuleSet
import Testing

@Suite struct DocumentReaderTests {
    @Test(
        arguments: [
            Case("a: 12\n", "1:1 {1:1 a = 1:4 int 12}"),
            Case("a:\n  - x\n  -  y: z\n", "1:1 {1:1 a = 2:3 [2:5 string x, 3:6 {3:6 y = 3:9 string z}]}"),
            Case("# note\n\n{a: [b, 'c'], d: }", "3:1 {3:2 a = 3:5 [3:6 string b, 3:9 string c], 3:15 d = 3:18 null }"),
            Case("é: ü\nb: 😀 # c\nc: 1", "1:1 {1:1 é = 1:4 string ü, 2:1 b = 2:4 string 😀, 3:1 c = 3:4 int 1}"),
            Case("\u{FEFF}a: b", "1:1 {1:1 a = 1:4 string b}"),
            Case("\u{FEFF}{a: b}", "1:1 {1:2 a = 1:5 string b}"),
            Case("a: b\r\nc:\r\n- d\r\n", "1:1 {1:1 a = 1:4 string b, 2:1 c = 3:1 [3:3 string d]}"),
            Case(
                "a: |\n  one\n  two\nb: >-\n  one\n  two\n",
                "1:1 {1:1 a = 1:4 string one\ntwo\n, 4:1 b = 4:4 string one two}"),
            Case("%YAML 1.2\n---\na: b\n...\n# end\n", "3:1 {3:1 a = 3:4 string b}"),
            Case("? a\n: b", "1:1 {1:3 a = 2:3 string b}"),
            Case("a: \"x\\\"\\n\\x41\\u00e9\\U0001F600\\0y\"", "1:1 {1:1 a = 1:4 string x\"\nAé😀\0y}"),
            Case("a: {}\nb: []\nc: ''", "1:1 {1:1 a = 1:4 {}, 2:1 b = 2:4 [], 3:1 c = 3:4 string }"),
        ])
    func `every value and every key has its place`(_ example: Case) throws {
        #expect(dump(try read(example.text)) == example.expected)
    }

    @Test func `keys are the texts written, in the order written`() throws {
        let node = try read("on: 1\nno: 2\n12: 3\ntrue: 4\n'': 5\nnull: 6\n~: 7\n<<: 8\na: 9\n")
        guard case .mapping(let mapping) = node.content else { return #expect(Bool(false)) }
        #expect(mapping.entries.map(\.key) == ["on", "no", "12", "true", "", "null", "~", "<<", "a"])
        #expect(mapping["on"]?.keyLocation == DocumentLocation(file: "f.yaml", line: 1, column: 1))
        #expect(mapping["off"] == nil)
    }

    @Test(
        arguments: [
            (DocumentNode.Scalar.Kind.null, ["", "~", "null", "Null", "NULL", "!!null ~"]),
            (.bool, ["true", "True", "TRUE", "false", "False", "FALSE", "!!bool true"]),
            (.int, ["0", "12", "-3", "+4", "012", "0o14", "0xfF", "99999999999999999999999999", "!!int '3'"]),
            (
                .float,
                ["1.", ".5", "1.5", "-1e3", "1E+3", "2.5e-1", ".inf", "-.INF", "+.Inf", ".nan", ".NaN", "!!float 3"]
            ),
            (
                .string,
                [
                    "yes", "no", "on", "off", "y", "N", "tRUE", "nULL", "NaN", "inf", "1:30", "1_000", "0b1", "0o8",
                    "0o", "0x",
                    "0xg", "-0x1", "1e", "1e+", "e3", ".", "-", "+", "-.nan", "1.2.3", "12a", "2024-01-01", "<<", "=",
                    "１２",
                    "'12'", "\"true\"", "'~'", "''", "!!str 12", "!!str", "! 12", "|\n  12\n", ">-\n  true\n",
                ]
            ),
        ])
    func `a scalar stands for what the core schema of YAML 1.2 says`(
        _ kind: DocumentNode.Scalar.Kind, _ texts: [String]
    ) throws {
        for text in texts {
            // As an element of a list, where even an empty text and a lone dash are values.
            guard case .sequence(let elements) = try read(text == "-" ? "[-]" : "- \(text)").content else {
                Issue.record("\(text) is no list")
                continue
            }
            guard case .scalar(let scalar) = elements[0].content else {
                Issue.record("\(text) is no scalar")
                continue
            }
            #expect(scalar.kind == kind, "\(text)")
        }
    }

    @Test func `what is in quotes says so`() throws {
        let styles = ["a", "'a'", "\"a\"", "|\n a", ">\n a"].map { text in
            guard case .sequence(let elements) = try? read("- \(text)").content,
                case .scalar(let scalar) = elements[0].content
            else { return "none" }
            return "\(scalar.style)"
        }
        #expect(styles == ["plain", "quoted", "quoted", "quoted", "quoted"])
    }
}
