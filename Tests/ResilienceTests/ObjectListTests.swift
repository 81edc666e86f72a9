import CloudInventory
import InventoryCore
import InventoryEmulator
import InventoryHuaweiOBS
import InventoryProviderKit
import InventoryTencentCOS
import InventoryWire
import TestSupport
import Testing

private func page(_ content: String, root: String = "ListBucketResult") -> [UInt8] {
    Array("<\(root)>\(content)</\(root)>".utf8)
}

private func object(_ key: String) -> String { "<Contents><Key>\(key)</Key><Size>1</Size></Contents>" }

@Suite struct `Lists of objects` {
    /// A page, and whether its end is clear to one who asked for the page behind `b`.
    static let unclear: [String] = [
        "\(object("c"))<IsTruncated>true</IsTruncated><NextMarker>b</NextMarker>",
        "\(object("c"))<IsTruncated>true</IsTruncated><NextMarker>a</NextMarker>",
        "<IsTruncated>true</IsTruncated>", "\(object("c"))<IsTruncated>perhaps</IsTruncated>",
        "<IsTruncated>true</IsTruncated><IsTruncated>false</IsTruncated>",
        "\(object("c"))<IsTruncated>true</IsTruncated><NextMarker>c</NextMarker><NextMarker>d</NextMarker>",
        "<EncodingType>url</EncodingType>\(object("c%zz"))", "<EncodingType>url</EncodingType>\(object("c%ff"))",
        "<Contents><Key>c</Key></Contents>", "<Contents><Key>c</Key><Size>-1</Size></Contents>",
        "<Contents><Key>c</Key><Size>9223372036854775808</Size></Contents>", "<Contents><Size>1</Size></Contents>",
        "<Prefix>z</Prefix>", "<CommonPrefixes><a>c</a></CommonPrefixes>",
    ]

    @Test(arguments: unclear) func `an unclear page is refused, and nothing of it used`(content: String) async throws {
        let transport = ScriptedTransport([{ _ in HTTPResponse(status: 200, body: page(content)) }])
        let provider = HTTPProvider(TencentCOS.vendor, options: options(transport, time: VirtualTime()))
        let error = await failure {
            try await provider.objects(
                in: Cloud.cos.bucket, under: "", delimiter: nil, after: PageCursor(token: "b"))
        }
        #expect(error?.code == .malformedReply)
    }

    @Test func `names that were not asked for are refused`() async throws {
        let transport = ScriptedTransport([{ _ in HTTPResponse(status: 200, body: page(object("other/c"))) }])
        let provider = HTTPProvider(HuaweiOBS.vendor, options: options(transport, time: VirtualTime()))
        let error = await failure {
            try await provider.objects(in: Cloud.obs.bucket, under: "mine/", delimiter: nil, after: nil)
        }
        #expect(error?.code == .malformedReply)
    }

    @Test func `a list without a mark goes on behind its last name`() async throws {
        let content =
            "\(object("c"))<IsTruncated>true</IsTruncated><CommonPrefixes><Prefix>d/</Prefix></CommonPrefixes>"
        let transport = ScriptedTransport([{ _ in HTTPResponse(status: 200, body: page(content)) }])
        let provider = HTTPProvider(HuaweiOBS.vendor, options: options(transport, time: VirtualTime()))
        let found = try await provider.objects(in: Cloud.obs.bucket, under: "", delimiter: "/", after: nil)
        #expect(found.next == PageCursor(token: "d/"))
    }

    @Test func `buckets that lead in a circle are an error`() async throws {
        let marks = ["b", "c"]
        let steps: [ScriptedTransport.Step] = (0..<4).map { number in
            { _ in
                HTTPResponse(
                    status: 200,
                    body: page(
                        "<Buckets/><IsTruncated>true</IsTruncated><NextMarker>\(marks[number % 2])</NextMarker>",
                        root: "ListAllMyBucketsResult"))
            }
        }
        let transport = ScriptedTransport(steps)
        let provider = HTTPProvider(TencentCOS.vendor, options: options(transport, time: VirtualTime()))
        let error = await failure { try await provider.buckets(in: nil) }
        #expect(error?.code == .malformedReply)
        #expect(transport.requests.count == 3)
    }
}

@Suite struct `Objects of an emulated cloud` {
    private static let odd = [
        "a b", "a+b", "100%", "x//y", "/lead", "日志/é", "e\u{301}", "a&b<c>\"d'", "tab\there", "cr\rlf\n",
        "\u{1}control",
        "dots/../up", "dots/./here",
    ]

    private static func emulator() -> Emulator {
        let objects =
            odd.map { EmulatedObject($0, .text("content of \($0)")) } + [
                EmulatedObject("v", .text("old"), versionID: "v1"), EmulatedObject("v", .text("new"), versionID: "v2"),
                EmulatedObject("gone", .text("x"), versionID: "g1"),
                EmulatedObject("gone", .deleteMarker, versionID: "g2"),
            ]
        let buckets: [EmulatedBucket] = [
            ("photos-1250000000", .tencentCOS, "ap-guangzhou"), ("photos", .huaweiOBS, "cn-north-4"),
        ].map { (name: String, provider: EmulatedProvider, region: String) in
            EmulatedBucket(
                provider: provider, name: name, region: region,
                objects: objects + [
                    EmulatedObject("cold", .text("x"), storageClass: provider == .tencentCOS ? "ARCHIVE" : "COLD")
                ],
                generated: GeneratedObjects(count: 2500, prefix: "many/"))
        }
        return Emulator(
            EmulatorConfiguration(
                credentials: [EmulatedCredential(accessKey: TestKeys.access, secretKey: TestKeys.secret)],
                buckets: buckets),
            clock: { VirtualTime().seconds })
    }

    private static func provider(_ cloud: Cloud) -> HTTPProvider {
        let emulated: EmulatedProvider = cloud == .cos ? .tencentCOS : .huaweiOBS
        return HTTPProvider(
            cloud == .cos ? TencentCOS.vendor : HuaweiOBS.vendor,
            options: options(EmulatorTransport(emulator(), as: emulated), time: VirtualTime()))
    }

    /// Every key, page after page.
    private static func keys(
        under prefix: ExactText, of provider: HTTPProvider, in bucket: BucketAddress
    ) async throws -> (keys: [ExactText], pages: Int) {
        var (keys, cursor, pages) = ([ExactText](), PageCursor?.none, 0)
        repeat {
            let page = try await provider.objects(in: bucket, under: prefix, delimiter: nil, after: cursor)
            keys += page.objects.map(\.key)
            cursor = page.next
            pages += 1
        } while cursor != nil
        return (keys, pages)
    }

    @Test(arguments: Cloud.allCases) func `every object of a list of many pages is there once`(cloud: Cloud)
        async throws
    {
        let (keys, pages) = try await Self.keys(under: "many/", of: Self.provider(cloud), in: cloud.bucket)
        #expect(keys.count == 2500)
        #expect(Set(keys).count == 2500)
        #expect(pages == 3)
    }

    @Test(arguments: Cloud.allCases) func `names are listed and read byte for byte`(cloud: Cloud) async throws {
        let provider = Self.provider(cloud)
        let listed = try await Self.keys(under: "", of: provider, in: cloud.bucket).keys
        for key in Self.odd.map({ ExactText($0) }) {
            #expect(listed.contains(key), "\(key) is not listed")
            let content = try await provider.read(key, in: cloud.bucket, from: 0, ifMatch: nil)
            var bytes: [UInt8] = []
            for try await piece in content.bytes { bytes += piece }
            #expect(bytes == Array("content of \(key)".utf8))
        }
    }

    @Test(arguments: Cloud.allCases) func `versions come in order, delete markers among them`(cloud: Cloud) async throws
    {
        let provider = Self.provider(cloud)
        let page = try await provider.versions(in: cloud.bucket, under: "v", delimiter: nil, after: nil)
        #expect(page.entries.map(\.versionID) == ["v2", "v1"])
        #expect(page.entries.map(\.isLatest) == [true, false])
        let gone = try await provider.versions(in: cloud.bucket, under: "gone", delimiter: nil, after: nil).entries
        #expect(gone.map(\.isDeleteMarker) == [true, false])
        let error = await failure { try await provider.read("gone", in: cloud.bucket, from: 0, ifMatch: nil) }
        #expect(error?.code == .objectNotFound)
    }

    @Test(arguments: Cloud.allCases) func `an archived object is not taken for a forbidden one`(cloud: Cloud)
        async throws
    {
        let error = await failure {
            try await Self.provider(cloud).read("cold", in: cloud.bucket, from: 0, ifMatch: nil)
        }
        #expect(error?.code == .rejected)
        #expect(error?.reply?.code == "InvalidObjectState")
    }

    @Test(arguments: Cloud.allCases) func `the account's buckets have their regions`(cloud: Cloud) async throws {
        let provider = Self.provider(cloud)
        let buckets = try await provider.buckets(in: cloud.bucket.region)
        #expect(buckets.map(\.name) == [cloud.bucket.name])
        #expect(buckets.map(\.region) == [cloud.bucket.region])
        guard cloud == .cos else {
            let error = await failure { try await provider.buckets(in: nil) }
            #expect(error?.code == .invalidAddress)
            return
        }
        #expect(try await provider.buckets(in: nil).map(\.name) == [cloud.bucket.name])
    }
}
