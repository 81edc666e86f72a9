import InventoryRuleSet
import Testing

@Suite struct JSONDocumentTests {
    @Test func `JSON is read, and its places are its own`() throws {
        let text = """
            {
            \t"name": "acme",
            \t"list": [1, -2.5e3, true, false, null, "", {"a":{"b":[]}}],
              "deep" : { "on":"x" }
            }

            """
        #expect(
            dump(try read(text)) == """
                1:1 {2:2 name = 2:10 string acme, 3:2 list = 3:10 [3:11 int 1, 3:14 float -2.5e3, 3:22 bool true, \
                3:28 bool false, 3:35 null null, 3:41 string , 3:45 {3:46 a = 3:50 {3:51 b = 3:55 []}}], \
                4:3 deep = 4:12 {4:14 on = 4:19 string x}}
                """)
    }

    @Test func `JSON without a blank is read`() throws {
        #expect(
            dump(try read(#"{"a":1,"b":[true,"x"],"c":{"d":null}}"#))
                == "1:1 {1:2 a = 1:6 int 1, 1:8 b = 1:12 [1:13 bool true, 1:18 string x], 1:23 c = 1:27 {1:28 d = 1:32 null null}}"
        )
    }

    @Test(
        arguments: [
            Case(#"\" \\ \/ \b\f\n\r\t"#, "\" \\ / \u{8}\u{C}\n\r\t"),
            Case(#"\u00e9\u00E9\u4E2D"#, "éé中"),
            Case(#"\u0000\uFFFF\ufeff"#, "\u{0}\u{FFFF}\u{FEFF}"),
            Case(#"\ud83d\ude00"#, "😀"),
            Case(#"\uD83D\uDE00 and \uD800\uDC00\uDBFF\uDFFF"#, "😀 and \u{10000}\u{10FFFF}"),
            Case(#"\\ud83d\\ude00"#, #"\ud83d\ude00"#),
            Case(#"\\\ud83d\ude00"#, #"\😀"#),
            Case("😀 é", "😀 é"),
            Case("a // b # c: d, [e]", "a // b # c: d, [e]"),
        ])
    func `escapes of JSON are read`(_ example: Case) throws {
        #expect(try decode([String].self, "[\"\(example.text)\"]") == [example.expected])
        #expect(try decode([String: Int].self, "{\"\(example.text)\": 1}") == [example.expected: 1])
    }

    @Test func `columns after surrogate pairs are those of the file`() throws {
        let text = #"{"\ud83d\ude00": ["\ud83d\ude00\ud83d\ude00", "é"],"# + "\n" + #" "\ud83d\ude00x": 1, "b": 2}"#
        #expect(
            dump(try read(text)) == """
                1:1 {1:2 😀 = 1:18 [1:19 string 😀😀, 1:47 string é], 2:2 😀x = 2:19 int 1, 2:22 b = 2:27 int 2}
                """)
        let syntax = #"["\ud83d\ude00", }"#
        #expect(
            refusal { try read(syntax) } == "f.yaml:1:18: while parsing a flow node: did not find expected node content"
        )
        let bytes = Array(#"["\ud83d\ude00", ""#.utf8) + [0xFF, 0x22, 0x5D]
        #expect(
            refusal { try DocumentReader.read(bytes, name: "f.yaml") }
                == "f.yaml:1:19: the file is not UTF-8: the byte FF cannot stand here; save the file as UTF-8")
    }

    @Test(
        arguments: [
            #"["\ud83d"]"#, #"["\ude00"]"#, #"["\ude00\ud83d"]"#, #"["\ud83dx"]"#, #"["\ud83d\n"]"#,
            #"["\ud83d\ud83d"]"#,
            #"["\ud83d\\ude00"]"#,
        ])
    func `half of a surrogate pair is refused`(_ text: String) {
        #expect(
            refusal { try read(text) }.hasSuffix(
                "an escape stands for no character: a half of a surrogate pair, or a number above 10FFFF"))
    }

    @Test(arguments: [
        #"["\ud83d"#, #"["\ud83d\"#, #"["\ud83d\u"#, #"["\ud83d\ude0"#, #"["\ud83d\ude00"#, #"["\ud"#, #"[\ud"#,
    ])
    func `JSON cut off within an escape is refused`(_ text: String) {
        #expect(refusal { try read(text) }.hasPrefix("f.yaml:1:"))
    }

    @Test(
        arguments: [
            Case(#"{a: 'b "\ud83d\ude00"'}"#, #"b "\ud83d\ude00""#),
            Case(#"{a: b "\ud83d\ude00"}"#, #"b "\ud83d\ude00""#),
            Case(#"{a: \ud83d\ude00}"#, #"\ud83d\ude00"#),
            Case("{a: b} # \"\\ud83d\\ude00\"", "b"),
            Case(#"a: '["\ud83d\ude00"]'"#, #"["\ud83d\ude00"]"#),
        ])
    func `in YAML the same letters outside of double quotes are text`(_ example: Case) throws {
        #expect(try decode([String: String].self, example.text) == ["a": example.expected])
    }
}
