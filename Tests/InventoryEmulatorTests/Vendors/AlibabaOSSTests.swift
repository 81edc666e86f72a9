import InventoryWire
import Testing

@testable import InventoryEmulator

@Suite struct AlibabaOSSTests {
    private let bucket = VendorHarness.bucketName

    private func put(_ harness: VendorHarness, _ id: String, _ document: String? = nil) -> Answer {
        harness.call("PUT", "inventory&inventoryId=\(id)", document ?? Documents.oss(id))
    }

    @Test func `a rule is stored as received and reads back`() throws {
        let harness = try VendorHarness.oss()
        let document = Documents.oss("a", enabled: "<IsEnabled>True</IsEnabled>")
        let answer = put(harness, "a", document)
        #expect(answer.status == 200)
        #expect(answer.response.body.isEmpty)
        #expect(answer.response.headers["Server"] == "AliyunOSS")
        #expect(answer.response.headers["x-oss-request-id"]?.utf8.count == 24)
        #expect(harness.emulator.document("a", in: bucket, of: .alibabaOSS)?.document == Array(document.utf8))
        let get = harness.call("GET", "inventory=&inventoryId=a")
        #expect(get.root?.name == "InventoryConfiguration")
        #expect(get.value("IsEnabled") == "true")
        #expect(get.root?.child("OptionalFields")?.children.map(\.text) == ["Size", "ETag"])
    }

    @Test func `a rule is created once, and replaced only after it is deleted`() throws {
        let harness = try VendorHarness.oss()
        #expect(put(harness, "a").status == 200)
        let again = put(harness, "a", Documents.oss("a", versions: "Current"))
        #expect(again.status == 409)
        #expect(again.code == "InventoryAlreadyExist")
        #expect(harness.call("GET", "inventory&inventoryId=a").value("IncludedObjectVersions") == "All")
        #expect(harness.call("DELETE", "inventory&inventoryId=a").status == 204)
        #expect(harness.call("GET", "inventory&inventoryId=a").code == "NoSuchInventory")
        #expect(harness.call("DELETE", "inventory&inventoryId=a").status == 204)
        #expect(put(harness, "a", Documents.oss("a", versions: "Current")).status == 200)
    }

    @Test func `a bucket without rules has no list`() throws {
        let harness = try VendorHarness.oss()
        let answer = harness.call("GET", "inventory")
        #expect(answer.status == 404)
        #expect(answer.code == "NoSuchInventory")
        #expect(answer.root?.child("Message")?.text == "No Row found in Inventory Table.")
        #expect(answer.root?.child("HostId")?.text == "example-source.oss-cn-hangzhou.aliyuncs.com")
    }

    @Test func `a list comes in pages by creation, with a token that must be encoded`() throws {
        let harness = try VendorHarness.oss()
        let ids = (0..<250).map { "rule-\($0 * 7919 % 250)" }
        for id in ids { _ = put(harness, id) }
        var seen: [[String]] = []
        var query = "inventory"
        while true {
            let page = harness.call("GET", query)
            seen.append(page.ids)
            #expect((page.value("ContinuationToken") != nil) == (seen.count > 1))
            guard page.value("IsTruncated") == "true" else { break }
            let token = try #require(page.value("NextContinuationToken"))
            query = "continuation-token=\(PercentEncoding.encode(token))&inventory"
        }
        #expect(seen.map(\.count) == [100, 100, 50])
        #expect(seen.flatMap { $0 } == ids)
        #expect(harness.call("GET", "continuation-token=x&inventory").code == "InvalidArgument")
    }

    @Test func `a bucket holds a thousand rules and not one more`() throws {
        let harness = try VendorHarness.oss()
        for number in 0..<1000 {
            harness.emulator.place(
                Array(Documents.oss("r\(number)").utf8), as: "r\(number)", in: bucket, of: .alibabaOSS)
        }
        let answer = put(harness, "more")
        #expect(answer.status == 400)
        #expect(answer.code == "InventoryExceedLimit")
        #expect(put(harness, "r5").code == "InventoryAlreadyExist")
    }

    @Test(arguments: [
        (Documents.oss(""), "0020-00000005"), (Documents.oss("other"), "0020-00000043"),
        (Documents.oss("a", enabled: ""), "0020-00000006"),
        (Documents.oss("a", enabled: "<IsEnabled>yes</IsEnabled>"), "0020-00000006"),
        (Documents.oss("a", format: ""), "0020-00000012"), (Documents.oss("a", account: ""), "0020-00000013"),
        (Documents.oss("a", role: ""), "0020-00000014"),
        (Documents.oss("a", account: "<AccountId>me</AccountId>"), "0020-00000028"),
        (Documents.oss("a", schedule: ""), "0020-00000017"),
        (Documents.oss("a", schedule: "<Frequency>Hourly</Frequency>"), "0020-00000017"),
        (Documents.oss("a", destination: "example-reports"), "0020-00000030"),
        (Documents.oss("a", destination: "acs:oss:::ab"), "0020-00000031"),
        (Documents.oss("a", destination: "acs:oss:::a_b"), "0020-00000032"),
        (Documents.oss("a", destination: "acs:oss:::-ab"), "0020-00000032"),
        (Documents.oss("a", destination: "acs:oss:::elsewhere"), "0020-00000033"),
        (Documents.oss("a", prefix: String(repeating: "é", count: 1024)), "0020-00000038"),
        (
            Documents.oss("a", filter: "<Filter><Prefix>\(String(repeating: "é", count: 1024))</Prefix></Filter>"),
            "0020-00000038"
        ),
        (Documents.oss("a", fields: "<OptionalFields><Field>Colour</Field></OptionalFields>"), "0020-00000036"),
    ])
    func `a mistake has the number that the vendor gives it`(_ document: String, _ number: String) throws {
        let reports = EmulatedBucket(provider: .alibabaOSS, name: "example-reports", region: "cn-hangzhou")
        let harness = try VendorHarness.oss(destinationBuckets: [reports])
        let answer = put(harness, "a", document)
        #expect(answer.status == 400)
        #expect(answer.code == "InvalidArgument")
        #expect(answer.number == number)
        #expect(answer.response.headers["x-oss-ec"] == number)
        #expect(harness.emulator.documents(in: bucket, of: .alibabaOSS).isEmpty)
    }

    @Test(arguments: [
        ("<InventoryConfiguration><Id>a</Id>", "MalformedXML"), ("<Other/>", "MalformedXML"),
        (Documents.oss("a", versions: "Some"), "InvalidArgument"),
        (Documents.oss("a", format: "<Format>ORC</Format>"), "InvalidArgument"),
        (Documents.oss("a", role: "<RoleArn>AliyunOSSRole</RoleArn>"), "InvalidArgument"),
        (Documents.oss("a", more: "<Encryption><SSE-OSS/><SSE-KMS/></Encryption>"), "InvalidArgument"),
        (
            Documents.oss("a", schedule: "<Frequency>Daily</Frequency><DayOfMonth>1</DayOfMonth>"), "InvalidArgument"
        ),
        (
            Documents.oss("a", schedule: "<Frequency>Monthly</Frequency><DayOfMonth>32</DayOfMonth>"),
            "InvalidArgument"
        ),
        (
            Documents.oss("a", schedule: "<Frequency>Weekly</Frequency><AutoDelete>true</AutoDelete>"),
            "InvalidArgument"
        ),
        (
            Documents.oss(
                "a", filter: "<Filter><LastModifyBeginTimeStamp>1262275199</LastModifyBeginTimeStamp></Filter>"),
            "InvalidArgument"
        ),
        (Documents.oss("a", filter: "<Filter><UpperSizeBound>0</UpperSizeBound></Filter>"), "InvalidArgument"),
        (Documents.oss("a", filter: "<Filter><StorageClass>IA, Standard</StorageClass></Filter>"), "InvalidArgument"),
    ])
    func `a document that breaks the rules is refused`(_ document: String, _ code: String) throws {
        let answer = put(try VendorHarness.oss(), "a", document)
        #expect(answer.status == 400)
        #expect(answer.code == code)
    }

    @Test(arguments: [
        Documents.oss("a", schedule: "<Frequency>Monthly</Frequency><DayOfMonth>31</DayOfMonth>"),
        Documents.oss("a", schedule: "<Frequency>Once</Frequency><AutoDelete>true</AutoDelete>"),
        Documents.oss("a", more: "<Encryption><SSE-OSS /></Encryption>"),
        Documents.oss("a", more: "<Encryption><SSE-KMS></SSE-KMS></Encryption>"),
        Documents.oss("a", more: "<Encryption><SSE-KMS><KeyId>9468da86</KeyId></SSE-KMS></Encryption>"),
        Documents.oss("a", filter: "<Filter></Filter>"),
        Documents.oss(
            "a",
            filter: "<Filter><Prefix>p</Prefix><LastModifyBeginTimeStamp>1262275200</LastModifyBeginTimeStamp>"
                + "<LastModifyEndTimeStamp>253402271999</LastModifyEndTimeStamp><LowerSizeBound>0</LowerSizeBound>"
                + "<UpperSizeBound>1</UpperSizeBound><StorageClass>Standard,IA,ColdArchive</StorageClass></Filter>"),
        Documents.oss(
            "a",
            last: "<IncrementalInventory><IsEnabled>true</IsEnabled><Schedule><Frequency>600</Frequency></Schedule>"
                + "<OptionalFields><Field>SequenceNumber</Field></OptionalFields></IncrementalInventory>"),
    ])
    func `a document of the pages' forms is taken, and reads back with all its parts`(_ document: String) throws {
        let harness = try VendorHarness.oss(quirks: ["elementOrder": "asReceived"])
        #expect(put(harness, "a", document).status == 200)
        let sent = try XMLReader.read(Array(document.utf8)).root
        let read = try #require(harness.call("GET", "inventory&inventoryId=a").root)
        #expect(Markup(read) == Markup(sent))
    }

    @Test func `a call without an id is refused by number`() throws {
        let harness = try VendorHarness.oss()
        #expect(harness.call("PUT", "inventory", Documents.oss("a")).number == "0020-00000002")
        #expect(harness.call("DELETE", "inventory").number == "0020-00000002")
        #expect(harness.call("PUT", "id=a&inventory", Documents.oss("a")).number == "0020-00000002")
        #expect(harness.call("POST", "inventory&inventoryId=a", Documents.oss("a")).code == "MethodNotAllowed")
    }
}
