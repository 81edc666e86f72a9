import CloudInventory
import InventoryCore
import InventoryEmulator
import InventoryWire
import TestSupport
import Testing

/// Lists that cannot be believed, and lists of odd rules.
@Suite struct `Lists` {
    @Test(arguments: [
        (FaultRule.Effect.truncatedWithoutToken, "not where"), (.repeatedToken, "does not move on"),
    ])
    func `that do not say where they go on are errors`(_ effect: FaultRule.Effect, _ words: String) async throws {
        let cloud = try EmulatedCloud(
            .tencentCOS, faults: [FaultRule(effect)], limits: EmulatedLimits(pageSize: 2))
        for name in ["a", "b", "c"] {
            cloud.emulator.place(Self.document(name), as: name, in: cloud.provider.bucketName, of: .tencentCOS)
        }
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client().rules(in: cloud.bucket).collect()
        }
        #expect(error?.code == .malformedReply)
        #expect(error?.message.contains(words) == true)
        #expect(error?.reply?.requestIDs.isEmpty == false)
        #expect(cloud.emulator.requestCount <= 2)
    }

    @Test func `that a single rule is another one than was asked for is an error`() async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let transport = ScriptedTransport(.success(HTTPResponse(status: 200, body: Self.document("b"))))
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client(transport).rule("a", in: cloud.bucket)
        }
        #expect(error?.code == .malformedReply && error?.message.contains("answered with rule 'b'") == true)
    }

    @Test func `that lead in a circle are errors`() async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        func page(next: String) -> Result<HTTPResponse, TransportError> {
            let body =
                "<ListInventoryConfigurationResult><IsTruncated>true</IsTruncated>"
                + "<NextContinuationToken>\(next)</NextContinuationToken></ListInventoryConfigurationResult>"
            return .success(HTTPResponse(status: 200, body: Array(body.utf8)))
        }
        let transport = RecordingTransport(ScriptedTransport(page(next: "a"), page(next: "b"), page(next: "a")))
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client(transport).rules(in: cloud.bucket).collect()
        }
        #expect(error?.code == .malformedReply)
        #expect(error?.message.contains("circle") == true)
        #expect(transport.requests.count == 3)
    }

    private static func page(_ body: String) -> Result<HTTPResponse, TransportError> {
        let body = "<ListInventoryConfigurationResult>\(body)</ListInventoryConfigurationResult>"
        return .success(HTTPResponse(status: 200, body: Array(body.utf8)))
    }

    @Test(arguments: [
        "<IsTruncated>yes</IsTruncated>",
        "<IsTruncated>1</IsTruncated><NextContinuationToken>a</NextContinuationToken>",
        "<NextContinuationToken>a</NextContinuationToken>",
        "<IsTruncated>false</IsTruncated><NextContinuationToken>a</NextContinuationToken>",
        "<IsTruncated/><NextContinuationToken>a</NextContinuationToken>",
        "<IsTruncated>true</IsTruncated><IsTruncated>false</IsTruncated><NextContinuationToken>a</NextContinuationToken>",
        "<IsTruncated>true</IsTruncated><NextContinuationToken>a</NextContinuationToken>"
            + "<NextContinuationToken>b</NextContinuationToken>",
        "<IsTruncated>true</IsTruncated><ContinuationToken>a</ContinuationToken>"
            + "<NextContinuationToken>a</NextContinuationToken>",
        "<IsTruncated>true</IsTruncated><NextContinuationToken/>",
        "<IsTruncated/>", "<IsTruncated> \n</IsTruncated>", "<IsTruncated><true/></IsTruncated>",
        "<isTruncated>true</isTruncated>", "<Truncated>true</Truncated>", "<NextMarker>a</NextMarker>",
        "<IsTruncated>false</IsTruncated><NextMarker>a</NextMarker>",
        "<nextcontinuationtoken>a</nextcontinuationtoken>",
        "<HasMore>1</HasMore>", "<Paging><IsTruncated>true</IsTruncated></Paging>",
        "<x:IsTruncated xmlns:x='urn:x'>true</x:IsTruncated>", "and so on",
        "<IsTruncated>false</IsTruncated><IsTruncated>false</IsTruncated>", "<ContinuationToken>a</ContinuationToken>",
        "<KeyCount>3</KeyCount>", "<Total>1</Total>", "<Remaining>2</Remaining>", "<IsPartial>true</IsPartial>",
        "<MaxItems>0</MaxItems>", "<Complete>false</Complete>", "<Offset>100</Offset>", "<Warning>b</Warning>",
        "<Note truncated='true'>b</Note>",
    ])
    func `whose end is not clear are errors, and never complete`(_ end: String) async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let client = cloud.client(ScriptedTransport(Self.page(end)), retry: .never)
        let error = await #expect(throws: InventoryError.self) {
            _ = try await client.rules(in: cloud.bucket).collect()
        }
        #expect(error?.code == .malformedReply)
    }

    @Test(arguments: ["truncated='true'", "remaining='2'"])
    func `whose own attributes speak of pages are errors`(_ attribute: String) async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let body = "<ListInventoryConfigurationResult \(attribute)/>"
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client(ScriptedTransport(status: 200, body: body), retry: .never)
                .rules(in: cloud.bucket).collect()
        }
        #expect(error?.code == .malformedReply)
    }

    @Test(arguments: [
        "", "<IsTruncated> False\n</IsTruncated>", "<IsTruncated>false</IsTruncated><NextContinuationToken/>",
    ])
    func `that end are complete`(_ end: String) async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let client = cloud.client(ScriptedTransport(Self.page(end)), retry: .never)
        #expect(try await client.rules(in: cloud.bucket).collect().isEmpty)
    }

    @Test(arguments: [(100, ""), (100, "<IsTruncated>false</IsTruncated>"), (99, "")])
    func `that are a full page and do not say that they end are errors`(_ rules: Int, _ end: String) async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let body = (0..<rules).map { String(decoding: Self.document("r\($0)"), as: UTF8.self) }.joined()
        let client = cloud.client(ScriptedTransport(Self.page(body + end)), retry: .never)
        if rules == 100, end.isEmpty {
            let error = await #expect(throws: InventoryError.self) {
                _ = try await client.rules(in: cloud.bucket).collect()
            }
            #expect(error?.code == .malformedReply && error?.message.contains("full page") == true)
        } else {
            #expect(try await client.rules(in: cloud.bucket).collect().count == rules)
        }
    }

    @Test(arguments: [
        "<Truncated>true</Truncated>", "<NextMarker>a</NextMarker>", "<IsTruncated/>", "more to come",
    ])
    func `of a cloud without pages that speak of more are errors`(_ end: String) async throws {
        let cloud = try EmulatedCloud(.huaweiOBS)
        let body = "<ListInventoryConfiguration>\(end)</ListInventoryConfiguration>"
        let client = cloud.client(ScriptedTransport(status: 200, body: body), retry: .never)
        let error = await #expect(throws: InventoryError.self) {
            _ = try await client.rules(in: cloud.bucket).collect()
        }
        #expect(error?.code == .malformedReply)
    }

    @Test(arguments: [201, 202, 203, 206]) func `in an answer that is not whole are errors`(_ status: Int) async throws
    {
        for provider in EmulatedProvider.allCases {
            let cloud = try EmulatedCloud(provider)
            let root = provider == .tencentCOS ? "ListInventoryConfigurationResult" : "ListInventoryConfiguration"
            let transport = RecordingTransport(ScriptedTransport(status: status, body: "<\(root)/>"))
            let error = await #expect(throws: InventoryError.self) {
                _ = try await cloud.client(transport).rules(in: cloud.bucket).collect()
            }
            #expect(error?.code == .malformedReply && error?.message.contains("status \(status)") == true)
            #expect(transport.requests.count == 1)
        }
    }

    @Test func `of a cloud without pages have no second one`() async throws {
        let body =
            "<ListInventoryConfiguration><IsTruncated>true</IsTruncated><NextContinuationToken>a</NextContinuationToken>"
            + "</ListInventoryConfiguration>"
        let cloud = try EmulatedCloud(.huaweiOBS)
        let client = cloud.client(ScriptedTransport(status: 200, body: body), retry: .never)
        let error = await #expect(throws: InventoryError.self) {
            _ = try await client.rules(in: cloud.bucket).collect()
        }
        #expect(error?.code == .malformedReply)
    }

    @Test func `with a part that may hold rules are not read as if it were not there`() async throws {
        let rules = "<Rules>\(String(decoding: Self.document("a"), as: UTF8.self))</Rules><Name>photos</Name>"
        let cloud = try EmulatedCloud(.tencentCOS)
        let entries = try await cloud.client(ScriptedTransport(Self.page(rules))).rules(in: cloud.bucket).collect()
        guard entries.count == 1, case .unreadable(_, let document, _) = entries[0] else {
            Issue.record("\(entries)")
            return
        }
        #expect(document.text.hasPrefix("<Rules>"))
    }

    @Test(arguments: [
        (EmulatedProvider.tencentCOS, "<Zone>a</Zone><Zone>b</Zone>", "Zone"),
        (.tencentCOS, "<RequestId>Q</RequestId><Count>0</Count>", "RequestId, Count"),
        (.huaweiOBS, "<Zone kind='x'/>", "Zone"), (.amazonS3, "<Zone>a</Zone>", "Zone"),
        (.alibabaOSS, "<Zone>a</Zone>", "Zone"), (.volcengineTOS, #""Zone": "a""#, "Zone"),
        (.volcengineTOS, #""Zone": {"a": 1}, "\u001bY": 3"#, "Zone, \\u{1b}Y"),
    ])
    func `with parts that are not known are read, and the parts named`(
        _ provider: EmulatedProvider, _ part: String, _ names: String
    ) async throws {
        let root =
            switch provider {
            case .tencentCOS: "ListInventoryConfigurationResult"
            case .huaweiOBS: "ListInventoryConfiguration"
            default: "ListInventoryConfigurationsResult"
            }
        let body =
            provider == .volcengineTOS
            ? #"{"InventoryConfigurations": [], "IsTruncated": false, \#(part)}"# : "<\(root)>\(part)</\(root)>"
        let events = Locked<[CallEvent]>([])
        let cloud = try EmulatedCloud(provider)
        let vendor = try Vendors.vendor(cloud.id)
        let options = ProviderOptions(
            transport: ScriptedTransport(status: 200, body: body),
            credentials: FixedCredential(Credential(accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret))),
            retry: .never, services: cloud.services, observer: { event in events.withLock { $0.append(event) } })
        let client = InventoryClient(HTTPProvider(vendor, options: options))
        #expect(try await client.rules(in: cloud.bucket).collect().isEmpty)
        let told = events.withLock { $0.filter { $0.level == .warning } }
        #expect(told.count == 1 && told.first?.message.contains(names) == true, "\(told)")
        #expect(told.first?.metadata["parts"] == names)
    }

    @Test(arguments: [
        #"{"InventoryConfigurations": [], "InventoryConfigurations": [], "IsTruncated": false}"#,
        #"{"InventoryConfigurations": [], "IsTruncated": false, "IsTruncated": false}"#,
        #"{"InventoryConfigurations": [{"Id": "a", "Schedule": {"Frequency": "Daily", "Frequency": "Daily"}}]}"#,
        #"{"InventoryConfigurations": [{"Id": "b"}], "InventoryConfiguration": [{"Id": "a"}]}"#,
    ])
    func `in which a member stands twice are errors`(_ body: String) async throws {
        let cloud = try EmulatedCloud(.volcengineTOS)
        let client = cloud.client(ScriptedTransport(status: 200, body: body), retry: .never)
        let error = await #expect(throws: InventoryError.self) {
            _ = try await client.rules(in: cloud.bucket).collect()
        }
        #expect(error?.code == .malformedReply)
    }

    /// A server that gives one more page each time, with a mark of its own.
    private final class Endless: HTTPTransport {
        let pages = Locked(0)
        let body: String
        let time: VirtualTime
        let pause: Duration

        init(_ body: String, _ time: VirtualTime, pause: Duration = .zero) {
            (self.body, self.time, self.pause) = (body, time, pause)
        }

        func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
            try Task.checkCancellation()
            time.advance(by: pause)
            let number = pages.withLock { pages in
                pages += 1
                return pages
            }
            let end = "<IsTruncated>true</IsTruncated><NextContinuationToken>\(number)</NextContinuationToken>"
            return try page(body + end).get()
        }
    }

    @Test(arguments: [(100, 21), (0, 2001)])
    func `that do not end are errors, after twice what a bucket can hold`(_ rules: Int, _ pages: Int) async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let body = (0..<rules).map { String(decoding: Self.document("r\($0)"), as: UTF8.self) }.joined()
        let server = Endless(body, cloud.time)
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client(server).rules(in: cloud.bucket).collect()
        }
        #expect(error?.code == .malformedReply)
        #expect(error?.message.contains("does not end") == true)
        #expect(server.pages.withLock { $0 } == pages)
    }

    @Test func `that take too long in all are errors, however soon each page comes`() async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        let server = Endless("", cloud.time, pause: .seconds(20))
        let error = await #expect(throws: InventoryError.self) {
            _ = try await cloud.client(server).rules(in: cloud.bucket).collect()
        }
        #expect(error?.code == .timedOut)
        #expect(server.pages.withLock { $0 } == 30)
    }

    @Test func `ask for each page by the mark of the one before, encoded`() async throws {
        let cloud = try EmulatedCloud(.tencentCOS, limits: EmulatedLimits(pageSize: 1))
        for name in ["a", "b", "c"] { _ = try await cloud.client().store(cloud.rule(name), in: cloud.bucket) }
        let transport = RecordingTransport(EmulatorTransport(cloud.emulator, as: .tencentCOS))
        let entries = try await cloud.client(transport).rules(in: cloud.bucket).collect()
        #expect(entries.compactMap(\.id) == ["a", "b", "c"])
        #expect(transport.requests.map(\.target)[0] == "/?inventory")
        #expect(
            transport.requests.dropFirst().allSatisfy { $0.target.hasPrefix("/?inventory&continuation-token=mV%2F") })
    }

    @Test(arguments: EmulatedProvider.allCases)
    func `hold a rule that cannot be read as unreadable, and the others whole`(_ provider: EmulatedProvider)
        async throws
    {
        let cloud = try EmulatedCloud(provider)
        _ = try await cloud.client().store(cloud.rule("good"), in: cloud.bucket)
        let odd =
            provider == .volcengineTOS
            ? #"{"Id":"odd","Moon":"full"}"#
            : "<InventoryConfiguration><Id>odd</Id><Moon>full</Moon></InventoryConfiguration>"
        cloud.emulator.place(Array(odd.utf8), as: "odd", in: provider.bucketName, of: provider)
        let entries = try await cloud.client().rules(in: cloud.bucket).collect()
        #expect(entries.compactMap(\.id) == ["good", "odd"])
        guard case .rule(let stored) = entries[0], case .unreadable(_, let document, let error) = entries[1] else {
            Issue.record("the good rule is not read, or the odd one is")
            return
        }
        #expect(stored.rule.content.fields == [.size])
        #expect(document.text.contains("Moon") && document.text.contains("full"))
        #expect(error.code == .invalidDocument)
    }

    private static func document(_ id: String) -> [UInt8] {
        Array(
            ("<InventoryConfiguration><Id>\(id)</Id><IsEnabled>true</IsEnabled><Destination><COSBucketDestination>"
                + "<Format>CSV</Format><Bucket>qcs::cos:ap-guangzhou::photos-1250000000</Bucket></COSBucketDestination>"
                + "</Destination><Schedule><Frequency>Daily</Frequency></Schedule>"
                + "<IncludedObjectVersions>All</IncludedObjectVersions></InventoryConfiguration>").utf8)
    }
}
