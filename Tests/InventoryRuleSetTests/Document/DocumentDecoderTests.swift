import InventoryRuleSet
import Testing

@Suite struct DocumentDecoderTests {
    @Test func `integers are exact`() throws {
        #expect(try decode([Int].self, "[0, -3, +4, 12, 0o14, 0x1F]") == [0, -3, 4, 12, 12, 31])
        #expect(try decode([Int8].self, "[-128, 127]") == [.min, .max])
        #expect(try decode([Int16].self, "[-32768, 32767]") == [.min, .max])
        #expect(try decode([Int32].self, "[-2147483648, 2147483647]") == [.min, .max])
        #expect(try decode([Int64].self, "[-9223372036854775808, 9223372036854775807]") == [.min, .max])
        #expect(try decode([Int128].self, "[\(Int128.min), \(Int128.max)]") == [.min, .max])
        #expect(try decode([UInt].self, "[0, 18446744073709551615]") == [.min, .max])
        #expect(try decode([UInt8].self, "[0, 255]") == [.min, .max])
        #expect(try decode([UInt16].self, "[0, 65535]") == [.min, .max])
        #expect(try decode([UInt32].self, "[0, 4294967295]") == [.min, .max])
        #expect(try decode([UInt64].self, "[0, 18446744073709551615]") == [.min, .max])
        #expect(try decode([UInt128].self, "[0, \(UInt128.max)]") == [.min, .max])
    }

    @Test func `numbers with a point are the nearest`() throws {
        let text = "[1, 1., .5, -2.5e-3, +4.0, 0x10, 0o10, .inf, -.inf, 1e30]"
        #expect(
            try decode([Double].self, text)
                == [1, 1, 0.5, -0.0025, 4, 16, 8, .infinity, -.infinity, 1e30])
        #expect(try decode([Float].self, "[1.5, 0.1, 1]") == [1.5, 0.1, 1])
        #expect(try decode([Double].self, "[.nan]")[0].isNaN)
    }

    @Test(arguments: ["010", "-010.5", "00", "007e1"])
    func `a number with a point is refused with zeros before it, too`(_ text: String) {
        let error = #expect(throws: DocumentError.self) { try decode([Double].self, "[\(text)]") }
        #expect(
            error?.description.hasPrefix("f.yaml:1:2: [0]: \(text) begins with a zero") == true,
            "\(String(describing: error))")
    }

    @Test func `a string takes any bare scalar as written, except null`() throws {
        let text = "[100000000001, true, 1.50, 0x1F, no, '~', \"12\", '']"
        #expect(try decode([String].self, text) == ["100000000001", "true", "1.50", "0x1F", "no", "~", "12", ""])
        #expect(try decode([String?].self, "[a, ~, null, ]") == ["a", nil, nil])
    }

    @Test func `booleans are true and false alone`() throws {
        #expect(try decode([Bool].self, "[true, false, True, FALSE]") == [true, false, true, false])
    }

    @Test func `optionals take null and what is missing`() throws {
        struct Part: Decodable, Equatable {
            var a: Int?
            var b: String?
            var c: [Int]?
        }
        #expect(try decode(Part.self, "{a: , b: ~}") == Part())
        #expect(try decode(Part.self, "{a: 1, c: [2]}") == Part(a: 1, c: [2]))
        let optionals: [String: Int?] = ["a": nil, "b": 1]
        #expect(try decode([String: Int?].self, "{a: ~, b: 1}") == optionals)
    }

    @Test(
        arguments: [
            Case("[x]", "f.yaml:1:2: [0]: expected a whole number, found the text \"x\""),
            Case("['1']", "f.yaml:1:2: [0]: expected a whole number, found the text \"1\""),
            Case("[1.0]", "f.yaml:1:2: [0]: expected a whole number, found 1.0"),
            Case("[1, true]", "f.yaml:1:5: [1]: expected a whole number, found true"),
            Case("- 1\n- ~", "f.yaml:2:3: [1]: expected a whole number, found null"),
            Case("[[1]]", "f.yaml:1:2: [0]: expected a whole number, found a list"),
            Case("[{a: 1}]", "f.yaml:1:2: [0]: expected a whole number, found a mapping"),
            Case("[256]", "f.yaml:1:2: [0]: 256 is not between 0 and 255"),
            Case(
                "[1, 010]",
                "f.yaml:1:5: [1]: 010 begins with a zero, and some tools take it for an octal number (8): write 10 or 0o10"
            ),
            Case(
                "[-007]",
                "f.yaml:1:2: [0]: -007 begins with a zero, and some tools take it for an octal number (-7): write -7"
            ),
            Case("[0890]", "f.yaml:1:2: [0]: 0890 begins with a zero, which no number needs: write 890"),
            Case("[-1]", "f.yaml:1:2: [0]: -1 is not between 0 and 255"),
            Case("[0x100]", "f.yaml:1:2: [0]: 0x100 is not between 0 and 255"),
            Case("a: 1", "f.yaml:1:1: expected a list, found a mapping"),
            Case("12", "f.yaml:1:1: expected a list, found 12"),
            Case("~", "f.yaml:1:1: expected a list, found null"),
        ])
    func `what is no list of bytes is refused, and where`(_ example: Case) {
        #expect(refusal { try decode([UInt8].self, example.text) } == example.expected)
    }

    @Test func `other types are as strict`() {
        #expect(
            refusal { try decode([Bool].self, "[yes]") }
                == "f.yaml:1:2: [0]: expected true or false, found the text \"yes\"")
        #expect(refusal { try decode([Bool].self, "[1]") } == "f.yaml:1:2: [0]: expected true or false, found 1")
        #expect(
            refusal { try decode([Bool].self, "['true']") }
                == "f.yaml:1:2: [0]: expected true or false, found the text \"true\"")
        #expect(refusal { try decode([String].self, "[~]") } == "f.yaml:1:2: [0]: expected a text, found null")
        #expect(refusal { try decode([String].self, "[[]]") } == "f.yaml:1:2: [0]: expected a text, found a list")
        #expect(
            refusal { try decode([Double].self, "[x]") } == "f.yaml:1:2: [0]: expected a number, found the text \"x\"")
        #expect(
            refusal { try decode([Double].self, "[1e999]") }
                == "f.yaml:1:2: [0]: 1e999 is not between \(-Double.greatestFiniteMagnitude) and \(Double.greatestFiniteMagnitude)"
        )
        #expect(
            refusal { try decode([Double].self, "[0x10000000000000000]") }
                == "f.yaml:1:2: [0]: 0x10000000000000000 is not between 0 and 18446744073709551615")
        #expect(refusal { try decode([String: Int].self, "[1]") } == "f.yaml:1:1: expected a mapping, found a list")
    }

    @Test func `an error of another kind passes as it is`() {
        struct Odd: Error {}
        struct Failing: Decodable { init(from decoder: any Decoder) throws { throw Odd() } }
        #expect(throws: Odd.self) { try decode([Failing].self, "[1]") }
    }
}
