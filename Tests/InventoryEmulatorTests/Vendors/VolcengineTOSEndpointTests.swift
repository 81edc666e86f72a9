import InventoryWire
import Testing

@testable import InventoryEmulator

/// Hosts, regions and signatures of TOS, and its objects.
@Suite struct VolcengineTOSEndpointTests {
    private let bucket = VendorHarness.bucketName

    @Test(arguments: [
        "tos-cn-beijing.volces.com", "tos-cn-beijing.ivolces.com", "tos-cn-beijing.bytepluses.com",
        "tos-accelerate.volces.com", "localhost:8080", "127.0.0.1:8080",
    ])
    func `a bucket is found by every host that names it`(_ domain: String) throws {
        let harness = try VendorHarness.tos(quirks: ["emptyList": "200"])
        #expect(harness.call("GET", "inventory", host: "\(bucket).\(domain)").status == 200)
    }

    @Test func `a bucket in the path is refused unless that is to be taken`() throws {
        let ask = { (harness: VendorHarness) in
            harness.call("GET", "inventory", host: "tos-cn-beijing.volces.com", path: "/\(bucket)/")
        }
        #expect(try ask(.tos()).code == "InvalidPathAccess")
        #expect(try ask(.tos(quirks: ["pathStyle": "accepted", "emptyList": "200"])).status == 200)
    }

    @Test(arguments: [
        ("PermanentRedirect", 301), ("TemporaryRedirect", 307), ("CrossRegionAccessError", 400), ("NoSuchBucket", 404),
    ])
    func `another region's host names the right region`(_ code: String, _ status: Int) throws {
        let harness = try VendorHarness.tos(quirks: ["wrongRegion": code])
        let answer = harness.call("GET", "inventory", host: "\(bucket).tos-cn-shanghai.volces.com")
        #expect(answer.status == status)
        #expect(answer.code == code)
        #expect(answer.response.headers["x-tos-bucket-region"] == (code == "NoSuchBucket" ? nil : "cn-beijing"))
    }

    @Test func `a signature for another region is refused at the right host, which names it`() throws {
        var harness = try VendorHarness.tos()
        harness.scopeRegion = "cn-shanghai"
        let answer = harness.call("GET", "inventory")
        #expect(answer.code == "AuthorizationHeaderMalformed")
        #expect(answer.response.headers["x-tos-bucket-region"] == "cn-beijing")
    }

    @Test func `a header of the vendor's that is not signed is refused`() throws {
        let harness = try VendorHarness.tos(quirks: ["emptyList": "200"])
        let request = harness.signed("GET", "inventory")
        #expect(harness.emulator.respond(to: request, as: .volcengineTOS).status == 200)
        var more = request
        more.headers["x-tos-acl"] = "private"
        #expect(Answer(harness.emulator.respond(to: more, as: .volcengineTOS)).code == "AuthorizationHeaderMalformed")
    }

    @Test func `a HEAD tells the bucket's region, and the list of rights whose it is`() throws {
        let harness = try VendorHarness.tos()
        #expect(harness.call("HEAD", "").response.headers["x-tos-bucket-region"] == "cn-beijing")
        #expect((harness.call("GET", "acl").json["Owner"] as? [String: String])?["ID"] == "2100000000")
        #expect(harness.call("GET", "policy").status == 501)
    }

    @Test func `the hash of a body is checked where one is announced`() throws {
        let document = Documents.tos("a")
        let hash = try Hex.encode(Digest.sha256(Array(document.utf8)))
        let put = { (hash: String) in
            try VendorHarness.tos().call(
                "PUT", "id=a&inventory", document, headers: ["x-tos-content-sha256": hash])
        }
        #expect(try put(hash).status == 200)
        #expect(try put("UNSIGNED-PAYLOAD").status == 200)
        #expect(try put(String(hash.reversed())).code == "ContentSHA256Mismatch")
    }

    private static let objects =
        (0..<5).map { EmulatedObject("a b/\($0)\u{1}", .text("0123456789")) } + [
            EmulatedObject("v", .text("old"), versionID: "v1"), EmulatedObject("v", .text("new"), versionID: "v2"),
            EmulatedObject("v", .deleteMarker, versionID: "v3"),
            EmulatedObject("z", .text("cold"), storageClass: "ARCHIVE"),
        ]

    @Test func `a list is JSON and carries every character`() throws {
        let harness = try VendorHarness.tos(objects: Self.objects)
        let first = harness.call("GET", "list-type=2&max-keys=2")
        let rows = try #require(first.json["Contents"] as? [[String: Any]])
        #expect(rows.map { $0["Key"] as? String } == ["a b/0\u{1}", "a b/1\u{1}"])
        #expect((rows[0]["HashCrc64ecma"] as? String).flatMap { UInt64($0) } != nil)
        let token = try #require(first.json["NextContinuationToken"] as? String)
        let rest = harness.call("GET", "continuation-token=\(PercentEncoding.encode(token))&list-type=2")
        #expect((rest.json["Contents"] as? [Any])?.count == 4)
        #expect(rest.json["KeyCount"] as? Int == 4)
        let old = harness.call("GET", "encoding-type=url&marker=a%20b%2F3%01&max-keys=1")
        #expect((old.json["Contents"] as? [[String: Any]])?.first?["Key"] as? String == "a+b/4%01")
        #expect(old.json["NextMarker"] as? String == "a+b/4%01")
        let folders = harness.call("GET", "delimiter=%2F").json["CommonPrefixes"] as? [[String: String]]
        #expect(folders == [["Prefix": "a b/"]])
    }

    @Test func `versions and delete markers are two lists`() throws {
        let harness = try VendorHarness.tos(objects: Self.objects)
        let answer = harness.call("GET", "prefix=v&versions").json
        let ids = { (name: String) in (answer[name] as? [[String: Any]])?.map { $0["VersionId"] as? String } }
        #expect(ids("Versions") == ["v2", "v1"])
        #expect(ids("DeleteMarkers") == ["v3"])
    }

    @Test func `an archived object, a range and a checksum`() throws {
        let harness = try VendorHarness.tos(objects: Self.objects)
        #expect(harness.call("GET", "", path: "/z").code == "InvalidObjectState")
        let other = try VendorHarness.tos(quirks: ["archivedCode": "ObjectNotRestored"], objects: Self.objects)
        #expect(other.call("GET", "", path: "/z").code == "ObjectNotRestored")
        let part = harness.call("GET", "", headers: ["Range": "bytes=2-4"], path: "/a%20b/0%01")
        #expect(part.status == 206)
        #expect(part.text == "234")
        #expect(part.response.headers["x-tos-hash-crc64ecma"] != nil)
        #expect(harness.call("GET", "", headers: ["Range": "bytes=-3"], path: "/a%20b/0%01").status == 200)
        let known = harness.call("GET", "", headers: ["If-None-Match": "*"], path: "/a%20b/0%01")
        #expect(known.status == 304)
        #expect(known.response.body.isEmpty)
    }

    @Test func `the checksum can be a number beyond every Double`() throws {
        let harness = try VendorHarness.tos(quirks: ["checksumForm": "number"], objects: Self.objects)
        let text = harness.call("GET", "prefix=z").text
        let digits = text.split(separator: "\"HashCrc64ecma\":").last?.prefix { $0 != "," } ?? ""
        #expect(UInt64(digits) != nil)
    }

    @Test func `buckets of one project and kind are listed whole`() throws {
        let harness = try VendorHarness.tos()
        let bucket = (harness.service().json["Buckets"] as? [[String: String]])?.first
        #expect(bucket?["Name"] == self.bucket)
        #expect(bucket?["Location"] == "cn-beijing")
        #expect((harness.service(headers: ["x-tos-bucket-type": "hns"]).json["Buckets"] as? [Any])?.isEmpty == true)
        #expect((harness.service(headers: ["x-tos-project-name": "other"]).json["Buckets"] as? [Any])?.isEmpty == true)
    }
}
