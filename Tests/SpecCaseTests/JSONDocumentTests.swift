import InventoryCore
import InventoryCurl
import InventoryProviderKit
import InventoryVolcengineTOS
import InventoryWire
import TestSupport
import Testing

@Suite("Rules and lists in JSON")
struct JSONDocumentTests {
    private let codec = VolcengineTOS.codec

    private static let rule =
        #"{"Id":"a","IsEnabled":true,"Destination":{"TOSBucketDestination":{"Format":"CSV","AccountId":"1","Role":"r","#
        + #""Bucket":"reports"}},"Schedule":{"Frequency":"Daily"},"IncludedObjectVersions":"All"}"#

    private func list(_ text: String) throws -> DecodedList { try codec.decodeList(Array(text.utf8)) }

    @Test(arguments: [
        #"{"InventoryConfigurations":[],"IsTruncated":false}"#, #"{"InventoryConfigurations":null}"#,
        #"{"IsTruncated":false}"#, #"{"IsTruncated":null,"InventoryConfigurations":[]}"#,
        #"{"ListInventoryConfigurationsResult":{"InventoryConfiguration":[],"IsTruncated":"false"}}"#,
        #"{"InventoryConfigurations":[],"Owner":{"ID":"1","Nested":[1,null]}}"#,
    ])
    func `A list of none is empty, however that is written`(text: String) throws {
        let list = try list(text)
        #expect(list.entries.isEmpty && !list.isTruncated && list.nextToken == nil)
    }

    @Test(arguments: [
        "", "null", "[]", "{}", #""a""#, "<ListInventoryConfigurationsResult/>", #"{"Code":"NoSuchBucket"}"#,
        #"{"ListInventoryConfigurationsResult":null}"#, #"{"ListInventoryConfigurationsResult":{}}"#,
        #"{"InventoryConfigurations":[],"IsTruncated":"maybe"}"#, #"{"InventoryConfigurations":[],"NextMarker":"b"}"#,
        #"{"InventoryConfigurations":[],"IsTruncated":true,"IsTruncated":false}"#,
        #"{"ListInventoryConfigurationsResult":{"InventoryConfiguration":[]},"IsTruncated":true}"#,
        #"{"ListInventoryConfigurationsResult":{"IsTruncated":false},"InventoryConfigurations":[]}"#,
    ])
    func `What is no list, or does not say where it ends, is an error and never an empty list`(text: String) {
        #expect(throws: InventoryError.self) { try list(text) }
    }

    @Test(arguments: ["null", "{}", #""text""#, "7", "[{}]", #"{"Id":"odd"}"#])
    func `A rule of a list that cannot be read is no absent rule`(odd: String) throws {
        let list = try list(#"{"InventoryConfigurations":[\#(Self.rule),\#(odd)],"IsTruncated":false}"#)
        #expect(list.entries.count == 2)
        guard case .rule(let stored) = list.entries[0], case .unreadable(let id, let document, _) = list.entries[1]
        else {
            Issue.record("\(list.entries)")
            return
        }
        #expect(stored.document.text == Self.rule)
        #expect(id == (odd.contains("odd") ? "odd" : nil))
        #expect(document.text == odd)
    }

    @Test(arguments: [
        (
            "\"AccountId\":\"1\"", "\"AccountId\":\"1\",\"AccountID\":\"2\"",
            "Destination/TOSBucketDestination/AccountID", "2"
        ),
        ("\"All\"", "\"All\",\"More\":[1,null]", "More", "1"),
        ("\"Daily\"", "\"Daily\",\"Day\":3", "Schedule/Day", "3"),
    ])
    func `What a rule does not take in is a finding`(part: String, changed: String, path: String, value: String) throws
    {
        let text = Self.rule.replacing(part, with: changed)
        let stored = try codec.decodeRule(Array(text.utf8))
        #expect(stored.rule == (try codec.decodeRule(Array(Self.rule.utf8))).rule)
        #expect(stored.findings.list.first?.path == path)
        #expect(stored.findings.list.first?.value == value)
    }

    @Test(arguments: [
        ("\"Id\":\"a\"", "\"Id\":\"a\",\"Id\":\"b\"", "Id"),
        ("\"Daily\"", "\"Daily\",\"Frequency\":\"Weekly\"", "Frequency"),
    ])
    func `A rule in which a name stands twice is none`(part: String, changed: String, name: String) {
        let text = Self.rule.replacing(part, with: changed)
        let error = #expect(throws: InventoryError.self) { try codec.decodeRule(Array(text.utf8)) }
        #expect(error?.message.contains("'\(name)' stands twice") == true)
    }

    @Test func `A rule with two ids is none`() {
        let text = Self.rule.replacing(#""Id":"a""#, with: #""Id":["a","b"]"#)
        let error = #expect(throws: InventoryError.self) { try codec.decodeRule(Array(text.utf8)) }
        #expect(error?.message.contains("two ids") == true)
    }

    @Test func `Both spellings of the account are one where they say the same`() throws {
        let text = Self.rule.replacing("\"AccountId\":\"1\"", with: "\"AccountID\":\"1\",\"AccountId\":\"1\"")
        let stored = try codec.decodeRule(Array(text.utf8))
        #expect(stored.findings.isEmpty && stored.rule.destination.owner == "1")
    }

    @Test(arguments: [
        (#"{"Code":"NoSuchInventory","Message":"m","RequestId":"r"}"#, true),
        (#"{"Code":"NoSuchBucket","Message":"m","RequestId":"r"}"#, false), (#"{"code":"NOT_FOUND"}"#, false),
        (#"{"Code":"nosuchbucket","Message":"m","RequestId":"r"}"#, false),
        (#"{"error_code":"APIGW.0101","error_msg":"API not exist","request_id":"r","RequestId":"r"}"#, false),
        (#"{"Code":"Whatever","Message":"m","RequestId":"r"}"#, false),
        ("", false),
        ("<html>no</html>", false),
    ])
    func `A list that is not found is empty where TOS says so and does not mean the bucket`(
        body: String, isEmpty: Bool
    ) async throws {
        let length = "Content-Length: \(body.utf8.count)\r\n"
        let server = FaultServer { _ in [.send(Array("HTTP/1.1 404 Not Found\r\n\(length)\r\n\(body)".utf8))] }
        defer { server.stop() }
        let provider = VolcengineTOS.provider(
            ProviderOptions(
                transport: CurlTransport(),
                credentials: FixedCredential(Credential(accessKey: "access", secretKey: Secret("secret"))),
                connectTo: ConnectTarget(host: "127.0.0.1", port: server.port, isCleartext: true), retry: .never))
        let bucket = BucketAddress("example-source", region: "cn-beijing")
        if isEmpty {
            #expect(try await provider.rules(in: bucket, after: nil).entries.isEmpty)
        } else {
            await #expect(throws: InventoryError.self) { try await provider.rules(in: bucket, after: nil) }
        }
    }

    @Test(arguments: [
        ("Whatever", nil, 200, true), ("Whatever", nil, 404, false), ("Whatever", nil, 403, false),
        (nil, "0025-1", 200, true), (nil, "0025-1", 403, false),
        // A gateway that lost the request says as much, and so does one with a code of its own.
        (nil, nil, 200, false), ("APIGW.0101", nil, 200, false),
    ])
    func `A list that is not found, for a reason unknown, is empty where the bucket is there`(
        code: String?, number: String?, status: Int, isEmpty: Bool
    ) async throws {
        let server = FaultServer { request in
            let isHead = request.lines[0].hasPrefix("HEAD ")
            let body = isHead ? "" : code.map { #"{"Code":"\#($0)","Message":"m","RequestId":"r"}"# } ?? ""
            return [
                .send(
                    "HTTP/1.1 \(isHead ? status : 404) X\r\nx-tos-request-id: r\r\n"
                        + (number.map { "x-tos-ec: \($0)\r\n" } ?? "")
                        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
            ]
        }
        defer { server.stop() }
        let asked = number == nil && code != "Whatever" ? 1 : 2
        let provider = VolcengineTOS.provider(
            ProviderOptions(
                transport: CurlTransport(),
                credentials: FixedCredential(Credential(accessKey: "access", secretKey: Secret("secret"))),
                connectTo: ConnectTarget(host: "127.0.0.1", port: server.port, isCleartext: true), retry: .never))
        do {
            let page = try await provider.rules(in: BucketAddress("example-source", region: "cn-beijing"), after: nil)
            #expect(isEmpty && page.entries.isEmpty && page.next == nil)
        } catch let error as InventoryError {
            #expect(!isEmpty && (asked == 1 || error.code == .rejected), "\(error)")
        }
        #expect(server.requests.map { $0.lines[0].prefix(4) } == (asked == 1 ? ["GET "] : ["GET ", "HEAD"]))
    }

    @Test func `An error says what it is about, its number and where it points`() throws {
        let body =
            #"{"Code":"PermanentRedirect","Message":"m","RequestId":"r","HostId":"h","Resource":"/b","EC":"0025-1","#
            + #""Endpoint":"tos-x.volces.com"}"#
        let reply = ErrorReply(VolcengineTOS.vendor).reply(HTTPResponse(status: 301, body: Array(body.utf8)))
        #expect(reply.requestIDs == ["x-tos-request-id": "r", "x-tos-id-2": "h", "x-tos-ec": "0025-1"])
        #expect(reply.resource == "/b" && reply.hints == ["endpoint": "tos-x.volces.com"])
    }
}
