import Foundation
import InventoryWire
import Testing

@testable import InventoryEmulator

/// A vector file as the README in Tests/Vectors describes it; only what an emulator needs is read.
struct VectorFile: Decodable {
    var vectors: [Vector]

    /// A file of `Tests/Vectors`, or of the folder that INVENTORY_VECTORS names.
    static func data(_ path: String) throws -> Data {
        let folder =
            ProcessInfo.processInfo.environment["INVENTORY_VECTORS"].map { URL(fileURLWithPath: $0) }
            ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Vectors")
        return try Data(contentsOf: folder.appendingPathComponent(path))
    }

    static func must(_ path: String) -> [Vector] {
        do {
            return try JSONDecoder().decode(VectorFile.self, from: try data(path)).vectors
                .filter { $0.conformance == "must" }
        } catch {
            // No vector read is a failure of the test that counts them, not a green run over nothing.
            return []
        }
    }
}

struct Vector: Decodable, Sendable, CustomTestStringConvertible {
    struct Credentials: Decodable, Sendable {
        var access_key_id: String
        var secret_access_key: String
        var security_token: String?
    }
    struct Clock: Decodable, Sendable { var unix_seconds: Int64 }
    struct Request: Decodable, Sendable {
        var method: String
        var target_on_wire: String?
        var path_on_wire: String?
        var query_on_wire: String?
        var host: String?
        var bucket: String?
        var headers: [[String]]?
        var headers_on_wire: [[String]]?
        var body: String?
    }
    struct Expected: Decodable, Sendable {
        var authorization: String?
        var signed_url: String?
        /// Pairs, or an object.
        var headers_added: [[String]]?

        enum CodingKeys: String, CodingKey { case authorization, signed_url, headers_added }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            authorization = try values.decodeIfPresent(String.self, forKey: .authorization)
            signed_url = try values.decodeIfPresent(String.self, forKey: .signed_url)
            if let members = try? values.decode([String: String].self, forKey: .headers_added) {
                headers_added = members.map { [$0.key, $0.value] }
            } else {
                headers_added = try values.decodeIfPresent([[String]].self, forKey: .headers_added)
            }
        }
    }

    var id: String
    var note: String
    var conformance: String
    var credentials: Credentials
    var clock: Clock
    var bucket: String?
    var region: String?
    var signature_scheme: String?
    var addressing: String?
    var mode: String?
    var request: Request
    var expected: Expected

    var testDescription: String { "\(id): \(note)" }

    /// The request as the vendor's SDK put it on the wire, or as it would have.
    var wireRequest: EmulatorRequest {
        get throws {
            let body = Array((request.body ?? "").utf8)
            if let target = request.target_on_wire {
                return EmulatorRequest(
                    method: request.method, target: target, headers: try Self.headers(request.headers_on_wire),
                    body: body)
            }
            var headers = try Self.headers(request.headers)
            if let url = expected.signed_url {
                let rest = try #require(url.range(of: "://")).upperBound
                let slash = try #require(url[rest...].firstIndex(of: "/"))
                headers["Host"] = String(url[rest..<slash])
                return EmulatorRequest(
                    method: request.method, target: String(url[slash...]), headers: headers, body: body)
            }
            for added in try Self.headers(expected.headers_added).fields where headers[added.name] == nil {
                headers.append(added.name, added.value)
            }
            if headers["Host"] == nil { headers["Host"] = request.host }
            headers["Authorization"] = expected.authorization
            let query = request.query_on_wire ?? ""
            return EmulatorRequest(
                method: request.method, target: try #require(request.path_on_wire) + (query.isEmpty ? "" : "?" + query),
                headers: headers, body: body)
        }
    }

    /// What the server knows: the bucket, with the host as its custom domain where it is one.
    func bucket(of provider: EmulatedProvider) throws -> EmulatedBucket {
        let host = try wireRequest.headers["Host"] ?? ""
        // The SDK of TOS names a loopback address as a domain of the bucket's own.
        let isDomain =
            addressing == "custom_domain" || mode == "custom_domain"
            || provider == .volcengineTOS && host.hasPrefix("127.")
        let region: String =
            switch provider {
            case .tencentCOS: "ap-guangzhou"
            case .huaweiOBS: "cn-north-4"
            case .alibabaOSS: "cn-hangzhou"
            default: "cn-beijing"
            }
        let name = provider == .tencentCOS || provider == .huaweiOBS ? "examplebucket-1250000000" : "example-source"
        return EmulatedBucket(
            provider: provider, name: bucket ?? request.bucket ?? name, region: region,
            customDomains: isDomain ? [host] : [])
    }

    /// The one key that the server knows. In signing vectors a token may stand in the request alone.
    func credential(of provider: EmulatedProvider) throws -> EmulatedCredential {
        EmulatedCredential(
            accessKey: credentials.access_key_id, secretKey: credentials.secret_access_key,
            securityToken: credentials.security_token)
    }

    func verify(_ request: EmulatorRequest, _ provider: EmulatedProvider, at now: Int64? = nil) throws
        -> VerifiedSignature
    {
        try Authentication.verify(
            request, to: provider, at: now ?? clock.unix_seconds, credentials: [credential(of: provider)],
            buckets: [bucket(of: provider)])
    }

    private static func headers(_ pairs: [[String]]?) throws -> HTTPHeaders {
        HTTPHeaders(
            try (pairs ?? []).map { pair in
                .init(name: try #require(pair.first), value: try #require(pair.last))
            })
    }
}
