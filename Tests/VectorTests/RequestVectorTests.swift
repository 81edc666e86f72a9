import InventoryAlibabaOSS
import InventoryCore
import InventoryProviderKit
import InventoryVolcengineTOS
import InventoryWire
import Testing

/// A whole request as an SDK sent it.
struct RequestVector: VectorRecord {
    var id: String
    var note: String?
    var conformance: String
    var credentials: VectorCredentials
    var clock: VectorClock
    var region: String?
    var bucket: String?
    var signature_scheme: String?
    var request: Request
    var expected: Expected

    struct Request: Decodable, Sendable {
        var method: String
        var path_on_wire: String
        var query_on_wire: String
        var headers_on_wire: [Pair]
        var body: String?
    }

    struct Expected: Decodable, Sendable { var authorization: String }
}

@Suite("Vector: whole requests")
struct RequestVectorTests {
    @Test(arguments: VectorFolder.must("tos/requests.json", as: RequestVector.self))
    func `A request of TOS's SDK, signed by us, has the SDK's signature`(_ vector: RequestVector) throws {
        let theirs = ["authorization", "x-tos-date", "x-tos-security-token", "host"]
        let signed = try sign(vector, without: theirs, by: VolcengineTOSSigner.make(), .path)
        #expect(signed.headers["Authorization"] == vector.expected.authorization)
    }

    @Test(arguments: VectorFolder.must("oss/requests.json", as: RequestVector.self))
    func `A request of OSS's SDKs, signed by us, has the SDKs' signature`(_ vector: RequestVector) throws {
        let bucket = try #require(vector.bucket)
        let isOld = vector.signature_scheme == "OSS (V1)"
        let theirs = ["authorization", "date", "x-oss-date", "x-oss-security-token", "x-oss-content-sha256", "host"]
        let isInPath = vector.request.path_on_wire.hasPrefix("/\(bucket)")
        let signed = try sign(
            vector, without: theirs, by: isOld ? AlibabaOSSVersion1Signer.make() : AlibabaOSSSigner.make(),
            isInPath ? .path : .virtualHost(bucket: bucket))
        // The two SDKs set the parts apart by a comma, and by a comma and a space.
        let ours = signed.headers["Authorization"]?.split { $0 == "," || $0 == " " }
        #expect(ours == vector.expected.authorization.split { $0 == "," || $0 == " " })
    }

    private func sign(
        _ vector: RequestVector, without theirs: [String], by signer: any RequestSigner, _ addressing: BucketAddressing
    ) throws -> HTTPRequest {
        let wire = vector.request
        let headers = wire.headers_on_wire.filter { !theirs.contains(ASCII.lowercased($0.name)) }
        let host = try #require(wire.headers_on_wire.first { $0.name == "Host" }?.value)
        let query = wire.query_on_wire.split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                // One SDK of each vendor writes a blank as a plus, and signs a blank.
                String(decoding: PercentEncoding.decode($0, plusIsSpace: true), as: UTF8.self)
            }
            return QueryItem(halves[0], halves.count == 2 ? halves[1] : nil)
        }
        return try signer.sign(
            HTTPRequest(
                method: HTTPMethod(rawValue: wire.method), host: host, path: wire.path_on_wire, query: query,
                headers: HTTPHeaders(headers.map { .init(name: $0.name, value: $0.value ?? "") }),
                body: wire.body.map { Array($0.utf8) }),
            in: SigningScope(addressing, region: vector.region),
            with: Credential(
                accessKey: vector.credentials.access_key_id,
                secretKey: Secret(vector.credentials.secret_access_key),
                securityToken: vector.credentials.security_token.map { Secret($0) }),
            at: UTCInstant(secondsSinceEpoch: vector.clock.unix_seconds)
        ).request
    }
}
