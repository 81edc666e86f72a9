import InventoryWire
import Testing

@testable import InventoryEmulator

/// Buckets and objects of OSS.
@Suite struct AlibabaOSSObjectTests {
    private static let objects = (0..<150).map { number in
        EmulatedObject("db/\(1000 + number) +", .text("0123456789"), storageClass: "Standard")
    }

    @Test func `a page has a hundred objects unless more are asked for, and its token is encoded with its keys`() throws
    {
        let harness = try VendorHarness.oss(objects: Self.objects)
        let page = harness.call("GET", "encoding-type=url&list-type=2")
        #expect(page.root?.children.count { $0.name == "Contents" } == 100)
        let token = try #require(page.value("NextContinuationToken"))
        #expect(!token.contains("+") && !token.contains("/"))
        let next = harness.call("GET", "continuation-token=\(token)&encoding-type=url&list-type=2")
        #expect(next.value("ContinuationToken") == token)
        #expect(next.root?.children.count { $0.name == "Contents" } == 50)
        #expect(next.root?.child("Contents")?.child("Key")?.text == "db/1100%20%2B")
        let plain = harness.call("GET", "list-type=2").value("NextContinuationToken")
        #expect(plain?.contains("/") == true)
        #expect(harness.call("GET", "max-keys=1000").root?.children.count { $0.name == "Contents" } == 150)
    }

    @Test func `an ETag is in upper case, and If-Match takes it as it came`() throws {
        let harness = try VendorHarness.oss(objects: Self.objects)
        let etag = "781E5E245D69B566979B86E28D23F2C7"
        #expect(harness.call("GET", "").root?.child("Contents")?.child("ETag")?.text == "\"\(etag)\"")
        let path = "/db/1000%20%2B"
        let read = harness.call("GET", "", headers: ["If-Match": "\"\(etag)\""], path: path)
        #expect(read.text == "0123456789")
        #expect(read.response.headers["x-oss-hash-crc64ecma"] != nil)
        #expect(read.response.headers["x-oss-storage-class"] == "Standard")
        #expect(harness.call("GET", "", headers: ["If-Match": etag.lowercased()], path: path).status == 412)
        let known = harness.call("GET", "", headers: ["If-None-Match": "\"\(etag)\""], path: path)
        #expect(known.status == 304)
        #expect(known.response.body.isEmpty)
    }

    @Test(arguments: [
        ("bytes=2-4", 206, "234"), ("bytes=8-20", 200, "0123456789"), ("bytes=10-", 200, "0123456789"),
        ("bytes=-3", 206, "789"),
    ])
    func `a range that leaves the object is ignored`(_ range: String, _ status: Int, _ text: String) throws {
        let harness = try VendorHarness.oss(objects: Self.objects)
        let answer = harness.call("GET", "", headers: ["Range": range], path: "/db/1000%20%2B")
        #expect(answer.status == status)
        #expect(answer.text == text)
    }

    @Test func `with standard behaviour it is cut or refused`() throws {
        let harness = try VendorHarness.oss(objects: Self.objects)
        let read = { range in
            harness.call(
                "GET", "", headers: ["Range": range, "x-oss-range-behavior": "standard"], path: "/db/1000%20%2B")
        }
        #expect(read("bytes=8-20").text == "89")
        #expect(read("bytes=8-20").response.headers["Content-Range"] == "bytes 8-9/10")
        #expect(read("bytes=10-").status == 416)
        #expect(read("bytes=10-").code == "InvalidRange")
    }

    @Test func `an archived object is refused by number, and a version's marker needs its key`() throws {
        let harness = try VendorHarness.oss(objects: [EmulatedObject("old", .text("x"), storageClass: "ColdArchive")])
        let answer = harness.call("GET", "", path: "/old")
        #expect(answer.status == 403)
        #expect(answer.code == "InvalidObjectState")
        #expect(answer.number == "0016-00000404")
        #expect(harness.call("GET", "version-id-marker=v&versions").number == "0012-00000106")
    }

    @Test func `buckets show their regions, page by page`() throws {
        let names = (0..<103).map { "b\(1000 + $0)" }
        let emulator = Emulator(
            EmulatorConfiguration(
                credentials: [EmulatedCredential(accessKey: "AK", secretKey: "SK")],
                buckets: names.map { EmulatedBucket(provider: .alibabaOSS, name: $0, region: "cn-qingdao") }),
            clock: { 1_700_000_000 })
        let ask = { (query: String) in
            var request = EmulatorRequest(
                method: "GET", target: "/" + query, headers: ["Host": "oss-cn-hangzhou.aliyuncs.com"])
            TestSigner.signOSS(&request, resource: "/", region: "cn-hangzhou", at: 1_700_000_000)
            return Answer(emulator.respond(to: request, as: .alibabaOSS))
        }
        let (first, second) = (ask(""), ask("?marker=b1099"))
        #expect(first.root?.child("Buckets")?.children.map(\.name).count == 100)
        #expect(first.value("IsTruncated") == "true")
        #expect(first.value("NextMarker") == "b1099")
        let bucket = second.root?.child("Buckets")?.child("Bucket")
        #expect(bucket?.child("Name")?.text == "b1100")
        #expect(bucket?.child("Location")?.text == "oss-cn-qingdao")
        #expect(bucket?.child("Region")?.text == "cn-qingdao")
        #expect(second.value("IsTruncated") == nil)
        #expect(ask("?prefix=b1001").root?.child("Buckets")?.children.map(\.name).count == 1)
    }
}
