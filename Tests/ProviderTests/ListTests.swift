import CloudInventory
import InventoryEmulator
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
        let odd = Array("<InventoryConfiguration><Id>odd</Id><Moon>full</Moon></InventoryConfiguration>".utf8)
        cloud.emulator.place(odd, as: "odd", in: provider.bucketName, of: provider)
        let entries = try await cloud.client().rules(in: cloud.bucket).collect()
        #expect(entries.compactMap(\.id) == ["good", "odd"])
        guard case .rule(let stored) = entries[0], case .unreadable(_, let document, let error) = entries[1] else {
            Issue.record("the good rule is not read, or the odd one is")
            return
        }
        #expect(stored.rule.content.fields == [.size])
        #expect(document.text.contains("<Moon>full</Moon>"))
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
