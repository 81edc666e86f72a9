import InventoryWire
import Testing

@testable import InventoryEmulator

@Suite struct TencentCOSTests {
    private let bucket = Harness.cosBucket

    @Test func `a rule is stored as received and reads back`() throws {
        let harness = try Harness()
        let document =
            "<?xml version='1.0'?>\n<InventoryConfiguration>\n  "
            + Documents.cos("a", enabled: "<IsEnabled>True</IsEnabled>").dropFirst("<InventoryConfiguration>".count)
        let put = harness.cos("PUT", "inventory&id=a", document)
        #expect(put.status == 200)
        #expect(put.response.body.isEmpty)
        #expect(put.response.headers["Server"] == "tencent-cos")
        #expect(put.response.headers["x-cos-request-id"] != nil)
        #expect(put.response.headers["Date"] == "Tue, 14 Nov 2023 22:13:20 GMT")
        #expect(harness.emulator.document("a", in: bucket, of: .tencentCOS)?.document == Array(document.utf8))
        let get = harness.cos("GET", "inventory=&id=a")
        #expect(get.status == 200)
        #expect(get.root?.name == "InventoryConfiguration")
        #expect(get.value("IsEnabled") == "True")
        #expect(get.root?.child("OptionalFields")?.children.map(\.text) == ["Size", "ETag"])
    }

    @Test func `a rule is replaced in its place and removed`() throws {
        let harness = try Harness()
        for id in ["b", "a"] { _ = harness.cos("PUT", "inventory&id=\(id)", Documents.cos(id)) }
        #expect(harness.cos("PUT", "inventory&id=b", Documents.cos("b", versions: "Current")).status == 200)
        #expect(harness.cos("GET", "inventory").ids == ["b", "a"])
        #expect(harness.cos("GET", "inventory&id=b").value("IncludedObjectVersions") == "Current")
        let delete = harness.cos("DELETE", "inventory&id=b")
        #expect(delete.status == 204)
        #expect(delete.response.body.isEmpty)
        #expect(harness.cos("GET", "inventory&id=b").code == "InventoryConfigurationNotFoundError")
        #expect(harness.cos("GET", "inventory&id=b").status == 404)
        #expect(harness.cos("GET", "inventory").ids == ["a"])
    }

    @Test func `a list comes in pages by creation, with a token that must be encoded`() throws {
        let harness = try Harness()
        let ids = (0..<250).map { "rule-\($0 * 7919 % 250)" }
        for id in ids { _ = harness.cos("PUT", "inventory&id=\(id)", Documents.cos(id)) }
        var seen: [[String]] = []
        var query = "inventory"
        while true {
            let page = harness.cos("GET", query)
            seen.append(page.ids)
            guard page.value("IsTruncated") == "true" else { break }
            let token = try #require(page.value("NextContinuationToken"))
            #expect(token.contains("/") && token.contains("+") && token.contains("="))
            query = "inventory&continuation-token=" + PercentEncoding.encode(token)
        }
        #expect(seen.map(\.count) == [100, 100, 50])
        #expect(seen.flatMap { $0 } == ids)
        // A client that leaves the plus sign bare asks for a token with a space.
        let spoiled = RulePage.token(100).replacing("+", with: " ")
        let bare = harness.cos("GET", "inventory&continuation-token=" + PercentEncoding.encode(spoiled))
        #expect(bare.code == "InvalidArgument")
    }

    @Test func `a bucket holds a thousand rules and not one more`() throws {
        let harness = try Harness()
        for number in 0..<1000 {
            harness.emulator.place(
                Array(Documents.cos("r\(number)").utf8), as: "r\(number)", in: bucket, of: .tencentCOS)
        }
        let answer = harness.cos("PUT", "inventory&id=more", Documents.cos("more"))
        #expect(answer.status == 400)
        #expect(answer.code == "TooManyConfigurations")
        #expect(harness.cos("PUT", "inventory&id=r5", Documents.cos("r5")).status == 200)
    }

    @Test func `a one-off job answers its id, and its name is taken for a day`() throws {
        let harness = try Harness()
        let post = harness.cos("POST", "inventory&id=once", Documents.job("once"))
        #expect(post.status == 200)
        #expect(post.root?.name == "PostInventoryResult")
        #expect(post.value("JobId")?.isEmpty == false)
        #expect(harness.emulator.oneOffJobs(in: bucket, of: .tencentCOS).map(\.id) == ["once"])
        #expect(harness.cos("GET", "inventory").ids == [])
        #expect(harness.cos("POST", "inventory&id=once", Documents.job("once")).code == "DuplicateInventoryId")
        harness.clock.advance(by: 86_399)
        #expect(harness.cos("POST", "inventory&id=once", Documents.job("once")).status == 400)
        harness.clock.advance(by: 1)
        #expect(harness.cos("POST", "inventory&id=once", Documents.job("once")).status == 200)
        _ = harness.cos("PUT", "inventory&id=periodic", Documents.cos("periodic"))
        #expect(harness.cos("POST", "inventory&id=periodic", Documents.job("periodic")).code == "DuplicateInventoryId")
    }

    @Test(arguments: [
        ("<InventoryConfiguration><Id>a</Id>", "MalformedXML"),
        ("<Other/>", "MalformedXML"),
        ("<!DOCTYPE x><InventoryConfiguration/>", "MalformedXML"),
        ("", "MissingRequestBodyError"),
        (Documents.cos("other"), "InvalidArgument"),
        (Documents.cos("a", enabled: nil), "MalformedXML"),
        (Documents.cos("a", enabled: "<IsEnabled>yes</IsEnabled>"), "InvalidArgument"),
        (Documents.cos("a", enabled: "<IsEnabled>true</IsEnabled><IsEnabled>true</IsEnabled>"), "MalformedXML"),
        (Documents.cos("a", schedule: nil), "MalformedXML"),
        (Documents.cos("a", schedule: "<Schedule><Frequency>Hourly</Frequency></Schedule>"), "InvalidArgument"),
        (Documents.cos("a", versions: "Some"), "InvalidArgument"),
        (Documents.cos("a", format: "ORC"), "InvalidArgument"),
        (Documents.cos("a", destination: "examplebucket-1250000000"), "InvalidArgument"),
        (Documents.cos("a", destination: "qcs::cos:ap-beijing::examplebucket-1250000000"), "InvalidArgument"),
        (
            Documents.cos("a", filter: "<Filter><And><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>"),
            "InvalidArgument"
        ),
        (
            Documents.cos("a", filter: "<Filter><Period><StartTime>soon</StartTime></Period></Filter>"),
            "InvalidArgument"
        ),
    ])
    func `a document that breaks the rules is refused`(_ document: String, _ code: String) throws {
        let harness = try Harness()
        let answer = harness.cos("PUT", "inventory&id=a", document)
        #expect(answer.status == 400)
        #expect(answer.code == code)
        #expect(harness.emulator.documents(in: bucket, of: .tencentCOS).isEmpty)
    }

    @Test(arguments: [
        Documents.cos(
            "a", schedule: "<Schedule><Frequency>Monthly</Frequency><MonthlyDate>31</MonthlyDate></Schedule>"),
        Documents.cos("a", more: "<Encryption><SSE-COS> </SSE-COS></Encryption>"),
        Documents.cos("a", more: "<Encryption><SSECOS></SSECOS></Encryption>"),
        Documents.cos("a", filter: "<Filter><Prefix>p</Prefix><Period><EndTime>1768688761</EndTime></Period></Filter>"),
        Documents.cos(
            "a", filter: "<Filter><And><Prefix>p</Prefix><Tag><Key>k</Key><Value></Value></Tag></And></Filter>",
            fields: "<OptionalFields><Field>Tag</Field><Field>x-cos-meta-*</Field></OptionalFields>"),
    ])
    func `a document of the pages' forms is taken`(_ document: String) throws {
        #expect(try Harness().cos("PUT", "inventory&id=a", document).status == 200)
    }

    @Test func `a one-off job has neither switch nor schedule`() throws {
        let harness = try Harness()
        #expect(harness.cos("POST", "inventory&id=a", Documents.cos("a")).code == "MalformedXML")
        #expect(harness.cos("POST", "inventory&id=a", Documents.cos("a", enabled: nil)).code == "MalformedXML")
        #expect(harness.cos("POST", "inventory&id=a", Documents.job("b")).code == "InvalidArgument")
    }

    @Test func `what is no inventory call of a known bucket is refused by name`() throws {
        let harness = try Harness()
        let unknown = "other-1250000000.cos.ap-guangzhou.myqcloud.com"
        #expect(harness.cos("GET", "inventory", host: unknown).code == "NoSuchBucket")
        let elsewhere = "\(bucket).cos.ap-beijing.myqcloud.com"
        #expect(harness.cos("GET", "inventory", host: elsewhere).code == "NoSuchBucket")
        #expect(harness.cos("PATCH", "inventory&id=a").code == "MethodNotAllowed")
        #expect(harness.cos("GET", "inventory&id=a", path: "/key").code == "MethodNotAllowed")
        #expect(harness.cos("GET", "acl").code == "NotImplemented")
        #expect(harness.cos("PUT", "inventory", Documents.cos("a")).code == "InvalidArgument")
        #expect(harness.cos("PUT", "inventory&id=a").code == "MissingContentLength")
    }

    @Test(arguments: [
        "examplebucket-1250000000.cos.ap-guangzhou.tencentcos.cn",
        "examplebucket-1250000000.cos-internal.ap-guangzhou.tencentcos.cn",
        "examplebucket-1250000000.cos.accelerate.myqcloud.com",
        "examplebucket-1250000000.127.0.0.1:8080",
        "examplebucket-1250000000.localhost:8080",
    ])
    func `a bucket is found by every host that names it`(_ host: String) throws {
        #expect(try Harness().cos("GET", "inventory", host: host).status == 200)
    }

    @Test func `a bucket is found in the path`() throws {
        let harness = try Harness()
        #expect(harness.cos("GET", "inventory", host: "127.0.0.1:8080", path: "/\(bucket)/").status == 200)
        #expect(
            harness.cos("GET", "inventory", host: "cos.ap-guangzhou.myqcloud.com", path: "/\(bucket)").status == 200)
        #expect(harness.cos("GET", "inventory", host: "127.0.0.1:8080", path: "/nobody-1/").code == "NoSuchBucket")
    }

    @Test func `digests of the body are checked`() throws {
        let harness = try Harness()
        let document = Documents.cos("a")
        let right = try Base64.encode(Digest.md5(Array(document.utf8)))
        let wrong = try Base64.encode(Digest.md5(Array("else".utf8)))
        #expect(harness.cos("PUT", "inventory&id=a", document, headers: ["Content-MD5": wrong]).code == "BadDigest")
        #expect(harness.cos("PUT", "inventory&id=a", document, headers: ["Content-MD5": "x"]).code == "InvalidDigest")
        // The vendor's own sample has 23 characters.
        let sample: HTTPHeaders = ["Content-MD5": "AAq9nzrpsz5LJ4UEe1f6Q=="]
        #expect(harness.cos("PUT", "inventory&id=a", document, headers: sample).code == "InvalidDigest")
        #expect(harness.cos("PUT", "inventory&id=a", document, headers: ["Content-MD5": right]).status == 200)
    }
}
