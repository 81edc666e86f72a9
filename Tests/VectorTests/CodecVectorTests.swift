import Foundation
import InventoryAlibabaOSS
import InventoryAmazonS3
import InventoryCore
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryTencentCOS
import InventoryVendorFacts
import InventoryVolcengineTOS
import InventoryWire
import Testing

struct SerialisationVector: VectorRecord {
    var id: String
    var note: String?
    var conformance: String
    var rule: NeutralRule
    var expected: Expected

    struct Expected: Decodable, Sendable { var body: String }
}

struct ParsingVector: VectorRecord {
    var id: String
    var note: String?
    var conformance: String
    var operation: String
    var response: Response
    var expected: Expected

    struct Response: Decodable, Sendable {
        var status: Int
        var headers: [Pair]
        var body: String?
        var body_base64: String?
    }

    struct Expected: Decodable, Sendable {
        var rule: NeutralRule?
        var rules: [NeutralRule]?
        var is_truncated: Bool?
        var continuation_token: String?
        var next_continuation_token: String?
        var job_id: String?
        var error: ExpectedError?
        var parse_failure: Bool?
    }

    struct ExpectedError: Decodable, Sendable {
        var status: Int
        var code: String?
        var message: String?
        var request_id: String?
    }

    var body: [UInt8] {
        response.body_base64.flatMap { Data(base64Encoded: $0) }.map { Array($0) } ?? Array((response.body ?? "").utf8)
    }
}

@Suite("Vector: documents")
struct CodecVectorTests {
    static let vendors = [
        "cos": TencentCOS.vendor, "obs": HuaweiOBS.vendor, "s3": AmazonS3.vendor, "tos": VolcengineTOS.vendor,
        "oss": AlibabaOSS.vendor,
    ]

    @Test(
        "COS rules are written as the SDK writes them",
        arguments: VectorFolder.must("cos/serialisation.json", as: SerialisationVector.self))
    func writesCOS(_ vector: SerialisationVector) throws { try write(vector, "cos") }

    @Test(
        "OBS rules are written as the SDK writes them",
        arguments: VectorFolder.must("obs/serialisation.json", as: SerialisationVector.self))
    func writesOBS(_ vector: SerialisationVector) throws { try write(vector, "obs") }

    @Test(
        "S3 rules are written as the SDK writes them",
        arguments: VectorFolder.must("s3/serialisation.json", as: SerialisationVector.self))
    func writesS3(_ vector: SerialisationVector) throws { try write(vector, "s3") }

    @Test(
        "TOS rules are written as the SDK writes them",
        arguments: VectorFolder.must("tos/serialisation.json", as: SerialisationVector.self))
    func writesTOS(_ vector: SerialisationVector) throws { try write(vector, "tos") }

    @Test(
        "OSS rules are written as the SDKs write them",
        arguments: VectorFolder.must("oss/serialisation.json", as: SerialisationVector.self))
    func writesOSS(_ vector: SerialisationVector) throws {
        var vector = vector
        // One of the two writes Python's truth values and says that there are no columns.
        for (theirs, meaning) in [
            (">True</IsEnabled>", ">true</IsEnabled>"), (">False</IsEnabled>", ">false</IsEnabled>"),
            ("<OptionalFields />", ""),
        ] { vector.expected.body = vector.expected.body.replacingOccurrences(of: theirs, with: meaning) }
        try write(vector, "oss")
    }

    private func write(_ vector: SerialisationVector, _ vendor: String) throws {
        let value = try #require(Self.vendors[vendor])
        let cloud = value.facts.capabilities
        let content = vector.rule.content(cloud)
        let id = ExactText(vector.rule.id)
        let document =
            if let schedule = vector.rule.schedule(cloud) {
                try value.rules.encode(
                    InventoryRule(
                        id: id, isEnabled: try #require(vector.rule.enabled as Bool?), schedule: schedule,
                        content: content,
                        destination: vector.rule.target(cloud)))
            } else {
                try #require(value.jobs).encode(
                    OneOffJob(id: id, content: content, destination: vector.rule.target(cloud)))
            }
        let ours = try tree(document.bytes)
        let theirs = try tree(Array(vector.expected.body.utf8))
        #expect(ours == theirs)
    }

    @Test("COS answers are read", arguments: VectorFolder.must("cos/parsing.json", as: ParsingVector.self))
    func readsCOS(_ vector: ParsingVector) throws { try read(vector, "cos") }

    @Test("OBS answers are read", arguments: VectorFolder.must("obs/parsing.json", as: ParsingVector.self))
    func readsOBS(_ vector: ParsingVector) throws { try read(vector, "obs") }

    @Test("S3 answers are read", arguments: VectorFolder.must("s3/parsing.json", as: ParsingVector.self))
    func readsS3(_ vector: ParsingVector) throws { try read(vector, "s3") }

    @Test("TOS answers are read", arguments: VectorFolder.must("tos/parsing.json", as: ParsingVector.self))
    func readsTOS(_ vector: ParsingVector) throws { try read(vector, "tos") }

    @Test("OSS answers are read", arguments: VectorFolder.must("oss/parsing.json", as: ParsingVector.self))
    func readsOSS(_ vector: ParsingVector) throws { try read(vector, "oss") }

    private func read(_ vector: ParsingVector, _ vendor: String) throws {
        let value = try #require(Self.vendors[vendor])
        let cloud = value.facts.capabilities
        let response = HTTPResponse(
            status: vector.response.status,
            headers: HTTPHeaders(vector.response.headers.map { .init(name: $0.name, value: $0.value ?? "") }),
            body: vector.body)
        if let error = vector.expected.error {
            let reply = ErrorReply(value).reply(response)
            #expect(reply.status == error.status)
            #expect(reply.code == error.code)
            #expect(reply.message == error.message)
            #expect(reply.requestIDs[value.replies.requestIDHeaders[0]] == error.request_id)
            return
        }
        let codec = value.rules
        if vector.expected.parse_failure == true {
            #expect(throws: InventoryError.self) {
                if vector.operation == "list" {
                    _ = try codec.decodeList(response.body)
                } else {
                    _ = try codec.decodeRule(response.body)
                }
            }
        }
        if let rule = vector.expected.rule {
            #expect(NeutralRule(try codec.decodeRule(response.body).rule, cloud) == rule)
        }
        if let rules = vector.expected.rules {
            let list = try codec.decodeList(response.body)
            let read = try list.entries.map { entry in
                guard case .rule(let stored) = entry else { throw UnreadableEntry() }
                return NeutralRule(stored.rule, cloud)
            }
            #expect(read == rules)
            #expect(list.isTruncated == vector.expected.is_truncated ?? false)
            #expect((list.token ?? "") == (vector.expected.continuation_token ?? ""))
            #expect((list.nextToken ?? "") == (vector.expected.next_continuation_token ?? ""))
        }
        if vector.operation == "post" {
            #expect(try #require(value.jobs).decodeJobResult(response.body) == vector.expected.job_id)
        }
    }

    private struct UnreadableEntry: Error {}

    /// A document by meaning: siblings of different names in any order, those of one name in theirs.
    private func tree(_ bytes: [UInt8]) throws -> String {
        func text(_ element: DocumentElement) -> String {
            let children = element.children.enumerated().sorted {
                ($0.element.name, $0.offset) < ($1.element.name, $1.offset)
            }
            let inner =
                children.isEmpty ? "\"\(element.text)\"" : children.map { text($0.element) }.joined(separator: ",")
            return "\(element.name)(\(inner))"
        }
        return text(
            try bytes.first == UInt8(ascii: "{") ? JSONReader.read(bytes).root : XMLReader.read(bytes).root)
    }
}
