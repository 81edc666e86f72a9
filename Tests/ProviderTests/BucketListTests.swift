import CloudInventory
import InventoryCore
import InventoryEmulator
import InventoryProviderKit
import InventoryWire
import TestSupport
import Testing

/// Lists of an account's buckets that cannot be believed. Whoever looks buckets up takes what is not listed for absent, and
/// what is listed for there.
@Suite struct `Lists of buckets` {
    private static let names = ["bk-0-1250000000", "bk-1-1250000000"]

    private static func entry(_ name: String, _ cloud: EmulatedProvider, more: String = "") -> String {
        guard cloud != .volcengineTOS else { return #"{"Name":"\#(name)","Location":"\#(cloud.region)"\#(more)}"# }
        let region =
            switch cloud {
            case .amazonS3: "BucketRegion"
            case .alibabaOSS: "Region"
            default: "Location"
            }
        return "<Bucket><Name>\(name)</Name><\(region)>\(cloud.region)</\(region)>\(more)</Bucket>"
    }

    private static func list(_ entries: [String], _ cloud: EmulatedProvider, more: String = "") -> String {
        cloud == .volcengineTOS
            ? #"{"Buckets":[\#(entries.joined(separator: ","))]\#(more),"Owner":{"ID":"1"}}"#
            : "<ListAllMyBucketsResult><Owner><ID>1</ID></Owner><Buckets>\(entries.joined())</Buckets>\(more)"
                + "</ListAllMyBucketsResult>"
    }

    private func buckets(_ pages: String..., of provider: EmulatedProvider) async throws -> [BucketPage.Entry] {
        let cloud = try EmulatedCloud(provider)
        let answers = Locked(pages)
        let transport = AnsweringTransport { _ in answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
        let lister = try #require(cloud.client(transport).provider as? any BucketLister)
        return try await lister.buckets(in: cloud.bucket.region)
    }

    private func refusal(_ page: String, of provider: EmulatedProvider) async -> InventoryError? {
        await #expect(throws: InventoryError.self, "\(provider): \(page)") {
            _ = try await buckets(page, of: provider)
        }
    }

    @Test(arguments: EmulatedProvider.allCases) func `that are whole are read`(_ cloud: EmulatedProvider) async throws {
        let page = Self.list(Self.names.map { Self.entry($0, cloud) }, cloud)
        #expect(try await buckets(page, of: cloud).map(\.name.string) == Self.names)
    }

    @Test(arguments: [201, 202, 203, 206], EmulatedProvider.allCases)
    func `in an answer that is not whole are errors`(_ status: Int, _ provider: EmulatedProvider) async throws {
        let page = Self.list(Self.names.map { Self.entry($0, provider) }, provider)
        let cloud = try EmulatedCloud(provider)
        let client = cloud.client(ScriptedTransport(status: status, body: page), retry: .never)
        let lister = try #require(client.provider as? any BucketLister)
        let store = try #require(client.provider as? any ObjectStore)
        let errors = [
            await #expect(throws: InventoryError.self) { _ = try await lister.buckets(in: cloud.bucket.region) },
            await #expect(throws: InventoryError.self) {
                _ = try await store.objects(in: cloud.bucket, under: "", delimiter: nil, after: nil)
            },
        ]
        for error in errors {
            #expect(error?.code == .malformedReply && error?.message.contains("status \(status)") == true)
        }
    }

    @Test func `that do not say that they are lists are errors`() async {
        for page in ["{}", #"{"Bucket":[]}"#] { _ = await refusal(page, of: .volcengineTOS) }
        for cloud in EmulatedProvider.allCases where cloud != .volcengineTOS {
            let error = await refusal(Self.list([], cloud, more: "<Code>AccessDenied</Code>"), of: cloud)
            #expect(error?.message.contains("it is an error") == true)
        }
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `that name a bucket twice are errors`(_ cloud: EmulatedProvider) async throws {
        let twice = Self.list([Self.names[0], Self.names[1], Self.names[0]].map { Self.entry($0, cloud) }, cloud)
        let error = await refusal(twice, of: cloud)
        #expect(error?.code == .malformedReply && error?.message.contains("'bk-0-1250000000' twice") == true)
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `with entries that say two things or are none are errors`(_ cloud: EmulatedProvider) async throws {
        let whole = Self.entry(Self.names[0], cloud)
        let isJSON = cloud == .volcengineTOS
        let pages =
            isJSON
            ? [
                Self.list([Self.entry(Self.names[0], cloud, more: #","Name":"bk-1-1250000000""#)], cloud),
                Self.list([Self.entry(Self.names[0], cloud, more: #","Location":"cn-guangzhou""#)], cloud),
                Self.list([whole, "null"], cloud), Self.list([whole, #""bk-1-1250000000""#], cloud),
                #"{"Buckets":\#(whole)}"#, #"{"Buckets":"bk-0"}"#,
                Self.list([whole], cloud, more: #","buckets":[{"Name":"bk-1"}]"#),
                Self.list([whole], cloud, more: #","NextToken":"a""#),
            ]
            : [
                Self.list([Self.entry(Self.names[0], cloud, more: "<Name>bk-1-1250000000</Name>")], cloud),
                Self.list([whole, "<Bkt><Name>bk-1</Name></Bkt>"], cloud), Self.list([whole, "<Bucket/>"], cloud),
                Self.list([whole, "bk-1"], cloud), Self.list([whole], cloud, more: "<Bucket><Name>b</Name></Bucket>"),
                Self.list([whole], cloud, more: "<NextToken>a</NextToken>"),
            ]
        for page in pages { #expect(await refusal(page, of: cloud)?.code == .malformedReply, "\(page)") }
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `that end and name a next page are errors`(_ cloud: EmulatedProvider) async throws {
        let mark = cloud == .amazonS3 ? "ContinuationToken" : "NextMarker"
        let entries = [Self.entry(Self.names[0], cloud)]
        let isJSON = cloud == .volcengineTOS
        let end = isJSON ? #","IsTruncated":false"# : "<IsTruncated>false</IsTruncated>"
        let more = end + (isJSON ? #","\#(mark)":"b""# : "<\(mark)>b</\(mark)>")
        #expect(await refusal(Self.list(entries, cloud, more: more), of: cloud)?.code == .malformedReply)
        // Empty is none.
        let empty = end + (isJSON ? #","\#(mark)":"""# : "<\(mark)> \n</\(mark)>")
        #expect(try await buckets(Self.list(entries, cloud, more: empty), of: cloud).count == 1)
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `with parts that are not known are read where these do not speak of more, and the parts named`(
        _ provider: EmulatedProvider
    ) async throws {
        func part(_ name: String, _ value: Int) -> String {
            provider == .volcengineTOS ? #","\#(name)":\#(value)"# : "<\(name)>\(value)</\(name)>"
        }
        let entries = [Self.entry(Self.names[0], provider)]
        for more in [part("Total", 2), part("MaxItems", 1), part("Warning", 1)] {
            #expect(await refusal(Self.list(entries, provider, more: more), of: provider)?.code == .malformedReply)
        }
        let body = Self.list(entries, provider, more: part("Total", 1) + part("MaxItems", 2) + part("Zone", 7))
        let events = Locked<[CallEvent]>([])
        let cloud = try EmulatedCloud(provider)
        let options = ProviderOptions(
            transport: ScriptedTransport(status: 200, body: body),
            credentials: FixedCredential(Credential(accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret))),
            retry: .never, services: cloud.services, observer: { event in events.withLock { $0.append(event) } })
        let lister = HTTPProvider(try Vendors.vendor(cloud.id), options: options)
        #expect(try await lister.buckets(in: cloud.bucket.region).count == 1)
        #expect(events.withLock { $0.compactMap { $0.metadata["parts"] } } == ["Total, MaxItems, Zone"])
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `whose parts stand twice are errors`(_ cloud: EmulatedProvider) async throws {
        let entry = Self.entry(Self.names[0], cloud)
        let more =
            cloud == .volcengineTOS
            ? [#","Buckets":[]"#, #","Owner":{"ID":"2"}"#]
            : ["<Buckets><Bucket><Name>bk-1-1250000000</Name></Bucket></Buckets>", "<Owner><ID>2</ID></Owner>"]
        for more in more {
            #expect(await refusal(Self.list([entry], cloud, more: more), of: cloud)?.code == .malformedReply, "\(more)")
        }
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `of another cloud's making are errors`(_ cloud: EmulatedProvider) async throws {
        let other: EmulatedProvider = cloud == .volcengineTOS ? .amazonS3 : .volcengineTOS
        for entries in [[Self.entry(Self.names[0], other)], []] {
            #expect(await refusal(Self.list(entries, other), of: cloud)?.code == .malformedReply)
        }
        guard cloud != .volcengineTOS else { return }
        // Where another cloud says that it goes on.
        let mark = cloud == .amazonS3 ? "NextMarker" : "ContinuationToken"
        let more = Self.list([Self.entry(Self.names[0], cloud)], cloud, more: "<\(mark)>bk-0</\(mark)>")
        #expect(await refusal(more, of: cloud)?.code == .malformedReply)
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `that do not end within the time for a list are errors`(_ provider: EmulatedProvider) async throws {
        let cloud = try EmulatedCloud(provider)
        let number = Locked(0)
        let transport = AnsweringTransport { _ in
            let name = "bk-\(number.withLock { $0 += 1; return $0 })-1250000000"
            let next = provider == .amazonS3 ? "ContinuationToken" : "NextMarker"
            cloud.time.advance(by: .seconds(30))
            return Self.list(
                [Self.entry(name, provider)], provider,
                more: provider == .volcengineTOS
                    ? #","IsTruncated":true"# : "<IsTruncated>true</IsTruncated><\(next)>\(name)</\(next)>")
        }
        let lister = try #require(cloud.client(transport).provider as? any BucketLister)
        let error = await #expect(throws: InventoryError.self) { _ = try await lister.buckets(in: cloud.bucket.region) }
        #expect(error?.code == .timedOut, "\(String(describing: error))")
        #expect(number.withLock { $0 } < 30)
    }
}

/// Answers every request with a text.
private struct AnsweringTransport: HTTPTransport {
    let answer: @Sendable (HTTPRequest) -> String

    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        HTTPResponse(status: 200, body: Array(answer(request).utf8))
    }
}
