import InventoryWire
import Testing

@Suite struct JSONTextTests {
    private struct Record: Codable, Equatable {
        struct Part: Codable, Equatable {
            var name: String
            var size: UInt64?
        }
        var count: Int
        var isDone: Bool
        var ratio: Double
        var parts: [Part]
        var labels: [String: Int]
        var none: String?
    }

    private static let record = Record(
        count: -7, isDone: true, ratio: 0.25,
        parts: [.init(name: "a/\"\\\u{8}\t\n\u{C}\r\u{1}\u{7F}é\u{1F600}", size: .max), .init(name: "", size: nil)],
        labels: ["z": 1, "a": 2, "é": 3])

    @Test func `the text is one line with its keys in byte order and slashes bare`() throws {
        #expect(
            String(decoding: try JSONText.encode(Self.record), as: UTF8.self)
                == #"{"count":-7,"isDone":true,"labels":{"a":2,"z":1,"é":3},"parts":[{"name":""#
                + #"a/\"\\\b\t\n\f\r\u0001"# + "\u{7F}é\u{1F600}"
                + #"","size":18446744073709551615},{"name":""}],"ratio":0.25}"#)
    }

    @Test func `what is written is read back`() throws {
        #expect(try JSONText.decode(Record.self, from: JSONText.encode(Self.record)) == Self.record)
        #expect(try JSONText.decode([String?].self, from: JSONText.encode(["a", nil] as [String?])) == ["a", nil])
        #expect(try JSONText.encode([[Int]]()) == Array("[]".utf8))
    }

    @Test func `a value of any length is read`() throws {
        let texts = (0..<20_000).map { "text \($0)" }
        #expect(try JSONText.decode([String].self, from: JSONText.encode(texts)) == texts)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `a number that JSON has not is an error`(_ number: Double) {
        #expect(throws: EncodingError.self) { try JSONText.encode([number]) }
    }

    @Test(arguments: [
        #"{"name":"a"} {}"#, #"{"name":"a","name":"b"}"#, #"{"name":"a",}"#, #"{"name":1}"#, #"{"name":null}"#, "{}",
        "[]",
        #"{"name":"a","size":1.5}"#, #"{"name":"a","size":-1}"#, #"{"name":"a","size":18446744073709551616}"#,
        #"{"name":"a","size":"1"}"#,
    ])
    func `what is not the type is an error`(_ text: String) {
        #expect(throws: (any Error).self) { try JSONText.decode(Record.Part.self, from: Array(text.utf8)) }
    }
}
