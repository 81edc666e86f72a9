import InventoryWire
import Testing

@testable import InventoryEmulator

/// Hosts, regions, errors and signatures of OSS.
@Suite struct AlibabaOSSEndpointTests {
    private let bucket = VendorHarness.bucketName

    @Test(arguments: [
        "oss-cn-hangzhou.aliyuncs.com", "oss-cn-hangzhou-internal.aliyuncs.com", "cn-hangzhou.oss.aliyuncs.com",
        "oss-accelerate.aliyuncs.com", "oss-accelerate-overseas.aliyuncs.com", "oss.aliyuncs.com",
        "oss-internal.aliyuncs.com", "127.0.0.1:8080", "localhost:8080",
    ])
    func `a bucket is found by every host that names it`(_ domain: String) throws {
        let harness = try VendorHarness.oss(quirks: ["emptyList": "200"])
        #expect(harness.call("GET", "inventory", host: "\(bucket).\(domain)").status == 200)
    }

    @Test func `a bucket in the path is found at an address, and forbidden at the public hosts`() throws {
        let harness = try VendorHarness.oss(quirks: ["emptyList": "200"])
        #expect(harness.call("GET", "inventory", host: "127.0.0.1:8080", path: "/\(bucket)/").status == 200)
        let answer = harness.call("GET", "inventory", host: "oss-cn-hangzhou.aliyuncs.com", path: "/\(bucket)/")
        #expect(answer.status == 403)
        #expect(answer.code == "SecondLevelDomainForbidden")
        #expect(harness.service("inventory").code == "SecondLevelDomainForbidden")
    }

    @Test(arguments: [
        "oss-cn-qingdao.aliyuncs.com", "oss-cn-qingdao-internal.aliyuncs.com", "cn-qingdao.oss.aliyuncs.com",
    ])
    func `another region's endpoint names the right one`(_ domain: String) throws {
        var harness = try VendorHarness.oss()
        for scope in ["cn-hangzhou", "cn-qingdao"] {
            harness.scopeRegion = scope
            let answer = harness.call("GET", "inventory", host: "\(bucket).\(domain)")
            #expect(answer.status == 403)
            #expect(answer.code == "AccessDenied")
            #expect(answer.root?.child("Endpoint")?.text == "oss-cn-hangzhou.aliyuncs.com")
            #expect(answer.root?.child("Bucket")?.text == bucket)
        }
    }

    @Test(arguments: ["cn-qingdao", "CN-HANGZHOU", ""])
    func `a signature for another region is refused at the right host`(_ region: String) throws {
        var harness = try VendorHarness.oss()
        harness.scopeRegion = region
        let answer = harness.call("GET", "inventory")
        #expect(answer.status == 400)
        #expect(answer.number == "0002-00000228")
        harness.scopeRegion = "oss-cn-hangzhou"
        #expect(harness.call("GET", "inventory").number == "0002-00000228")
    }

    @Test func `a payload that is signed is refused`() throws {
        let answer = try VendorHarness.oss().call("GET", "inventory", headers: ["x-oss-content-sha256": "e3b0"])
        #expect(answer.number == "0002-00000214")
    }

    @Test func `unknown buckets, clocks and digests are told by code and number`() throws {
        let harness = try VendorHarness.oss()
        let unknown = harness.call("GET", "inventory", host: "nobody.oss-cn-hangzhou.aliyuncs.com", path: "/")
        #expect(unknown.code == "SignatureDoesNotMatch" || unknown.code == "NoSuchBucket")
        let wrong = try Base64.encode(Digest.md5(Array("else".utf8)))
        let digest = harness.call(
            "PUT", "inventory&inventoryId=a", Documents.oss("a"), headers: ["Content-MD5": wrong])
        #expect(digest.status == 400)
        #expect(digest.code == "InvalidDigest")
    }

    @Test func `a HEAD has its error in headers`() throws {
        let answer = try VendorHarness.oss().call("HEAD", "", path: "/none")
        #expect(answer.status == 404)
        #expect(answer.response.body.isEmpty)
        let document = String(decoding: try #require(Self.decoded(answer.response.headers["x-oss-err"])), as: UTF8.self)
        #expect(document.contains("<Code>NoSuchKey</Code>"))
    }

    @Test func `an error may have white space around every text, or no body`() throws {
        let spaced = try VendorHarness.oss(quirks: ["errorStyle": "spaced"]).call("GET", "inventory")
        #expect(spaced.text.contains("xmlns=\"http://doc.oss-cn-hangzhou.aliyuncs.com\""))
        #expect(spaced.code != "NoSuchInventory")
        #expect(spaced.code.map(ASCII.trimmed)?.contains("NoSuchInventory") == true)
        let empty = try VendorHarness.oss(quirks: ["errorBody": "empty"]).call("GET", "inventory")
        #expect(empty.response.body.isEmpty)
        #expect(empty.response.headers["x-oss-err"] != nil)
    }

    @Test func `a bucket tells where it is and whose`() throws {
        let harness = try VendorHarness.oss()
        let place = harness.call("GET", "location")
        #expect(place.root?.name == "LocationConstraint")
        #expect(place.root?.text == "oss-cn-hangzhou")
        let info = harness.call("GET", "bucketInfo").root?.child("Bucket")
        #expect(info?.child("Owner")?.child("ID")?.text == "1000000000000000")
        #expect(info?.child("IntranetEndpoint")?.text == "oss-cn-hangzhou-internal.aliyuncs.com")
        #expect(harness.call("GET", "acl").code == "NotImplemented")
    }

    @Test(
        arguments: [
            ("emptyList", "200", "GET", "inventory", 200, nil),
            ("deleteAbsent", "404", "DELETE", "inventory&inventoryId=a", 404, "NoSuchInventory"),
            (
                "notFoundCode", "NoSuchInventoryConfiguration", "GET", "inventory&inventoryId=a", 404,
                "NoSuchInventoryConfiguration"
            ),
        ] as [(String, String, String, String, Int, String?)])
    func `an open point can be settled the other way`(
        _ quirk: String, _ value: String, _ method: String, _ query: String, _ status: Int, _ code: String?
    ) throws {
        let answer = try VendorHarness.oss(quirks: [quirk: value]).call(method, query)
        #expect(answer.status == status)
        #expect(answer.code == code)
    }

    @Test(
        arguments: [
            ("idAlphabet", "console", Documents.oss("A_b"), "0020-00000044"),
            ("prefixLength", "192", Documents.oss("A_b", prefix: String(repeating: "x", count: 193)), "0020-00000038"),
            (
                "objectFilters", "refused",
                Documents.oss("A_b", filter: "<Filter><StorageClass>IA</StorageClass></Filter>"), "0020-00000001"
            ),
            ("newSchedules", "refused", Documents.oss("A_b", schedule: "<Frequency>Once</Frequency>"), "0020-00000017"),
            ("dayOfMonth", "required", Documents.oss("A_b", schedule: "<Frequency>Monthly</Frequency>"), nil),
            ("incrementalInventory", "refused", Documents.oss("A_b", last: "<IncrementalInventory/>"), "0020-00000001"),
        ] as [(String, String, String, String?)])
    func `what is taken elsewhere can be refused`(
        _ quirk: String, _ value: String, _ document: String, _ number: String?
    ) throws {
        let query = "inventory&inventoryId=A_b"
        #expect(try VendorHarness.oss().call("PUT", query, document).status == 200)
        let refused = try VendorHarness.oss(quirks: [quirk: value]).call("PUT", query, document)
        #expect(refused.status == 400)
        #expect(refused.code == "InvalidArgument")
        #expect(refused.number == number)
    }

    private static func decoded(_ base64: String?) -> [UInt8]? {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var (bytes, bits, count): ([UInt8], UInt32, Int) = ([], 0, 0)
        guard let base64 else { return nil }
        for byte in base64.utf8 where byte != UInt8(ascii: "=") {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            (bits, count) = (bits << 6 | UInt32(value), count + 6)
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }
}
