import InventoryWire
import Testing

@testable import InventoryEmulator

@Suite struct AmazonS3Tests {
    @Test func `a rule lives: put, read, listed, written over, deleted`() throws {
        let s3 = try AmazonS3Harness()
        let document = AmazonS3Harness.document()
        let put = s3("PUT", "inventory&id=a", document)
        #expect(put.status == 204 && put.response.body.isEmpty)
        let read = s3("GET", "inventory&id=a")
        #expect(read.status == 200 && read.root?.name == "InventoryConfiguration")
        #expect(read.text.contains("xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\""))
        // The elements in the order of the model, whatever order they came in.
        #expect(
            read.root?.children.map(\.name) == [
                "Destination", "IsEnabled", "Filter", "Id", "IncludedObjectVersions", "OptionalFields", "Schedule",
            ])
        #expect(s3("PUT", "inventory&id=a", AmazonS3Harness.document(versions: "Current")).status == 204)
        #expect(s3("GET", "inventory&id=a").value("IncludedObjectVersions") == "Current")
        #expect(s3("DELETE", "inventory&id=a").status == 204)
        for method in ["GET", "DELETE"] {
            let gone = s3(method, "inventory&id=a")
            #expect(gone.status == 404 && gone.code == "NoSuchConfiguration")
            #expect(gone.root?.child("HostId") != nil && gone.root?.child("RequestId") != nil)
        }
        #expect(s3("POST", "inventory&id=a", document).status == 405)
    }

    @Test func `a list is sorted by id, a hundred a page, and one of no rules is empty`() throws {
        let s3 = try AmazonS3Harness()
        let empty = s3("GET", "inventory")
        #expect(empty.status == 200 && empty.root?.name == "ListInventoryConfigurationsResult")
        #expect(empty.root?.children.map(\.name) == ["IsTruncated"])
        let ids = (0..<205).map { "r\($0)" }
        for id in ids.shuffled() {
            #expect(s3("PUT", "inventory&id=\(id)", AmazonS3Harness.document(id)).status == 204)
        }
        var (found, token, pages): ([String], String?, [Int]) = ([], nil, [])
        repeat {
            let page = s3(
                "GET", "inventory" + (token.map { "&continuation-token=" + PercentEncoding.encode($0) } ?? ""))
            #expect(page.value("ContinuationToken") == token)
            found += page.ids
            pages.append(page.ids.count)
            token = page.value("NextContinuationToken")
            #expect((page.value("IsTruncated") == "true") == (token != nil))
        } while token != nil
        #expect(found == ids.sorted() && pages == [100, 100, 5])
        #expect(s3("GET", "inventory&continuation-token=x").code == "InvalidArgument")
    }

    @Test func `rules are limited, and writing over one needs no room`() throws {
        let s3 = try AmazonS3Harness(limits: EmulatedLimits(maximumRules: 2))
        for id in ["a", "b", "a"] {
            #expect(s3("PUT", "inventory&id=\(id)", AmazonS3Harness.document(id)).status == 204)
        }
        let third = s3("PUT", "inventory&id=c", AmazonS3Harness.document("c"))
        #expect(third.status == 400 && third.code == "TooManyConfigurations")
    }

    static let wrong: [(String, String)] = [
        (AmazonS3Harness.document("b"), "IdMismatch"),
        (AmazonS3Harness.document(bucket: "example-reports"), "InvalidS3DestinationBucket"),
        (AmazonS3Harness.document(format: "csv"), "MalformedXML"),
        (AmazonS3Harness.document(enabled: "True"), "MalformedXML"),
        (AmazonS3Harness.document(versions: "Latest"), "MalformedXML"),
        (AmazonS3Harness.document(fields: "<Field>Tag</Field>"), "MalformedXML"),
        (AmazonS3Harness.document(frequency: "Monthly"), "MalformedXML"),
        (AmazonS3Harness.document(filter: "<Filter></Filter>"), "MalformedXML"),
        (AmazonS3Harness.document(encryption: "<Encryption></Encryption>"), "MalformedXML"),
        (AmazonS3Harness.document(encryption: "<Encryption><SSE-KMS></SSE-KMS></Encryption>"), "MalformedXML"),
        (AmazonS3Harness.document(more: "<Colour>red</Colour>"), "MalformedXML"),
        ("<InventoryConfiguration>", "MalformedXML"), ("<Other></Other>", "MalformedXML"),
        ("", "MissingContentLength"),
    ]

    @Test(arguments: wrong) func `a document that no S3 takes is refused`(_ document: String, _ code: String) throws {
        let s3 = try AmazonS3Harness()
        #expect(s3("PUT", "inventory&id=a", document).code == code)
        #expect(s3("GET", "inventory").ids == [])
    }

    @Test(arguments: [
        AmazonS3Harness.document(bucket: "arn:aws-cn:s3:::example-reports", format: "ORC", encryption: ""),
        AmazonS3Harness.document(
            format: "Parquet",
            encryption: "<Encryption><SSE-KMS><KeyId>arn:aws:kms:eu-central-1:1:key/k</KeyId></SSE-KMS></Encryption>"),
        AmazonS3Harness.document(filter: "", versions: "Current", frequency: "Weekly"),
        AmazonS3Harness.document(
            fields: [
                "Size", "LastModifiedDate", "StorageClass", "ETag", "IsMultipartUploaded", "ReplicationStatus",
                "EncryptionStatus", "ObjectLockRetainUntilDate", "ObjectLockMode", "ObjectLockLegalHoldStatus",
                "ObjectLockEventHoldStatus", "ObjectLockEventHoldDuration", "IntelligentTieringAccessTier",
                "BucketKeyStatus", "ChecksumAlgorithm", "ObjectAccessControlList", "ObjectOwner",
                "LifecycleExpirationDate", "IntelligentTieringReferenceDate",
            ].map { "<Field>\($0)</Field>" }.joined()),
    ])
    func `every documented value is taken`(_ document: String) throws {
        #expect(try AmazonS3Harness()("PUT", "inventory&id=a", document).status == 204)
    }

    @Test(arguments: [
        ("example-source.s3.eu-central-1.amazonaws.com", "/", "eu-central-1"),
        ("example-source.s3.dualstack.eu-central-1.amazonaws.com", "/", "eu-central-1"),
        ("example-source.s3-fips.eu-central-1.amazonaws.com", "/", "eu-central-1"),
        ("example-source.s3-fips.dualstack.eu-central-1.amazonaws.com", "/", "eu-central-1"),
        ("example-source.s3-accelerate.amazonaws.com", "/", "eu-central-1"),
        ("example-source.s3-accelerate.dualstack.amazonaws.com", "/", "eu-central-1"),
        ("s3.eu-central-1.amazonaws.com", "/example-source", "eu-central-1"),
        ("127.0.0.1:9000", "/example-source/", "eu-central-1"),
        ("dotted.name.s3.us-east-1.amazonaws.com", "/", "us-east-1"),
        ("dotted.name.s3.amazonaws.com", "/", "us-east-1"), ("s3.amazonaws.com", "/dotted.name", "us-east-1"),
    ])
    func `a bucket is found at every kind of host`(_ host: String, _ path: String, _ region: String) throws {
        var s3 = try AmazonS3Harness()
        s3.region = region
        #expect(s3("GET", "inventory", host: host, path: path).status == 200)
    }

    @Test(arguments: [
        ("b.s3.cn-north-1.amazonaws.com.cn", "cn-north-1"), ("b.s3.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
        ("b.s3.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"), ("b.s3.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
        ("b.s3.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1"),
        ("b.s3.eu-isoe-west-1.cloud.adc-e.uk", "eu-isoe-west-1"),
        ("b.s3.us-isof-south-1.csp.hci.ic.gov", "us-isof-south-1"),
    ])
    func `every partition's hosts are S3's`(_ host: String, _ region: String) {
        let service = HostName(host).service(.amazonS3)
        #expect(service == ServiceHost(bucket: "b", region: region, isVendorDomain: true))
        #expect(EmulatedProvider(host: host, []) == .amazonS3)
    }

    @Test func `a bucket of another region is named with its region, in every way that S3 may`() throws {
        let host = "\(AmazonS3Harness.bucket).s3.us-east-1.amazonaws.com"
        for (choice, status) in [
            ("PermanentRedirect", 301), ("TemporaryRedirect", 307), ("AuthorizationHeaderMalformed", 400),
            ("IllegalLocationConstraintException", 400),
        ] {
            var s3 = try AmazonS3Harness(quirks: ["wrongRegion": choice])
            s3.region = "us-east-1"
            let answer = s3("GET", "inventory", host: host)
            #expect(answer.status == status && answer.code == choice)
            #expect((answer.response.headers["Location"] != nil) == (status == 307))
            let head = s3("HEAD", "", host: host)
            #expect(head.status == status && head.response.headers["x-amz-bucket-region"] == "eu-central-1")
        }
        var s3 = try AmazonS3Harness()
        s3.region = "us-west-2"
        let wrong = s3("GET", "inventory")
        #expect(wrong.status == 400 && wrong.code == "AuthorizationHeaderMalformed")
        #expect(wrong.value("Region") == "eu-central-1")
        #expect(s3("GET", "inventory", host: "127.0.0.1", path: "/example-source").value("Region") == "eu-central-1")
    }

    @Test func `a wrong clock, another owner and a bucket that is missing are told as S3 tells them`() throws {
        var s3 = try AmazonS3Harness()
        let missing = s3("GET", "inventory", host: "nobody.s3.eu-central-1.amazonaws.com")
        #expect(missing.code == "NoSuchBucket" && missing.value("BucketName") == "nobody")
        let owner = { (id: String) in s3("GET", "inventory", headers: ["x-amz-expected-bucket-owner": id]).status }
        #expect(owner("123456789012") == 200 && owner("210987654321") == 403)
        #expect(s3("HEAD", "").response.headers["x-amz-bucket-region"] == "eu-central-1")
        s3.skew = -901
        let skewed = s3("GET", "inventory")
        #expect(skewed.status == 403 && skewed.code == "RequestTimeTooSkewed")
        #expect(skewed.value("ServerTime") == "2023-11-14T22:13:20Z")
        #expect(skewed.value("MaxAllowedSkewMilliseconds") == "900000")
    }

    @Test func `buckets show their regions only where something is asked, and come in pages`() throws {
        let s3 = try AmazonS3Harness()
        let host = "s3.eu-central-1.amazonaws.com"
        #expect(!s3("GET", host: host).text.contains("BucketRegion"))
        let first = s3("GET", "max-buckets=1", host: host)
        #expect(first.text.contains("<Name>dotted.name</Name>") && first.text.contains("BucketRegion>us-east-1<"))
        let token = PercentEncoding.encode(first.value("ContinuationToken") ?? "")
        let second = s3("GET", "continuation-token=\(token)&max-buckets=1", host: host)
        #expect(second.text.contains("<Name>example-source</Name>") && second.value("ContinuationToken") == nil)
        #expect(s3("GET", "bucket-region=eu-central-1", host: host).text.contains("dotted") == false)
        #expect(s3("GET", "max-buckets=0", host: host).value("ArgumentName") == "max-buckets")
    }

    @Test func `objects are listed and read in S3's way`() throws {
        let s3 = try AmazonS3Harness(objects: [
            EmulatedObject("a b+c(1)", .text("0123456789")), EmulatedObject("d/1", .text("x"), versionID: "v1"),
            EmulatedObject("d/1", .deleteMarker, versionID: "v2"),
            EmulatedObject("e", .text("y"), storageClass: "GLACIER"),
        ])
        let encoded = s3("GET", "encoding-type=url&max-keys=1")
        #expect(encoded.text.contains("<Key>a+b%2Bc%281%29</Key>"))
        #expect(encoded.value("IsTruncated") == "true" && encoded.value("NextMarker") == nil)
        #expect(s3("GET", "delimiter=%2F&max-keys=1").value("NextMarker") == "a b+c(1)")
        #expect(s3("GET", "list-type=2").value("KeyCount") == "2")
        #expect(s3("GET", "max-keys=abc").value("ArgumentValue") == "abc")
        let part = s3("GET", path: "/a%20b%2Bc%281%29", headers: ["Range": "bytes=2-4"])
        #expect(part.status == 206 && part.text == "234")
        let behind = s3("GET", path: "/a%20b%2Bc%281%29", headers: ["Range": "bytes=10-"])
        #expect(behind.status == 416 && behind.value("ActualObjectSize") == "10")
        #expect(s3("GET", path: "/e").value("StorageClass") == "GLACIER")
        let deleted = s3("GET", path: "/d/1")
        #expect(deleted.code == "NoSuchKey" && deleted.response.headers["x-amz-delete-marker"] == "true")
        let marker = s3("GET", "versionId=v2", path: "/d/1")
        #expect(marker.status == 405 && marker.response.headers["x-amz-delete-marker"] == "true")
        let etag = s3("HEAD", path: "/a%20b%2Bc%281%29").response.headers["ETag"] ?? ""
        for (headers, status) in [
            (["If-Match": etag], 200), (["If-Match": "\"x\""], 412), (["If-None-Match": etag], 304),
            (["If-None-Match": "\"x\""], 200), (["If-Modified-Since": "Tue, 14 Nov 2023 22:13:20 GMT"], 304),
            (["If-Unmodified-Since": "Tue, 14 Nov 2023 22:13:19 GMT"], 412),
        ] as [(HTTPHeaders, Int)] {
            #expect(s3("GET", path: "/a%20b%2Bc%281%29", headers: headers).status == status, "\(headers)")
        }
    }

    /// A switch that switches nothing would let a client pass under a quirk that it never met.
    @Test(
        arguments: AmazonS3Quirks.all.flatMap { quirk in
            quirk.values.filter { $0 != quirk.standard }.map { (String(quirk.name.dropFirst("amazon-s3.".count)), $0) }
        }) func `every value of a quirk changes some answer`(_ name: String, _ value: String) throws
    {
        let standard = try Self.transcript([:])
        #expect(try Self.transcript([:]) == standard)
        #expect(try Self.transcript([name: value]) != standard)
    }

    private static func transcript(_ quirks: [String: String]) throws -> [EmulatorResponse] {
        var s3 = try AmazonS3Harness(quirks: quirks)
        var answers = [s3("GET", "inventory"), s3("DELETE", "inventory&id=none")]
        for document in [
            AmazonS3Harness.document(), AmazonS3Harness.document(more: "<New>1</New>"),
            AmazonS3Harness.document(fields: "<Field>ObjectLockEventHoldStatus</Field>"),
        ] {
            answers += [
                s3("PUT", "inventory&id=a", document), s3("GET", "inventory&id=a"), s3("DELETE", "inventory&id=a"),
            ]
        }
        s3.region = "us-east-1"
        answers.append(s3("GET", "inventory", host: "\(AmazonS3Harness.bucket).s3.us-east-1.amazonaws.com"))
        return answers.map(\.response)
    }
}
