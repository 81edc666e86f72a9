import InventoryWire
import Testing

@testable import InventoryEmulator

@Suite struct HuaweiOBSTests {
    private let bucket = Harness.obsBucket

    @Test func `a rule is stored as received and reads back in the vendor's form`() throws {
        let harness = try Harness()
        let document = Documents.obs("a", prefix: "logs&amp;more/")
        let put = harness.obs("PUT", "inventory&id=a", document)
        #expect(put.status == 200)
        #expect(put.response.headers["x-obs-request-id"]?.utf8.count == 32)
        #expect(put.response.headers["Server"] == "OBS")
        #expect(harness.emulator.document("a", in: bucket, of: .huaweiOBS)?.document == Array(document.utf8))
        let get = harness.obs("GET", "inventory&id=a")
        #expect(
            get.text.hasPrefix(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<InventoryConfiguration "
                    + "xmlns=\"http://obs.cn-north-4.myhuaweicloud.com/doc/2015-06-30/\"><Id>a</Id>"))
        #expect(get.root?.child("Filter")?.child("Prefix")?.text == "logs&more/")
        #expect(harness.obs("GET", "inventory").root?.name == "ListInventoryConfiguration")
        #expect(harness.obs("DELETE", "inventory&id=a").status == 204)
        let gone = harness.obs("GET", "inventory&id=a")
        #expect(gone.status == 404)
        #expect(gone.code == "NoSuchInventoryConfiguration")
        #expect(gone.value("HostId")?.isEmpty == false)
    }

    @Test func `a bucket holds ten rules, and a list shows all`() throws {
        let harness = try Harness()
        for number in 0..<10 {
            let id = "r\(9 - number)"
            #expect(harness.obs("PUT", "inventory&id=\(id)", Documents.obs(id, prefix: "\(number)/")).status == 200)
        }
        #expect(
            harness.obs("PUT", "inventory&id=more", Documents.obs("more", prefix: "x/")).code
                == "InventoryCountOverLimit")
        #expect(harness.obs("PUT", "inventory&id=r3", Documents.obs("r3", prefix: "y/")).status == 200)
        #expect(harness.obs("GET", "inventory").ids == (0..<10).map { "r\(9 - $0)" })
    }

    static let prefixPairs: [(String?, String?, Bool)] = [
        ("ab", "a", true), ("ab", "abc", true), ("ab", "ab", true), ("ab", "ac", false), ("ab", nil, true),
        (nil, "x", true), ("", "x", true), ("e\u{301}/", "\u{e9}/", false), ("e", "e\u{301}", true),
    ]

    @Test(arguments: prefixPairs)
    func `prefixes clash when one starts with the other, byte for byte`(
        _ first: String?, _ second: String?, _ isRefused: Bool
    ) throws {
        let harness = try Harness()
        #expect(
            harness.obs("PUT", "inventory&id=first", Documents.obs("first", enabled: "false", prefix: first)).status
                == 200)
        let answer = harness.obs("PUT", "inventory&id=second", Documents.obs("second", prefix: second))
        #expect(answer.code == (isRefused ? "PrefixExistInclusionRelationship" : nil))
        #expect(answer.status == (isRefused ? 400 : 200))
        #expect(harness.obs("PUT", "inventory&id=first", Documents.obs("first", prefix: first)).status == 200)
    }

    @Test(arguments: [
        (Documents.obs("a", enabled: "True"), "InvalidArgument"),
        (Documents.obs("a", frequency: "Monthly"), "InvalidArgument"),
        (Documents.obs("a", destination: "qcs::cos:r::b-1"), "InvalidArgument"),
        (Documents.obs("a", format: "ORC"), "InvalidArgument"),
        (Documents.obs("b"), "InvalidArgument"),
        (Documents.obs("a", fields: "<OptionalFields><Field>Colour</Field></OptionalFields>"), "InvalidArgument"),
        (Documents.obs("a", fields: "<Surprise/>"), "MalformedXML"),
        (Documents.obs("a", prefix: String(repeating: "x", count: 1025)), "InvalidArgument"),
        ("no xml", "MalformedXML"),
        ("", "MissingRequestBodyError"),
        (Documents.obs("a") + String(repeating: " ", count: 20 << 10), "EntityTooLarge"),
    ])
    func `a document that breaks the rules is refused`(_ document: String, _ code: String) throws {
        let harness = try Harness()
        let answer = harness.obs("PUT", "inventory&id=a", document)
        #expect(answer.status == 400)
        #expect(answer.code == code)
        #expect(harness.emulator.documents(in: bucket, of: .huaweiOBS).isEmpty)
    }

    @Test func `an id has at most 64 characters of the alphabet`() throws {
        let harness = try Harness()
        let longest = String(repeating: "i", count: 64)
        #expect(harness.obs("PUT", "inventory&id=\(longest)", Documents.obs(longest)).status == 200)
        for id in [longest + "i", "a b", "é"] {
            let query = "inventory&id=" + PercentEncoding.encode(id)
            #expect(harness.obs("PUT", query, Documents.obs(id, prefix: "p")).code == "InvalidArgument")
        }
    }

    @Test func `the protocol is negotiated without a signature`() throws {
        let harness = try Harness()
        let request = EmulatorRequest(
            method: "HEAD", target: "/?apiversion", headers: ["Host": "\(bucket).obs.cn-north-4.myhuaweicloud.com"])
        let response = harness.emulator.respond(to: request, as: .huaweiOBS)
        #expect(response.status == 200)
        #expect(response.headers["x-obs-api"] == "3.0")
    }

    @Test func `who signs the AWS way gets the AWS names back`() throws {
        let harness = try Harness()
        let answer = harness.obs("GET", "inventory", scheme: "AWS")
        #expect(answer.status == 200)
        #expect(answer.response.headers["x-amz-request-id"] != nil)
        #expect(answer.response.headers["x-obs-request-id"] == nil)
    }

    @Test func `an address takes the bucket from the path as it stands`() throws {
        let harness = try Harness()
        #expect(harness.obs("GET", "inventory", host: "127.0.0.1:80", path: "/\(bucket)").status == 200)
        #expect(harness.obs("GET", "inventory", host: "127.0.0.1:80", path: "/\(bucket)/").status == 200)
        #expect(harness.obs("GET", "inventory", host: "127.0.0.1:80", path: "/nobody").code == "NoSuchBucket")
        #expect(harness.obs("POST", "inventory&id=a", Documents.obs("a")).code == "MethodNotAllowed")
    }

    @Test func `a destination must exist where the configuration lists destinations`() throws {
        let elsewhere = EmulatedBucket(provider: .huaweiOBS, name: "far", region: "cn-east-3")
        let near = EmulatedBucket(provider: .huaweiOBS, name: "near", region: "cn-north-4")
        let harness = try Harness(destinationBuckets: [elsewhere, near])
        for (name, status) in [("near", 200), (bucket, 200), ("far", 400), ("nowhere", 400)] {
            #expect(harness.obs("PUT", "inventory&id=a", Documents.obs("a", destination: name)).status == status)
        }
    }
}
