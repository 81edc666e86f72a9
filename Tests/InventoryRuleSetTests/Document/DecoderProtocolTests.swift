import InventoryRuleSet
import Testing

/// The parts of `Decoder` that synthesized code seldom uses.
@Suite struct DecoderProtocolTests {
    @Test func `enumerations with values are read as synthesized`() throws {
        enum Choice: Decodable, Equatable {
            case weekly
            case monthly(day: Int)
            case other(String)
        }
        let text = "[{weekly: {}}, {monthly: {day: 3}}, {other: {_0: x}}]"
        #expect(try decode([Choice].self, text) == [.weekly, .monthly(day: 3), .other("x")])
        #expect(
            refusal { try decode([Choice].self, "- monthly: {dya: 3}") }
                == "f.yaml:1:12: [0].monthly: the key \"day\" is missing")
    }

    @Test func `nested containers keep path and place`() throws {
        struct Nested: Decodable, Equatable {
            var numbers: [Int] = []

            init(from decoder: any Decoder) throws {
                let root = try decoder.container(keyedBy: DocumentKey.self)
                let inner = try root.nestedContainer(keyedBy: DocumentKey.self, forKey: "inner")
                var list = try inner.nestedUnkeyedContainer(forKey: "list")
                #expect(list.count == 3)
                #expect(try !list.decodeNil())
                var first = try list.nestedUnkeyedContainer()
                while !first.isAtEnd { numbers.append(try first.decode(Int.self)) }
                #expect(try list.decodeNil())
                let second = try list.nestedContainer(keyedBy: DocumentKey.self)
                #expect(second.codingPath.map(\.stringValue) == ["inner", "list", "2"])
                #expect(list.isAtEnd)
                numbers.append(try second.decode(Int.self, forKey: "x"))
            }
        }
        let good = try decode(Nested.self, "inner: {list: [[1, 2], ~, {x: 3}]}")
        #expect(good.numbers == [1, 2, 3])
        #expect(
            refusal { try decode(Nested.self, "inner:\n  list: [[1, a], ~, {x: 3}]") }
                == "f.yaml:2:14: inner.list[0][1]: expected a whole number, found the text \"a\"")
        #expect(
            refusal { try decode(Nested.self, "inner:\n  list: [[], ~, {x: b}]") }
                == "f.yaml:2:21: inner.list[2].x: expected a whole number, found the text \"b\"")
    }

    @Test func `an element that failed is still the next`() throws {
        struct Either: Decodable {
            var values: [String] = []

            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                while !list.isAtEnd {
                    if let number = try? list.decode(Int.self) {
                        values.append("int \(number)")
                    } else {
                        values.append(try list.decode(String.self))
                    }
                }
            }
        }
        #expect(try decode(Either.self, "[1, a, 2]").values == ["int 1", "a", "int 2"])
    }

    @Test func `a list read past its end says how long it is`() {
        struct Pair: Decodable {
            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                _ = try list.decode(Int.self)
                _ = try list.decode(Int.self)
            }
        }
        #expect(refusal { try decode([Pair].self, "- [1]") } == "f.yaml:1:3: [0]: the list has too few elements: 1")
    }

    @Test func `superclasses have decoders of their own`() throws {
        class Base: Decodable {
            var a: Int?
            enum CodingKeys: CodingKey { case a }
            required init(from decoder: any Decoder) throws {
                guard try !decoder.singleValueContainer().decodeNil() else { return }
                a = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .a)
            }
        }
        final class Derived: Base {
            var b: Int
            enum CodingKeys: CodingKey { case b, base }
            required init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                b = try container.decode(Int.self, forKey: .b)
                try super.init(
                    from: container.contains(.base) ? container.superDecoder(forKey: .base) : container.superDecoder())
            }
        }
        #expect(try decode(Derived.self, "{b: 1, super: {a: 2}}").a == 2)
        #expect(try decode(Derived.self, "{b: 1, base: {a: 3}}").a == 3)
        #expect(try decode(Derived.self, "{b: 1}").a == nil)
        #expect(
            refusal { try decode(Derived.self, "{b: 1, super: {}}") } == "f.yaml:1:15: super: the key \"a\" is missing")
    }

    @Test func `allKeys are in the order written`() throws {
        struct Keys: Decodable {
            var keys: [String]
            init(from decoder: any Decoder) throws {
                keys = try decoder.container(keyedBy: DocumentKey.self).allKeys.map(\.stringValue)
            }
        }
        #expect(try decode(Keys.self, "{z: 1, a: 2, on: 3, 10: 4, 9: 5}").keys == ["z", "a", "on", "10", "9"])
    }

    @Test func `keys that are numbers are read`() throws {
        #expect(try decode([Int: String].self, "{1: a, 20: b}") == [1: "a", 20: "b"])
        #expect(
            refusal { try decode([Int: Int].self, "{1: a}") }
                == "f.yaml:1:5: 1: expected a whole number, found the text \"a\"")
    }
}
