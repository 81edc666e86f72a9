import Foundation
import InventoryWire
import Testing

@testable import InventoryEmulator

/// Requests that boto3 signed: each is let in, and refused once any signed byte is another.
@Suite struct AmazonS3VectorTests {
    struct Recorded: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var request: EmulatorRequest
        var clock: Int64
        var credential: EmulatedCredential
        var bucket: EmulatedBucket
        /// Of object vectors: the operation and its call.
        var operation = ""
        var key = "any"
        var versionID: String?
        var isConditional = false

        init?(_ vector: [String: Any]) {
            guard vector["conformance"] as? String == "must", vector["ask"] as? String ?? "request" == "request",
                let keys = vector["credentials"] as? [String: Any], let sent = vector["request"] as? [String: Any],
                let clock = (vector["clock"] as? [String: Any])?["unix_seconds"] as? Int64,
                let accessKey = keys["access_key_id"] as? String, let secret = keys["secret_access_key"] as? String,
                let method = sent["method"] as? String, let region = vector["region"] as? String
            else { return nil }
            testDescription = "\(vector["id"] ?? ""): \(vector["note"] ?? "")"
            self.clock = clock
            credential = EmulatedCredential(
                accessKey: accessKey, secretKey: secret, securityToken: keys["security_token"] as? String)
            let pairs = (sent["headers_on_wire"] ?? sent["headers"]) as? [[String]] ?? []
            var headers = HTTPHeaders(pairs.map { .init(name: $0[0], value: $0[1]) })
            var target = sent["target_on_wire"] as? String ?? ""
            if sent["target_on_wire"] == nil {
                let expected = vector["expected"] as? [String: Any] ?? [:]
                for (name, value) in expected["headers_added"] as? [String: String] ?? [:] where headers[name] == nil {
                    headers.append(name, value)
                }
                headers["Host"] = sent["host"] as? String
                headers["Authorization"] = expected["authorization"] as? String
                let query = sent["query_on_wire"] as? String ?? ""
                target = (sent["path_on_wire"] as? String ?? "/") + (query.isEmpty ? "" : "?" + query)
                if let url = expected["signed_url"] as? String, let host = headers["Host"],
                    let end = url.range(of: host)
                {
                    target = String(url[end.upperBound...])
                }
            }
            request = EmulatorRequest(
                method: method, target: target, headers: headers, body: Array((sent["body"] as? String ?? "").utf8))
            let call = vector["call"] as? [String: Any] ?? [:]
            operation = vector["operation"] as? String ?? ""
            key = call["key"] as? String ?? "any"
            versionID = call["version_id"] as? String
            isConditional = call["if_match"] is String
            let first = (call["range"] as? [Any])?.first as? Int ?? 0
            bucket = EmulatedBucket(
                provider: .amazonS3, name: vector["bucket"] as? String ?? "example-source", region: region,
                objects: [EmulatedObject(key, .generated(size: first + 4096, seed: 1), versionID: versionID)])
        }

        func call(_ changed: EmulatorRequest? = nil) throws -> Call {
            try Call(changed ?? request, provider: .amazonS3, buckets: [bucket])
        }

        func verify(
            _ changed: EmulatorRequest? = nil, with other: EmulatedCredential? = nil, at now: Int64? = nil
        ) throws -> VerifiedSignature {
            try AmazonS3Authentication(
                call: call(changed), now: now ?? clock, credentials: [other ?? credential]
            ).signature().0
        }

        func answer() throws -> EmulatorResponse {
            let clock = clock
            let configuration = EmulatorConfiguration(credentials: [credential], buckets: [bucket])
            return Emulator(configuration) { clock }.respond(to: request, as: .amazonS3)
        }
    }

    private static func recorded(_ file: String) -> [Recorded] {
        // What cannot be read fails the test that counts.
        let data = try? VectorFile.data("s3/\(file).json")
        let whole = data.flatMap { try? JSONSerialization.jsonObject(with: $0) } as? [String: Any]
        return (whole?["vectors"] as? [[String: Any]] ?? []).compactMap { Recorded($0) }
    }

    static let signatures = recorded("signing")
    static let requests = recorded("requests")
    static let objects = recorded("objects")

    @Test func `there are vectors of every kind`() {
        #expect(Self.signatures.count == 52)
        #expect(Self.requests.count == 16)
        #expect(Self.objects.count == 149)
    }

    @Test(arguments: signatures + requests + objects) func `a request that boto3 signed is let in`(
        _ recorded: Recorded
    ) throws {
        let signature = try recorded.verify()
        #expect(signature.accessKey == recorded.credential.accessKey)
        #expect(signature.isInURL == recorded.request.target.contains("X-Amz-Signature"))
    }

    @Test(arguments: requests + objects) func `its body is the announced one`(_ recorded: Recorded) throws {
        try BodyDigest.check(recorded.call(), signature: recorded.verify())
    }

    @Test(arguments: signatures + requests + objects) func `it is refused once a signed byte is another`(
        _ recorded: Recorded
    ) throws {
        var changes: [String: EmulatorRequest] = [:]
        func change(_ what: String, _ edit: (inout EmulatorRequest) -> Void) {
            var changed = recorded.request
            edit(&changed)
            changes[what] = changed
        }
        change("method") { $0.method = $0.method == "PUT" ? "GET" : "PUT" }
        change("path") { $0.target.insert("x", at: $0.target.firstIndex(of: "?") ?? $0.target.endIndex) }
        let declared = recorded.request.headers["Authorization"] ?? ""
        if !declared.isEmpty { change("signature") { $0.headers["Authorization"] = String(declared.dropLast()) } }
        let names = declared.split(separator: ",").first { $0.contains("SignedHeaders=") }?.split(separator: "=").last
        for name in (names ?? "host").split(separator: ";").map(String.init) {
            change(name) { $0.headers[name] = "x" + ($0.headers[name] ?? "") }
            change("without " + name) { $0.headers[name] = nil }
        }
        let parts = recorded.request.target.split(separator: "?", maxSplits: 1).map(String.init)
        let items = parts.count == 2 ? parts[1].split(separator: "&").map(String.init) : []
        for index in items.indices {
            var others = items
            others[index] += "x"
            change(items[index]) { $0.target = parts[0] + "?" + others.joined(separator: "&") }
            others.remove(at: index)
            change("without " + items[index]) { $0.target = parts[0] + "?" + others.joined(separator: "&") }
        }
        change("unsigned header") { $0.headers.append("x-amz-acl", "private") }
        for (what, changed) in changes {
            #expect(throws: VendorError.self, "\(what)") { try recorded.verify(changed) }
        }
    }

    @Test(arguments: requests.filter { !$0.request.body.isEmpty }) func `it is refused once its body is another`(
        _ recorded: Recorded
    ) throws {
        var changed = recorded.request
        changed.body[0] ^= 1
        let signature = try recorded.verify(changed)
        let error = #expect(throws: VendorError.self) {
            try BodyDigest.check(recorded.call(changed), signature: signature)
        }
        #expect(error?.code == "XAmzContentSHA256Mismatch")
    }

    @Test(arguments: signatures + requests) func `it is refused with another secret, key or token, and out of its time`(
        _ recorded: Recorded
    ) throws {
        var others = [recorded.credential, recorded.credential, recorded.credential]
        others[0].secretKey += "x"
        others[1].accessKey += "x"
        others[2].securityToken = (others[2].securityToken ?? "") + "x"
        for (other, code) in zip(others, ["SignatureDoesNotMatch", "InvalidAccessKeyId", "InvalidToken"]) {
            let error = #expect(throws: VendorError.self) { try recorded.verify(with: other) }
            #expect(error?.code == code)
        }
        guard recorded.request.headers["Authorization"] != nil else { return }
        for now in [recorded.clock - 900, recorded.clock + 900] { _ = try recorded.verify(at: now) }
        for now in [recorded.clock - 901, recorded.clock + 901] {
            let error = #expect(throws: VendorError.self) { try recorded.verify(at: now) }
            #expect(error?.code == "RequestTimeTooSkewed" && error?.status == 403)
        }
    }

    @Test(arguments: objects) func `a call about objects is answered as it asks`(_ recorded: Recorded) throws {
        let response = try recorded.answer()
        let root = (try? XMLReader.read(response.body))?.root.name
        switch recorded.operation {
        // Tokens are the servers' own: one that this server never gave out is refused.
        case _ where recorded.request.target.contains("continuation-token="): #expect(response.status == 400)
        case "list_buckets": #expect(root == "ListAllMyBucketsResult" && response.status == 200)
        case "list_objects": #expect(root == "ListBucketResult" && response.status == 200)
        case "list_versions": #expect(root == "ListVersionsResult" && response.status == 200)
        default:
            let isPart = recorded.request.headers["Range"] != nil
            #expect(response.status == (recorded.isConditional ? 412 : isPart ? 206 : 200))
        }
    }
}
