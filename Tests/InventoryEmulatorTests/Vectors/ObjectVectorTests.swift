import Foundation
import InventoryWire
import Testing

@testable import InventoryEmulator

/// Requests about buckets and objects that the vendors' SDKs put on the wire.
@Suite struct ObjectVectorTests {
    struct Recorded: Decodable, Sendable, CustomTestStringConvertible {
        struct Ask: Decodable, Sendable {
            var key: String?
            var version_id: String?
            var if_match: String?
            var continuation_token: String?
            /// The first and the last byte; the first is null where the last so many are asked for.
            var range: [Int?]?

            /// More than any range begins at.
            var size: Int { (range?.first.flatMap { $0 } ?? 0) + 4096 }
        }

        var vector: Vector
        var operation: String
        var ask: Ask

        enum CodingKeys: String, CodingKey { case operation, call }

        init(from decoder: any Decoder) throws {
            vector = try Vector(from: decoder)
            let values = try decoder.container(keyedBy: CodingKeys.self)
            operation = try values.decode(String.self, forKey: .operation)
            ask = try values.decode(Ask.self, forKey: .call)
        }

        var testDescription: String { vector.testDescription }
    }

    /// Requests among requests and answers; those that are for information alone are left out.
    private struct Line: Decodable {
        var recorded: Recorded?

        enum CodingKeys: String, CodingKey { case ask, conformance }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            guard try values.decode(String.self, forKey: .ask) == "request",
                try values.decode(String.self, forKey: .conformance) == "must"
            else { return }
            recorded = try Recorded(from: decoder)
        }
    }

    private struct File: Decodable { var vectors: [Line] }

    private static func recorded(_ path: String) -> [Recorded] {
        // What cannot be read fails the test that counts.
        let file = (try? VectorFile.data(path)).flatMap { try? JSONDecoder().decode(File.self, from: $0) }
        return file?.vectors.compactMap(\.recorded) ?? []
    }

    static let cos = recorded("cos/objects.json")
    static let obs = recorded("obs/objects.json")
    static let oss = recorded("oss/objects.json")
    static let tos = recorded("tos/objects.json")
    static let all: [(EmulatedProvider, Recorded)] = [
        (.tencentCOS, cos), (.huaweiOBS, obs), (.alibabaOSS, oss), (.volcengineTOS, tos),
    ].flatMap { provider, requests in requests.map { (provider, $0) } }

    @Test func `there are requests of every cloud`() {
        #expect(Self.cos.count == 113)
        #expect(Self.obs.count == 130)
        #expect(Self.oss.count == 219)
        #expect(Self.tos.count == 139)
    }

    @Test(arguments: all) func `a recorded request is let in, and refused with another method, path or secret`(
        _ provider: EmulatedProvider, _ recorded: Recorded
    ) throws {
        let (vector, request) = (recorded.vector, try recorded.vector.wireRequest)
        #expect(try vector.verify(request, provider).accessKey == vector.credentials.access_key_id)
        var (method, path, secret) = (request, request, vector)
        method.method = "PUT"
        let mark = path.target.firstIndex(of: "?") ?? path.target.endIndex
        path.target.insert("x", at: mark)
        secret.credentials.secret_access_key += "x"
        #expect(throws: VendorError.self) { try vector.verify(method, provider) }
        #expect(throws: VendorError.self) { try vector.verify(path, provider) }
        #expect(throws: VendorError.self) { try secret.verify(request, provider) }
    }

    @Test(arguments: all) func `a recorded request is answered as its call asks`(
        _ provider: EmulatedProvider, _ recorded: Recorded
    ) throws {
        var bucket = try recorded.vector.bucket(of: provider)
        bucket.objects = [
            EmulatedObject(
                recorded.ask.key ?? "any", .generated(size: recorded.ask.size, seed: 1),
                versionID: recorded.ask.version_id)
        ]
        // An address stands for one bucket, or for the service.
        if recorded.operation == "list_buckets" { bucket.customDomains = [] }
        let clock = recorded.vector.clock.unix_seconds
        let emulator = Emulator(
            EmulatorConfiguration(
                credentials: [try recorded.vector.credential(of: provider)], buckets: [bucket])
        ) { clock }
        let response = emulator.respond(to: try recorded.vector.wireRequest, as: provider)
        let root = (try? XMLReader.read(response.body))?.root.name ?? Self.list(Answer(response).json)
        let host = try recorded.vector.wireRequest.headers["Host"] ?? ""
        switch recorded.operation {
        // A token that another server gave out, and a bucket in the path at a host of the vendor's that takes none.
        case "list_objects" where recorded.ask.continuation_token != nil: #expect(response.status == 400)
        case "get_object" where host.hasPrefix("oss-"): #expect(response.status == 403)
        case "list_buckets": #expect(root == "ListAllMyBucketsResult" && response.status == 200)
        case "list_objects": #expect(root == "ListBucketResult" && response.status == 200)
        case "list_versions": #expect(root == "ListVersionsResult" && response.status == 200)
        default:
            let isPart = try recorded.vector.wireRequest.headers["Range"] != nil
            #expect(response.status == (recorded.ask.if_match != nil ? 412 : isPart ? 206 : 200), "\(response)")
        }
    }

    /// The name that a list of TOS would have in XML.
    private static func list(_ members: [String: Any]) -> String? {
        [("Buckets", "ListAllMyBucketsResult"), ("Contents", "ListBucketResult"), ("Versions", "ListVersionsResult")]
            .first { members[$0.0] != nil }?.1
    }
}
