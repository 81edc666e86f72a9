import InventoryRuleSet
import Testing

@Suite struct DocumentRefusalTests {
    static let anchors =
        "anchors and aliases are not read, as a short file with them can expand without bound; write the value out"

    @Test(
        arguments: [
            Case("", "f.yaml:1:1: the document is empty"),
            Case("\u{FEFF}", "f.yaml:1:1: the document is empty"),
            Case(" \n\n", "f.yaml:3:1: the document is empty"),
            Case("# nothing\n", "f.yaml:2:1: the document is empty"),
            Case("---\n...\n", "f.yaml:2:1: the document is empty"),
            Case("a: b\n---\nc: d\n", "f.yaml:2:1: a second document starts here; a file holds one"),
            Case("a: 1\nb: 2\na: 3\n", "f.yaml:3:1: the key \"a\" stands already in line 1"),
            Case("{a: 1, 'a': 2}", "f.yaml:1:8: the key \"a\" stands already in line 1"),
            Case("a: &x 1\n", "f.yaml:1:4: \(anchors)"),
            Case("a: &x {b: c}\n", "f.yaml:1:4: \(anchors)"),
            Case("a: &x [b]\n", "f.yaml:1:4: \(anchors)"),
            Case("&x a: b\n", "f.yaml:1:1: \(anchors)"),
            Case("a: b\nc: *x\n", "f.yaml:2:4: \(anchors)"),
            Case("*x : b\n", "f.yaml:1:1: \(anchors)"),
            Case("a: !!binary aGk=\n", "f.yaml:1:4: the tag `!!binary` is not read for \"aGk=\"; remove it"),
            Case("a: !env HOME\n", "f.yaml:1:4: the tag `!env` is not read for \"HOME\"; remove it"),
            Case("a: !!int abc\n", "f.yaml:1:4: the tag `!!int` is not read for \"abc\"; remove it"),
            Case("a: !!set {b}\n", "f.yaml:1:4: the tag `!!set` is not read here; remove it"),
            Case("a: !!map [b]\n", "f.yaml:1:4: the tag `!!map` is not read here; remove it"),
            Case("!!str a: b\n", "f.yaml:1:1: a key cannot have a tag; remove it"),
            Case("%TAG ! tag:x,2000:\n---\na: b\n", "f.yaml:1:1: the directive %TAG is not read; remove the line"),
            Case("[a]: b\n", "f.yaml:1:1: a key must be a text, not a mapping or a list"),
            Case("? {a: b}\n: c\n", "f.yaml:1:3: a key must be a text, not a mapping or a list"),
            Case("?\n: b\n", "f.yaml:1:2: a key is missing"),
        ])
    func `a document that is no file of settings is refused, and where`(_ example: Case) {
        #expect(refusal { try read(example.text) } == example.expected)
    }

    @Test(
        arguments: [
            Case("a:\n\tb: c\n", "f.yaml:2:1: a tab cannot indent; use blanks"),
            Case("a: @b\n", "f.yaml:1:4: a text cannot start with `@`; put it in quotes"),
            Case("é: `b`\n", "f.yaml:1:4: a text cannot start with ```; put it in quotes"),
            Case(
                "a: b: c\n",
                "f.yaml:1:5: a colon stands where no key can be; put a text that holds one in quotes, or check the indentation"
            ),
            Case(
                ": b\n",
                "f.yaml:1:1: while parsing a block mapping: did not find expected key; "
                    + "check the indentation of line 1"),
            Case("- {a: [b}]\n", "f.yaml:1:9: while parsing a flow sequence: did not find expected ',' or ']'"),
            Case(
                "a: 'b\n",
                "f.yaml:1:4: while scanning a quoted scalar: found unexpected end of stream; the file ends before"),
            Case(
                "a: [b\n",
                "f.yaml:1:4: while parsing a flow sequence: did not find expected ',' or ']'; the file ends before"),
            Case(
                "a: b\n c: d\n",
                "f.yaml:2:3: a colon stands where no key can be; put a text that holds one in quotes, or check the indentation"
            ),
            Case("a: 1\nb\n", "f.yaml:2:1: a colon must follow the key, on the same line"),
            Case("%YAML 1.3\n---\na: b\n", "f.yaml:1:1: found incompatible YAML document"),
            Case(
                "a: \"C:\\dir\"\n",
                "f.yaml:1:7: a backslash in double quotes starts an escape, and this is none; write it twice, or use single quotes"
            ),
            Case(
                "  a: 1\n b: 2\n",
                "f.yaml:2:2: the document is complete before this; check the indentation, and the blank after a colon"),
            Case(
                "{a: 1} b\n",
                "f.yaml:1:8: the document is complete before this; check the indentation, and the blank after a colon"),
            Case(
                "a: \"\\ud83d\"\n",
                "f.yaml:1:5: an escape stands for no character: a half of a surrogate pair, or a number above 10FFFF"),
            Case(
                "a: \"\\U00110000\"\n",
                "f.yaml:1:5: an escape stands for no character: a half of a surrogate pair, or a number above 10FFFF"),
            Case(
                "a: b\u{0}c\n", "f.yaml:1:5: the character U+0 may not stand in YAML; write an escape in double quotes"),
            Case(
                "é: \u{7F}\n", "f.yaml:1:4: the character U+7F may not stand in YAML; write an escape in double quotes"),
            Case(
                "a: \u{FFFF}\n",
                "f.yaml:1:4: the character U+FFFF may not stand in YAML; write an escape in double quotes"),
            Case(
                "a: 'b\u{2028}c'\n",
                "f.yaml:1:6: the character U+2028 ends a line for some readers only; write \"\\u2028\" in double quotes"
            ),
            Case(
                "a: b\u{85}c\n",
                "f.yaml:1:5: the character U+0085 ends a line for some readers only; write \"\\u0085\" in double quotes"
            ),
        ])
    func `what is no YAML is refused in words that say what to change`(_ example: Case) {
        #expect(refusal { try read(example.text) } == example.expected)
    }

    @Test(
        arguments: [
            (
                [0x61, 0x3A, 0x20, 0xFF],
                "f.yaml:1:4: the file is not UTF-8: the byte FF cannot stand here; save the file as UTF-8"
            ),
            (
                [0x61, 0x0A, 0x62, 0xC3, 0x28],
                "f.yaml:2:2: the file is not UTF-8: the byte C3 cannot stand here; save the file as UTF-8"
            ),
            // Latin-1: the letter is named, not the blank behind it.
            (
                Array("a: caf".utf8) + [0xE9] + Array(" ici".utf8),
                "f.yaml:1:7: the file is not UTF-8: the byte E9 cannot stand here; save the file as UTF-8"
            ),
            (
                [0x61, 0x0D, 0x0A, 0xC3],
                "f.yaml:2:1: the file is not UTF-8: the byte C3 cannot stand here; save the file as UTF-8"
            ),
            ([0xC0, 0x80], "f.yaml:1:1: the file is not UTF-8: the byte C0 cannot stand here; save the file as UTF-8"),
            (
                [0xC3, 0xA9, 0xED, 0xA0, 0x80],
                "f.yaml:1:2: the file is not UTF-8: the byte ED cannot stand here; save the file as UTF-8"
            ),
            (
                [0xF4, 0x90, 0x80, 0x80],
                "f.yaml:1:1: the file is not UTF-8: the byte F4 cannot stand here; save the file as UTF-8"
            ),
            (
                [0xFF, 0xFE, 0x61, 0x00],
                "f.yaml:1:1: the file is UTF-16, and UTF-8 is read; save it as UTF-8"
            ),
        ] as [([UInt8], String)])
    func `what is not UTF-8 is refused where it stands`(_ bytes: [UInt8], _ expected: String) {
        #expect(refusal { try DocumentReader.read(bytes, name: "f.yaml") } == expected)
    }

    @Test func `a byte far into a file has its place`() {
        let bytes = Array(String(repeating: "- é\r\n", count: 30_000).utf8) + Array("- é".utf8) + [0xFF]
        #expect(
            refusal { try DocumentReader.read(bytes, name: "f.yaml") }
                == "f.yaml:30001:4: the file is not UTF-8: the byte FF cannot stand here; save the file as UTF-8")
    }

    @Test func `a file is read up to its limits`() throws {
        var limits = DocumentReader.Limits()
        limits.bytes = 14
        limits.depth = 2
        limits.nodes = 5
        #expect(throws: Never.self) { try read("a: [b, c]     ", limits: limits) }
        #expect(
            refusal { try read("a: [b, c]      ", limits: limits) } == "f.yaml:1:1: the file is longer than 14 bytes")
        #expect(refusal { try read("a: [[]]", limits: limits) } == "f.yaml:1:5: mappings and lists nest deeper than 2")
        #expect(refusal { try read("a: [{}]", limits: limits) } == "f.yaml:1:5: mappings and lists nest deeper than 2")
        #expect(
            refusal { try read("a: [b, c, d]", limits: limits) }
                == "f.yaml:1:11: the file holds more than 5 values and keys")
    }

    @Test func `the usual depth is 64`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try read(nested(64)) }
        #expect(refusal { try read(nested(65)) } == "f.yaml:1:65: mappings and lists nest deeper than 64")
    }

    @Test func `a long text is quoted in short, and cannot steer a terminal`() {
        let key = String(repeating: "k", count: 100_000)
        #expect(
            refusal { try read("? \(key)\n: 1\n? \(key)\n: 2") }
                == "f.yaml:3:3: the key \"\(String(repeating: "k", count: 40))…\" stands already in line 1")
        #expect(
            refusal { try read(#"{"\e[31m\u202e": 1, "\e[31m\u202e": 2}"#) }
                == #"f.yaml:1:21: the key "\u{1B}[31m\u{202E}" stands already in line 1"#)
    }
}
