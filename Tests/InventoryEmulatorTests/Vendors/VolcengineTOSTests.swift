import Foundation
import InventoryWire
import Testing

@testable import InventoryEmulator

@Suite struct VolcengineTOSTests {
    private let bucket = VendorHarness.bucketName

    private func put(_ harness: VendorHarness, _ id: String, _ document: String? = nil) -> Answer {
        harness.call("PUT", "id=\(id)&inventory", document ?? Documents.tos(id))
    }

    @Test func `a rule is stored as received, and reads back bare`() throws {
        let harness = try VendorHarness.tos()
        let document = Documents.tos("a")
        let answer = put(harness, "a", document)
        #expect(answer.status == 200)
        #expect(answer.response.body.isEmpty)
        #expect(answer.response.headers["x-tos-request-id"] != nil)
        #expect(harness.emulator.document("a", in: bucket, of: .volcengineTOS)?.document == Array(document.utf8))
        let get = harness.call("GET", "id=a&inventory=")
        #expect(get.response.headers["Content-Type"] == "application/json")
        #expect(try get.json as NSDictionary == Self.json(document))
    }

    @Test func `a rule is replaced in its place and removed`() throws {
        let harness = try VendorHarness.tos()
        for id in ["b", "a"] { _ = put(harness, id) }
        #expect(put(harness, "b", Documents.tos("b", frequency: "Weekly")).status == 200)
        #expect(harness.call("GET", "inventory").jsonIDs == ["b", "a"])
        #expect((harness.call("GET", "id=b&inventory").json["Schedule"] as? [String: String])?["Frequency"] == "Weekly")
        #expect(harness.call("DELETE", "id=b&inventory").status == 204)
        #expect(harness.call("DELETE", "id=b&inventory").status == 204)
        #expect(harness.call("GET", "id=b&inventory").status == 404)
        #expect(harness.call("GET", "inventory").jsonIDs == ["a"])
    }

    @Test func `a bucket without rules has no list, and its error is JSON`() throws {
        let answer = try VendorHarness.tos().call("GET", "inventory")
        #expect(answer.status == 404)
        #expect(answer.code == "NoSuchInventoryConfiguration")
        #expect(Set(answer.json.keys).isSuperset(of: ["Code", "Message", "RequestId", "HostId", "Resource"]))
    }

    @Test func `a list comes in pages by creation`() throws {
        let harness = try VendorHarness.tos()
        let ids = (0..<150).map { "rule-\($0 * 7919 % 150)" }
        for id in ids { _ = put(harness, id) }
        let first = harness.call("GET", "inventory")
        #expect(first.jsonIDs == Array(ids.prefix(100)))
        let token = try #require(first.json["NextContinuationToken"] as? String)
        let second = harness.call("GET", "continuation-token=\(PercentEncoding.encode(token))&inventory")
        #expect(second.jsonIDs == Array(ids.suffix(50)))
        #expect(second.json["IsTruncated"] as? Bool == false)
        #expect(second.json["NextContinuationToken"] == nil)
        // The Go SDK sends the parameter empty on the first page.
        #expect(harness.call("GET", "continuation-token=&inventory").jsonIDs.count == 100)
    }

    @Test func `a limit of rules holds where one is set`() throws {
        let harness = try VendorHarness.tos(limits: EmulatedLimits(maximumRules: 1))
        #expect(put(harness, "a").status == 200)
        #expect(put(harness, "b").code == "InvalidArgument")
        #expect(put(harness, "a", Documents.tos("a", frequency: "Weekly")).status == 200)
    }

    @Test(
        arguments: [
            ("{", "MalformedBody", nil), ("[]", "MalformedBody", nil), (#"{"Id":1}"#, "MalformedBody", nil),
            (Documents.tos("b"), "InvalidArgument", nil), (Documents.tos(""), "InvalidArgument", "0025-00000006"),
            (Documents.tos("a", enabled: "1"), "MalformedBody", nil),
            (Documents.tos("a", account: #""Account":"1""#), "InvalidArgument", "0025-00000012"),
            (Documents.tos("a", account: #""AccountId":"me""#), "InvalidArgument", "0025-00000012"),
            (Documents.tos("a", role: ""), "InvalidArgument", nil),
            (Documents.tos("a", role: "trn:iam::2100000000:role/R"), "InvalidRole", "0025-00000012"),
            (Documents.tos("a", destination: "A"), "InvalidArgument", nil),
            (Documents.tos("a", destination: "elsewhere"), "InvalidArgument", nil),
            (Documents.tos("a", frequency: "Monthly"), "InvalidArgument", nil),
            (Documents.tos("a", fields: #"["Crc64"]"#), "InvalidArgument", nil),
            (Documents.tos("a", fields: #"["Size","Size"]"#), "InvalidArgument", nil),
            (Documents.tos("a", fields: #""Size""#), "MalformedBody", nil),
        ] as [(String, String, String?)])
    func `a document that breaks the rules is refused`(
        _ document: String, _ code: String, _ number: String?
    ) throws {
        let reports = EmulatedBucket(provider: .volcengineTOS, name: "example-reports", region: "cn-beijing")
        let harness = try VendorHarness.tos(destinationBuckets: [reports])
        let answer = put(harness, "a", document)
        #expect(answer.status == 400)
        #expect(answer.code == code)
        #expect(answer.number == number)
        #expect(answer.response.headers["x-tos-ec"] == number)
    }

    @Test(arguments: ["-a", "a.", "_", "a b", "a/b", "é", String(repeating: "x", count: 65)])
    func `an id that cannot be is refused by number`(_ id: String) throws {
        let answer = put(try VendorHarness.tos(), PercentEncoding.encode(id), Documents.tos(id))
        #expect(answer.number == "0025-00000006")
    }

    @Test(arguments: ["0", "a.b_c-d", String(repeating: "x", count: 64)]) func `an id of the pages is taken`(
        _ id: String
    ) throws {
        #expect(put(try VendorHarness.tos(), id).status == 200)
    }

    @Test(arguments: [
        Documents.tos("a", account: #""AccountID":"2100000000""#), Documents.tos("a", frequency: "Once"),
        Documents.tos("a", compression: ""), Documents.tos("a", compression: #","IsUnCompressed":true"#),
        Documents.tos("a", fields: #"["CRC64","Tag","RetentionMode"]"#), Documents.tos("a", fields: "null"),
        Documents.tos("a", more: #","New":{"x":[1]}"#),
        #"{"InventoryConfiguration":\#(Documents.tos("a", enabled: #""true""#))}"#,
    ])
    func `every form that a source has is taken`(_ document: String) throws {
        let harness = try VendorHarness.tos()
        #expect(put(harness, "a", document).status == 200)
        let read = harness.call("GET", "id=a&inventory").json
        #expect(read["IsEnabled"] as? Bool == true)
        let destination = (read["Destination"] as? [String: [String: String]])?["TOSBucketDestination"]
        #expect(destination?["AccountId"] == "2100000000")
        #expect(destination?["Role"] == "TosArchiveTOSInventory")
    }

    @Test(arguments: [
        ("documentForm", "bare", #"{"InventoryConfiguration":\#(Documents.tos("a"))}"#),
        ("compressionSwitch", "required", Documents.tos("a", compression: "")),
        ("once", "refused", Documents.tos("a", frequency: "Once")),
        ("unknownMembers", "refused", Documents.tos("a", more: #","New":1"#)),
        ("roles", "console", Documents.tos("a", role: "MyRole")),
    ])
    func `what is taken elsewhere can be refused`(_ quirk: String, _ value: String, _ document: String) throws {
        #expect(put(try VendorHarness.tos(), "a", document).status == 200)
        #expect(put(try VendorHarness.tos(quirks: [quirk: value]), "a", document).status == 400)
    }

    @Test func `answers can be wrapped, spell the account otherwise, and write no list`() throws {
        let wrapped = try VendorHarness.tos(quirks: ["answerForm": "wrapped", "accountSpelling": "AccountID"])
        _ = put(wrapped, "a")
        let rule = wrapped.call("GET", "id=a&inventory").json["InventoryConfiguration"] as? [String: Any]
        let destination = (rule?["Destination"] as? [String: [String: String]])?["TOSBucketDestination"]
        #expect(destination?["AccountID"] == "2100000000")
        let list = wrapped.call("GET", "inventory").json["ListInventoryConfigurationsResult"] as? [String: Any]
        #expect((list?["InventoryConfiguration"] as? [[String: Any]])?.count == 1)
        for (value, expected) in [
            ("empty", #""InventoryConfigurations":[],"#), ("null", #""InventoryConfigurations":null,"#),
        ] {
            let harness = try VendorHarness.tos(quirks: ["emptyList": "200", "emptyLists": value])
            #expect(harness.call("GET", "inventory").text == "{\(expected)\"IsTruncated\":false}")
        }
        let absent = try VendorHarness.tos(quirks: ["emptyList": "200", "emptyLists": "absent"])
        #expect(absent.call("GET", "inventory").text == #"{"IsTruncated":false}"#)
        let lenient = try VendorHarness.tos(quirks: ["idMismatch": "accepted"])
        #expect(put(lenient, "a", Documents.tos("b")).status == 200)
        #expect(lenient.call("GET", "inventory").jsonIDs == ["a"])
    }

    private static func json(_ text: String) throws -> NSDictionary? {
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
    }
}
