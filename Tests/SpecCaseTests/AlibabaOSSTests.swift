import InventoryAlibabaOSS
import InventoryCore
import InventoryCurl
import InventoryProviderKit
import InventoryWire
import TestSupport
import Testing

/// What is OSS's own and no case of its pages has.
@Suite("Alibaba OSS, off the pages")
struct AlibabaOSSTests {
    private func read(_ destination: String, _ more: String = "") throws -> StoredRule {
        try AlibabaOSS.codec.decodeRule(
            Array(
                ("<InventoryConfiguration><Id>a</Id><IsEnabled>True</IsEnabled><Destination><OSSBucketDestination>"
                    + "<Format>CSV</Format>\(destination)</OSSBucketDestination></Destination><Schedule>"
                    + "<Frequency>Daily</Frequency></Schedule>\(more)<IncludedObjectVersions>All</IncludedObjectVersions>"
                    + "</InventoryConfiguration>").utf8))
    }

    private static let bucket = "<Bucket>acs:oss:::reports</Bucket>"

    @Test(arguments: [
        "", "<Bucket>acs:oss:::</Bucket>", "<Bucket>acs:oss:cn-hangzhou:1:reports</Bucket>",
        "<Bucket>arn:aws:s3:::reports</Bucket>", "<Bucket>qcs::cos:ap-guangzhou::reports-1250000000</Bucket>",
    ])
    func `A report bucket of another cloud or form is refused`(bucket: String) {
        #expect(throws: InventoryError.self) { try read(bucket) }
    }

    @Test(arguments: [
        "<LowerSizeBound>1 KB</LowerSizeBound>", "<LastModifyBeginTimeStamp>2024-01-01</LastModifyBeginTimeStamp>",
        "<LastModifyEndTimeStamp>1637883649000</LastModifyEndTimeStamp>",
    ])
    func `A bound that is no number of bytes or seconds is refused`(bound: String) {
        #expect(throws: InventoryError.self) { try read(Self.bucket, "<Filter>\(bound)</Filter>") }
    }

    @Test func `Of two kinds of encryption the first is read, and the other is a finding`() throws {
        let stored = try read(
            Self.bucket + "<Encryption><SSE-OSS/><SSE-KMS><KeyId>k</KeyId></SSE-KMS></Encryption>")
        #expect(stored.rule.content.encryption == .serviceManaged && stored.rule.destination.kmsKey == nil)
        #expect(stored.findings.list.map(\.path) == ["Destination/OSSBucketDestination/Encryption/SSE-KMS"])
    }

    @Test func `A token among encoded names is decoded`() throws {
        let body =
            "<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>"
            + "<NextContinuationToken>a%2Bb%25c%3D%3D</NextContinuationToken></ListBucketResult>"
        let page = try AlibabaOSS.vendor.objects.readObjects(Array(body.utf8), under: "", delimiter: nil, after: nil)
        #expect(page.next?.token == "a+b%c==")
    }

    @Test func `Another region's endpoint is a redirection that says where to, any other denial is none`() throws {
        func code(_ message: String) throws -> (InventoryError.Code?, VendorReply) {
            let body =
                "<Error><Code>AccessDenied</Code><Message>\(message)</Message><RequestId>r</RequestId><EC>0003-1</EC>"
                + "<Endpoint>oss-cn-qingdao.aliyuncs.com</Endpoint></Error>"
            let errors = ErrorReply(AlibabaOSS.vendor)
            let reply = errors.reply(HTTPResponse(status: 403, body: Array(body.utf8)))
            return (errors.fact(for: reply)?.meaning, reply)
        }
        let (meaning, reply) = try code("The bucket must be addressed using the specified endpoint.")
        #expect(meaning == .redirected && reply.hints == ["endpoint": "oss-cn-qingdao.aliyuncs.com"])
        #expect(reply.requestIDs == ["x-oss-request-id": "r", "x-oss-ec": "0003-1"])
        #expect(try code("no").0 == .accessDenied)
    }

    @Test(
        arguments: [
            ("PEVycm9yPjxDb2RlPk5vU3VjaEJ1Y2tldDwvQ29kZT48TWVzc2FnZT5nb25lPC9NZXNzYWdlPjwvRXJyb3I+", "NoSuchBucket"),
            ("not base64", nil), ("", nil),
        ] as [(String, String?)])
    func `An error without a body has its document in a header`(header: String, code: String?) {
        let errors = ErrorReply(AlibabaOSS.vendor)
        let empty = errors.reply(HTTPResponse(status: 404, headers: ["x-oss-err": header]))
        #expect(empty.code == code && empty.message == code.map { _ in "gone" })
        let body = Array("<Error><Code>AccessDenied</Code></Error>".utf8)
        let full = errors.reply(HTTPResponse(status: 403, headers: ["x-oss-err": header], body: body))
        #expect(full.code == "AccessDenied")
    }

    @Test(arguments: [("NoSuchInventory", true), ("NoSuchInventoryConfiguration", true), ("NoSuchBucket", false)])
    func `A list is empty where OSS says that there is no rule`(code: String, isEmpty: Bool) async throws {
        let body = "<Error><Code>\(code)</Code><Message>m</Message><RequestId>r</RequestId></Error>"
        let length = "Content-Length: \(body.utf8.count)\r\n"
        let server = FaultServer { _ in [.send(Array("HTTP/1.1 404 Not Found\r\n\(length)\r\n\(body)".utf8))] }
        defer { server.stop() }
        let provider = AlibabaOSS.provider(
            ProviderOptions(
                transport: CurlTransport(),
                credentials: FixedCredential(Credential(accessKey: "access", secretKey: Secret("secret"))),
                connectTo: ConnectTarget(host: "127.0.0.1", port: server.port, isCleartext: true), retry: .never))
        let bucket = BucketAddress("example-source", region: "cn-hangzhou")
        if isEmpty {
            #expect(try await provider.rules(in: bucket, after: nil).entries.isEmpty)
        } else {
            await #expect(throws: InventoryError.self) { try await provider.rules(in: bucket, after: nil) }
        }
    }

    @Test func `A custom domain does not tell the bucket, which both signatures cover`() throws {
        let request = HTTPRequest(method: .get, host: "files.example.com", path: "/", query: [QueryItem("inventory")])
        let scope = SigningScope(.customDomain, region: "cn-hangzhou")
        let credential = Credential(accessKey: "access", secretKey: Secret("secret"))
        let start = UTCInstant(secondsSinceEpoch: 0)
        for signer in [AlibabaOSSSigner.make(), AlibabaOSSVersion1Signer.make()] as [any RequestSigner] {
            #expect(throws: InventoryError.self) { try signer.sign(request, in: scope, with: credential, at: start) }
            var known = scope
            known.bucket = "example-source"
            let own = SigningScope(.virtualHost(bucket: "example-source"), region: "cn-hangzhou")
            let signatures = try [known, own].map {
                try signer.sign(request, in: $0, with: credential, at: start).request.headers["Authorization"]
            }
            #expect(signatures[0] == signatures[1])
        }
    }
}
