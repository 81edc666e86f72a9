import CloudInventory
import InventoryCore
import InventoryProviderKit
import InventoryWire
import TestSupport
import Testing

/// A refusal that is about the region says which one was asked for, which one the server names, and what to do.
@Suite struct `A refusal that is about the region` {
    struct Case: Sendable, CustomTestStringConvertible {
        var cloud: ProviderID
        var region: String
        var status: Int
        var headers: [String: String] = [:]
        var body: String
        /// The region that the server names; nil where it names none.
        var named: String?
        var code = InventoryError.Code.redirected

        var testDescription: String { "\(cloud) \(body) \(headers)" }

        private static func oss(_ code: String, _ number: String) -> Case {
            Case(
                cloud: "alibaba-oss", region: "cn-hangzhou", status: code == "InvalidArgument" ? 400 : 403,
                body: "<Error><Code>\(code)</Code><Message>The signing region in credential is invalid.</Message>"
                    + "<EC>\(number)</EC></Error>")
        }

        private static let malformed = #"{"Code": "AuthorizationHeaderMalformed", "Message": "m"}"#

        static let all = [
            oss("InvalidArgument", "0002-00000228"), oss("InvalidArgument", "0002-00000226"),
            oss("AccessDenied", "0002-00000228"), oss("SignatureDoesNotMatch", "0002-00000228"),
            Case(
                cloud: "alibaba-oss", region: "cn-hangzhou", status: 403,
                body: "<Error><Code>AccessDenied</Code><Message>The bucket must be addressed using the specified "
                    + "endpoint.</Message><Endpoint>oss-cn-qingdao.aliyuncs.com</Endpoint></Error>",
                named: "cn-qingdao"),
            Case(
                cloud: "volcengine-tos", region: "cn-beijing", status: 403,
                headers: ["x-tos-bucket-region": "cn-shanghai"], body: malformed, named: "cn-shanghai"),
            Case(
                cloud: "volcengine-tos", region: "cn-beijing", status: 403, body: malformed, code: .signatureRefused),
            Case(
                cloud: "amazon-s3", region: "eu-west-1", status: 400,
                body: "<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-north-1</Region></Error>",
                named: "eu-north-1"),
            Case(
                cloud: "amazon-s3", region: "eu-west-1", status: 301,
                body: "<Error><Code>PermanentRedirect</Code></Error>"),
        ]
    }

    @Test(arguments: Case.all)
    func `says what was asked for, what the server names, and the remedy`(_ test: Case) async throws {
        let transport = ScriptedTransport([
            { _ in
                var headers = HTTPHeaders()
                for (name, value) in test.headers { headers[name] = value }
                return HTTPResponse(status: test.status, headers: headers, body: Array(test.body.utf8))
            }
        ])
        var bucket = BucketAddress("photos", region: ExactText(test.region))
        // A host without a region in its name: nothing is followed from there.
        bucket.endpoint = .customDomain("files.example.com")
        let keys = Credential(
            accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret), additionalHosts: ["files.example.com"])
        let client = InventoryClient(
            HTTPProvider(
                try Vendors.vendor(test.cloud),
                options: options(transport, time: VirtualTime(), credentials: FixedCredential(keys))))
        let error = try #require(await failure { try await client.rule("a", in: bucket) })
        #expect(transport.requests.count == 1)
        #expect(error.code == test.code)
        #expect(error.message.contains("region '\(test.region)'"), "\(error.message)")
        #expect(
            error.message.contains(test.named.map { "the server names '\($0)'" } ?? "names no other"),
            "\(error.message)")
        #expect(error.message.contains("correct the bucket's region"), "\(error.message)")
    }

    /// One call, where GET is answered 301 without a region, and HEAD of the bucket by this.
    private func hosts(
        _ cloud: ProviderID, head: [String: String], status: Int = 403, attempts: Int = 3, elsewhere: Int = 301
    ) async throws -> (requests: [String], error: InventoryError?) {
        let transport = ScriptedTransport([
            { request in
                var headers = HTTPHeaders()
                guard request.method == .head else {
                    let isThere = request.host.contains("elsewhere-2")
                    let body = #"{"Code": "PermanentRedirect", "Message": "m"}"#
                    return HTTPResponse(status: isThere ? elsewhere : 301, body: Array(body.utf8))
                }
                for (name, value) in head { headers[name] = value }
                return HTTPResponse(status: status, headers: headers)
            }
        ])
        let client = InventoryClient(
            HTTPProvider(
                try Vendors.vendor(cloud),
                options: options(transport, time: VirtualTime(), retry: RetryPolicy(attempts: attempts))))
        let error = await failure { try await client.rule("a", in: BucketAddress("photos", region: "elsewhere-1")) }
        return (transport.requests.map { "\($0.method.rawValue) \($0.host)" }, error)
    }

    private static let asked: [(cloud: ProviderID, header: String, host: String)] = [
        ("amazon-s3", "x-amz-bucket-region", "photos.s3.REGION.amazonaws.com"),
        ("volcengine-tos", "x-tos-bucket-region", "photos.tos-REGION.volces.com"),
    ]

    @Test(arguments: [200, 301, 400, 403])
    func `and names none has the bucket asked for it once, at the vendor's own host`(_ status: Int) async throws {
        for (cloud, header, host) in Self.asked {
            let (here, there) = (
                host.replacing("REGION", with: "elsewhere-1"), host.replacing("REGION", with: "elsewhere-2")
            )
            let (requests, error) = try await hosts(cloud, head: [header: "elsewhere-2"], status: status)
            #expect(requests == ["GET \(here)", "HEAD \(here)", "GET \(there)"])
            #expect(error?.code == .redirected)
            // Whoever asks for one attempt gets one, and a bucket that does not tell stays where it is said to be.
            #expect(try await hosts(cloud, head: [header: "elsewhere-2"], attempts: 1).requests == ["GET \(here)"])
            for answer in [[:], [header: "evil.example.com/"], [header: "cn-north-1"], [header: "elsewhere-1"]] {
                // TOS has one partition alone.
                if answer[header] == "cn-north-1", cloud == "volcengine-tos" { continue }
                let (requests, error) = try await hosts(cloud, head: answer, status: status)
                #expect(requests == ["GET \(here)", "HEAD \(here)"])
                #expect(error?.message.contains("names no other") == true, "\(String(describing: error))")
            }
        }
    }

    @Test func `and is of a cloud whose buckets do not tell it has nothing asked`() async throws {
        #expect(try await hosts("alibaba-oss", head: ["x-oss-bucket-region": "elsewhere-2"]).requests.count == 1)
    }
}
