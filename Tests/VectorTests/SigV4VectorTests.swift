import InventoryAlibabaOSS
import InventoryAmazonS3
import InventoryCore
import InventoryProviderKit
import InventoryVolcengineTOS
import InventoryWire
import Testing

struct SigV4Vector: VectorRecord {
    var id: String
    var note: String?
    var conformance: String
    var signature_scheme: String?
    var credentials: VectorCredentials
    var clock: VectorClock
    var region: String?
    var request: Request
    var signer_options: Options?
    var expected: Expected

    struct Request: Decodable, Sendable {
        var method: String
        var host: String
        var path_on_wire: String
        var bucket: String?
        var object_key: String?
        var query: [Pair]
        var headers: [Pair]
        var body: String?
    }

    struct Options: Decodable, Sendable {
        var additional_headers: [String]?
        var seconds_valid: Int64?
    }

    struct Expected: Decodable, Sendable {
        var canonical_request: String?
        var string_to_sign: String
        var authorization: String?
        var signed_url: String?
    }

    var credential: Credential {
        Credential(
            accessKey: credentials.access_key_id, secretKey: Secret(credentials.secret_access_key),
            securityToken: credentials.security_token.map { Secret($0) })
    }

    /// The request on the wire. OSS's SDKs write the path in two spellings, so that of the README is taken.
    func request(_ path: String) -> HTTPRequest {
        HTTPRequest(
            method: HTTPMethod(rawValue: request.method), scheme: .http, host: request.host, path: path,
            query: request.query.map { QueryItem($0.name, $0.value) },
            headers: HTTPHeaders(
                request.headers.filter { $0.name != "Host" }.map { .init(name: $0.name, value: $0.value ?? "") }),
            body: request.body.map { Array($0.utf8) })
    }
}

@Suite("Vector: Signature Version 4 and its relatives")
struct SigV4VectorTests {
    static let s3 = VectorFolder.must("s3/signing.json", as: SigV4Vector.self)

    @Test(arguments: s3.filter { $0.expected.authorization != nil })
    func `S3 is signed in the header as botocore signs it`(
        _ vector: SigV4Vector
    ) throws {
        let signed = try AmazonS3Signer.make().sign(
            vector.request(vector.request.path_on_wire), in: SigningScope(.path, region: vector.region),
            with: vector.credential, at: UTCInstant(secondsSinceEpoch: vector.clock.unix_seconds))
        #expect(signed.stage("CanonicalRequest") == vector.expected.canonical_request)
        #expect(signed.stage("StringToSign") == vector.expected.string_to_sign)
        #expect(signed.request.headers["Authorization"] == vector.expected.authorization)
    }

    @Test(arguments: s3.filter { $0.expected.signed_url != nil })
    func `S3 is signed in the URL as botocore signs it`(
        _ vector: SigV4Vector
    ) throws {
        let signed = try AmazonS3Signer.make().presign(
            vector.request(vector.request.path_on_wire), in: SigningScope(.path, region: vector.region),
            with: vector.credential, from: UTCInstant(secondsSinceEpoch: vector.clock.unix_seconds),
            for: .seconds(try #require(vector.signer_options?.seconds_valid)))
        #expect(signed.stage("CanonicalRequest") == vector.expected.canonical_request)
        #expect(signed.stage("StringToSign") == vector.expected.string_to_sign)
        #expect(signed.request.url == vector.expected.signed_url)
    }

    @Test(
        arguments: VectorFolder.must("oss/signing.json", as: SigV4Vector.self).filter {
            $0.signature_scheme == "OSS4-HMAC-SHA256"
        })
    func `OSS is signed in the header as both SDKs sign it`(
        _ vector: SigV4Vector
    ) throws {
        let path = (vector.request.object_key ?? "").split(separator: "/", omittingEmptySubsequences: false)
            .map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
        let signed = try AlibabaOSSSigner.make(
            additionalHeaders: Set(vector.signer_options?.additional_headers ?? [])
        ).sign(
            vector.request("/" + path),
            in: SigningScope(.virtualHost(bucket: try #require(vector.request.bucket)), region: vector.region),
            with: vector.credential, at: UTCInstant(secondsSinceEpoch: vector.clock.unix_seconds))
        #expect(signed.stage("CanonicalRequest") == vector.expected.canonical_request)
        #expect(signed.stage("StringToSign") == vector.expected.string_to_sign)
        // Two SDKs of the vendor spell the header in two ways; their signatures agree.
        #expect(parts(signed.request.headers["Authorization"]) == parts(vector.expected.authorization))
    }

    @Test(
        arguments: VectorFolder.must("oss/signing.json", as: SigV4Vector.self).filter {
            $0.signature_scheme == "OSS (V1)"
        })
    func `OSS is signed in the header as its SDK signed before`(
        _ vector: SigV4Vector
    ) throws {
        let signed = try AlibabaOSSVersion1Signer.make().sign(
            vector.request("/" + PercentEncoding.encode(vector.request.object_key ?? "")),
            in: SigningScope(.virtualHost(bucket: try #require(vector.request.bucket))), with: vector.credential,
            at: UTCInstant(secondsSinceEpoch: vector.clock.unix_seconds))
        #expect(signed.stage("StringToSign") == vector.expected.string_to_sign)
        #expect(signed.request.headers["Authorization"] == vector.expected.authorization)
    }

    @Test(arguments: VectorFolder.must("tos/signing.json", as: SigV4Vector.self))
    func `TOS is signed in the header as its SDK signs it`(
        _ vector: SigV4Vector
    ) throws {
        let signed = try VolcengineTOSSigner.make().sign(
            vector.request(vector.request.path_on_wire), in: SigningScope(.path, region: vector.region),
            with: vector.credential, at: UTCInstant(secondsSinceEpoch: vector.clock.unix_seconds))
        #expect(signed.stage("CanonicalRequest") == vector.expected.canonical_request)
        #expect(signed.stage("StringToSign") == vector.expected.string_to_sign)
        #expect(signed.request.headers["Authorization"] == vector.expected.authorization)
    }

    /// The parts of an `Authorization` header, whatever their order and the blanks between them.
    private func parts(_ authorization: String?) -> Set<String>? {
        authorization.map { text in
            Set(text.split { $0 == "," || $0 == " " }.map(String.init))
        }
    }
}
