import Foundation
import InventoryWire

@testable import InventoryEmulator

/// An emulator with one bucket, `example-source`, and a client that signs in its vendor's way.
struct VendorHarness {
    static let bucketName = "example-source"

    let provider: EmulatedProvider
    let clock = TestClock(1_700_000_000)
    let emulator: Emulator
    /// What the client takes for the bucket's region; it is also in the host.
    let region: String
    private let domain: String
    /// Changes what is signed.
    var scopeRegion: String?

    static func oss(
        quirks: [String: String] = [:], limits: EmulatedLimits? = nil, objects: [EmulatedObject] = [],
        destinationBuckets: [EmulatedBucket]? = nil
    ) throws -> VendorHarness {
        try VendorHarness(
            .alibabaOSS, "cn-hangzhou", "oss-cn-hangzhou.aliyuncs.com", quirks, limits, objects, destinationBuckets)
    }

    static func tos(
        quirks: [String: String] = [:], limits: EmulatedLimits? = nil, objects: [EmulatedObject] = [],
        destinationBuckets: [EmulatedBucket]? = nil
    ) throws -> VendorHarness {
        try VendorHarness(
            .volcengineTOS, "cn-beijing", "tos-cn-beijing.volces.com", quirks, limits, objects, destinationBuckets)
    }

    private init(
        _ provider: EmulatedProvider, _ region: String, _ domain: String, _ quirks: [String: String],
        _ limits: EmulatedLimits?, _ objects: [EmulatedObject], _ destinationBuckets: [EmulatedBucket]?
    ) throws {
        (self.provider, self.region, self.domain) = (provider, region, domain)
        let named = Dictionary(uniqueKeysWithValues: quirks.map { ("\(provider.rawValue).\($0.key)", $0.value) })
        let configuration = EmulatorConfiguration(
            credentials: [EmulatedCredential(accessKey: "AK", secretKey: "SK")],
            buckets: [
                EmulatedBucket(provider: provider, name: Self.bucketName, region: region, objects: objects)
            ], destinationBuckets: destinationBuckets, limits: limits.map { [provider: $0] } ?? [:],
            quirks: try QuirkSettings(named))
        emulator = Emulator(configuration, clock: { [clock] in clock.now })
    }

    /// Sends a call about the bucket, or about what `path` names, signed in the header.
    func call(
        _ method: String, _ query: String, _ body: String? = nil, host: String? = nil, headers: HTTPHeaders = [:],
        path: String = "/"
    ) -> Answer {
        Answer(
            emulator.respond(
                to: signed(method, query, body, host: host, headers: headers, path: path), as: provider))
    }

    /// The same call, not yet sent.
    func signed(
        _ method: String, _ query: String, _ body: String? = nil, host: String? = nil, headers: HTTPHeaders = [:],
        path: String = "/"
    ) -> EmulatorRequest {
        let host = host ?? "\(Self.bucketName).\(domain)"
        var request = EmulatorRequest(
            method: method, target: path + (query.isEmpty ? "" : "?" + query), headers: headers)
        request.headers.append("Host", host)
        if let body {
            request.body = Array(body.utf8)
            request.headers.append("Content-Length", "\(request.body.count)")
        }
        let isService = !host.hasPrefix(Self.bucketName + ".") && !path.hasPrefix("/" + Self.bucketName)
        let resource = isService || path.hasPrefix("/" + Self.bucketName) ? path : "/\(Self.bucketName)" + path
        if provider == .alibabaOSS {
            TestSigner.signOSS(&request, resource: resource, region: scopeRegion ?? region, at: clock.now)
        } else {
            TestSigner.signTOS(&request, region: scopeRegion ?? region, at: clock.now)
        }
        return request
    }

    /// Sends a call about the bucket, signed in the older way of OSS.
    func callInVersion1(_ method: String, _ query: String) -> Answer {
        var request = EmulatorRequest(
            method: method, target: "/?" + query,
            headers: ["Host": "\(Self.bucketName).\(domain)", "Date": CivilTime.httpDate(clock.now)])
        let text = "\(method)\n\n\n\(CivilTime.httpDate(clock.now))\n/\(Self.bucketName)/?\(query)"
        let code = (try? HMACKey(.sha1, key: Array("SK".utf8)).sign(Array(text.utf8))) ?? []
        request.headers["Authorization"] = "OSS AK:\(Base64.encode(code))"
        return Answer(emulator.respond(to: request, as: provider))
    }

    /// A list of buckets is asked for at the service's host.
    func service(_ query: String = "", headers: HTTPHeaders = [:]) -> Answer {
        call("GET", query, host: domain, headers: headers)
    }
}

extension Answer {
    /// The members of a JSON answer.
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(response.body))) as? [String: Any] ?? [:] }
    /// The number that the vendor gives its sentence.
    var number: String? { root?.child("EC")?.text ?? json["EC"] as? String }
    /// The ids of a list of TOS, in order.
    var jsonIDs: [String] {
        (json["InventoryConfigurations"] as? [[String: Any]] ?? []).compactMap { $0["Id"] as? String }
    }
}

extension TestSigner {
    static func signOSS(_ request: inout EmulatorRequest, resource: String, region: String, at now: Int64) {
        let stamp = CivilTime.basicStamp(now)
        request.headers["x-oss-date"] = stamp
        if request.headers["x-oss-content-sha256"] == nil {
            request.headers["x-oss-content-sha256"] = "UNSIGNED-PAYLOAD"
        }
        let signed = request.headers.fields.map { ($0.name.lowercased(), $0.value) }
            .filter { $0.0.hasPrefix("x-oss-") || $0.0 == "content-md5" || $0.0 == "content-type" }
            .sorted { $0.0 < $1.0 }.map { "\($0.0):\($0.1)\n" }.joined()
        let query = pairs(of: request).map { $0.1.isEmpty ? $0.0 : $0.0 + "=" + $0.1 }.joined(separator: "&")
        let text = "\(request.method)\n\(resource)\n\(query)\n\(signed)\n\nUNSIGNED-PAYLOAD"
        let scope = ["\(stamp.prefix(8))", region, "oss", "aliyun_v4_request"]
        let signature = chained("OSS4-HMAC-SHA256", stamp, scope, secret: "aliyun_v4SK", text)
        request.headers["Authorization"] =
            "OSS4-HMAC-SHA256 Credential=AK/\(scope.joined(separator: "/")),Signature=\(signature)"
    }

    static func signTOS(_ request: inout EmulatorRequest, region: String, at now: Int64) {
        let stamp = CivilTime.basicStamp(now)
        request.headers["x-tos-date"] = stamp
        let signed = request.headers.fields.map { ($0.name.lowercased(), $0.value) }
            .filter { $0.0.hasPrefix("x-tos-") || $0.0 == "host" }.sorted { $0.0 < $1.0 }
        let names = signed.map(\.0).joined(separator: ";")
        let path = request.target.prefix { $0 != "?" }
        let query = pairs(of: request).map { $0.0 + "=" + $0.1 }.joined(separator: "&")
        let empty = (try? Digest.sha256([])).map(Hex.encode) ?? ""
        let text =
            "\(request.method)\n\(path)\n\(query)\n" + signed.map { "\($0.0):\($0.1)\n" }.joined() + "\n\(names)\n"
            + (request.headers["x-tos-content-sha256"] ?? empty)
        let scope = ["\(stamp.prefix(8))", region, "tos", "request"]
        let signature = chained("TOS4-HMAC-SHA256", stamp, scope, secret: "SK", text)
        request.headers["Authorization"] =
            "TOS4-HMAC-SHA256 Credential=AK/\(scope.joined(separator: "/")),SignedHeaders=\(names),Signature=\(signature)"
    }

    /// As they stand on the wire, sorted.
    private static func pairs(of request: EmulatorRequest) -> [(String, String)] {
        let parts = request.target.split(separator: "?", maxSplits: 1)
        return (parts.count == 2 ? parts[1] : "").split(separator: "&").map { item in
            let pair = item.split(separator: "=", maxSplits: 1).map(String.init)
            return (pair[0], pair.count == 2 ? pair[1] : "")
        }.sorted { $0.0 < $1.0 }
    }

    private static func chained(
        _ algorithm: String, _ stamp: String, _ scope: [String], secret: String, _ request: String
    ) -> String {
        let digest = (try? Digest.sha256(Array(request.utf8))).map(Hex.encode) ?? ""
        let key = scope.reduce(Array(secret.utf8)) { key, part in mac(key, part) }
        return Hex.encode(mac(key, "\(algorithm)\n\(stamp)\n\(scope.joined(separator: "/"))\n\(digest)"))
    }

    private static func mac(_ key: [UInt8], _ text: String) -> [UInt8] {
        (try? HMACKey(.sha256, key: key).sign(Array(text.utf8))) ?? []
    }
}
