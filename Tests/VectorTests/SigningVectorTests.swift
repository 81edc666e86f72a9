import InventoryCore
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryTencentCOS
import InventoryWire
import Testing

@Suite("Vector: signing")
struct SigningVectorTests {
    @Test("COS q-sign, stage by stage", arguments: VectorFolder.must("cos/signing.json", as: SigningVector.self))
    func cos(_ vector: SigningVector) throws {
        let options = try #require(vector.signer_options)
        var request = HTTPRequest(
            method: HTTPMethod(rawValue: vector.request.method), host: try #require(vector.request.host),
            path: PercentEncoding.encodePath(try #require(vector.request.path_decoded)), query: vector.query,
            headers: vector.headers)
        request.body = nil
        let keyTime = TencentCOSSigner.KeyTime(
            start: vector.clock.unix_seconds - (options.seconds_valid_before_clock ?? 0),
            end: vector.clock.unix_seconds + (options.seconds_valid_after_clock ?? 0))
        let signed = try TencentCOSSigner().sign(
            request, with: vector.credential, keyTime: keyTime,
            covering: .init(host: options.sign_host ?? true, parameters: options.sign_query_parameters ?? true))
        #expect(signed.stage("SignKey") == vector.expected.sign_key_hex)
        #expect(signed.stage("HttpString") == vector.expected.http_string)
        #expect(signed.stage("StringToSign") == vector.expected.string_to_sign)
        #expect(signed.request.headers["Authorization"] == vector.expected.authorization)
    }

    /// Those of our scheme. The emulator's tests hold the `AWS` forms.
    static let obs = VectorFolder.must("obs/signing.json", as: SigningVector.self)

    @Test("OBS in the header", arguments: obs.filter { $0.signature_scheme == "OBS" })
    func obsHeader(_ vector: SigningVector) throws {
        let request = HTTPRequest(
            method: HTTPMethod(rawValue: vector.request.method), host: try #require(vector.request.host),
            path: try #require(vector.request.path_on_wire), query: vector.query, headers: vector.headers)
        let signed = try HuaweiOBSSigner.make().sign(
            request, in: SigningScope(addressing(vector)), with: vector.credential,
            at: UTCInstant(secondsSinceEpoch: vector.clock.unix_seconds))
        #expect(signed.stage("StringToSign") == vector.expected.string_to_sign)
        #expect(signed.request.headers["Authorization"] == vector.expected.authorization)
    }

    @Test("OBS in the URL", arguments: obs.filter { $0.signature_scheme == "OBS in the URL" })
    func obsURL(_ vector: SigningVector) throws {
        let expected = try #require(vector.expected.signed_url)
        let afterScheme = try #require(expected.split(separator: "//", maxSplits: 1).last)
        let parts = afterScheme.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let target = parts[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var credential = vector.credential
        credential.securityToken = vector.credentials.security_token.map { Secret($0) }
        let subResource = vector.request.sub_resource.map { [QueryItem($0)] } ?? []
        let request = HTTPRequest(
            method: HTTPMethod(rawValue: vector.request.method), scheme: .http, host: String(parts[0]),
            path: "/" + String(target[0]), query: subResource + vector.query, headers: vector.headers)
        let signed = try HuaweiOBSSigner.make().presign(
            request, in: SigningScope(addressing(vector)), with: credential,
            from: UTCInstant(secondsSinceEpoch: vector.clock.unix_seconds),
            for: .seconds(try #require(vector.request.seconds_valid)))
        #expect(signed.stage("StringToSign") == vector.expected.string_to_sign)
        let expectedPairs = Set(
            target[1].split(separator: "&").map { pair in
                pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                    .map { String(decoding: PercentEncoding.decode($0), as: UTF8.self) }
            })
        #expect(Set(signed.request.query.map { [$0.name] + ($0.value.map { [$0] } ?? []) }) == expectedPairs)
    }

    private func addressing(_ vector: SigningVector) -> BucketAddressing {
        switch (vector.addressing, vector.request.bucket) {
        case ("virtual_host", let bucket?): .virtualHost(bucket: bucket)
        case ("virtual_host", nil): .service
        case ("custom_domain", _): .customDomain
        default: .path
        }
    }
}

extension PercentEncoding {
    /// A decoded path as it would stand on the wire.
    fileprivate static func encodePath(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { encode(String($0)) }.joined(separator: "/")
    }
}
