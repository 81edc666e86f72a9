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
        let wire = vector.request
        let theirs = ["authorization", "x-tos-date", "x-tos-security-token", "host"]
        let headers = wire.headers_on_wire.filter { !theirs.contains(ASCII.lowercased($0.name)) }
        let host = try #require(wire.headers_on_wire.first { $0.name == "Host" }?.value)
        let query = wire.query_on_wire.split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                // The SDK writes a blank as a plus, and signs a blank.
                String(decoding: PercentEncoding.decode($0, plusIsSpace: true), as: UTF8.self)
            }
            return QueryItem(halves[0], halves.count == 2 ? halves[1] : nil)
        }
        let signed = try VolcengineTOSSigner.make().sign(
            HTTPRequest(
                method: HTTPMethod(rawValue: wire.method), host: host, path: wire.path_on_wire, query: query,
                headers: HTTPHeaders(headers.map { .init(name: $0.name, value: $0.value ?? "") }),
                body: wire.body.map { Array($0.utf8) }),
            in: SigningScope(.path, region: vector.region),
            with: Credential(
                accessKey: vector.credentials.access_key_id,
                secretKey: Secret(vector.credentials.secret_access_key),
                securityToken: vector.credentials.security_token.map { Secret($0) }),
            at: UTCInstant(secondsSinceEpoch: vector.clock.unix_seconds))
        #expect(signed.request.headers["Authorization"] == vector.expected.authorization)
    }
}
