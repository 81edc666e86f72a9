import CloudInventory
import InventoryCore
import InventoryEmulator
import InventoryProviderKit
import InventoryVendorFacts
import InventoryWire
import TestSupport
import Testing

/// What a vendor's value says decides, whatever the vendor is called.
@Suite struct `A vendor is a value` {
    /// COS as a cloud that creates rules and replaces none.
    private func createOnly(_ faults: [FaultRule] = []) throws -> (EmulatedCloud, HTTPProvider) {
        let cloud = try EmulatedCloud(.tencentCOS, quirks: ["tencent-cos.overwriting": "refused"], faults: faults)
        return (cloud, provider(Self.creating, cloud))
    }

    private static let creating: Vendor = {
        var vendor = TencentCOS.vendor
        vendor.facts.capabilities.overwriting = .createOnly
        vendor.facts.errors.append(ErrorFact(code: "InventoryAlreadyExist", meaning: .alreadyExists))
        return vendor
    }()

    private func provider(
        _ vendor: Vendor, _ cloud: EmulatedCloud, _ transport: (any HTTPTransport)? = nil
    ) -> HTTPProvider {
        HTTPProvider(
            vendor,
            options: ProviderOptions(
                transport: transport ?? EmulatorTransport(cloud.emulator, as: cloud.provider),
                credentials: FixedCredential(
                    Credential(accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret))),
                services: cloud.services))
    }

    private func fitted(_ rule: InventoryRule, in cloud: EmulatedCloud) -> InventoryRule {
        TencentCOS.vendor.capabilities.fit(rule, in: cloud.bucket).value
    }

    @Test func `A create that was not heard and is refused when it is repeated is settled by reading back`()
        async throws
    {
        let (cloud, provider) = try createOnly([
            FaultRule(.error, operations: [.put], atMost: 1, afterwards: true, status: 500, code: "InternalError")
        ])
        let receipt = try await provider.store(fitted(cloud.rule(), in: cloud), in: cloud.bucket)
        #expect(receipt.status == 409 && receipt.documentSHA256 != nil)
        #expect(cloud.documents.count == 1)
        #expect(cloud.emulator.requestCount == 3)
    }

    @Test func `A create whose repetition meets another rule has failed`() async throws {
        let (cloud, provider) = try createOnly()
        let other = fitted(cloud.rule(prefix: "other/"), in: cloud)
        _ = try await provider.store(other, in: cloud.bucket)
        let unheard = TransportError(.connectionLost, "no answer", mayHaveReachedServer: true)
        let transport = FirstFails(EmulatorTransport(cloud.emulator, as: .tencentCOS), with: unheard)
        let again = self.provider(Self.creating, cloud, transport)
        let error = await #expect(throws: InventoryError.self) {
            try await again.store(fitted(cloud.rule(), in: cloud), in: cloud.bucket)
        }
        #expect(error?.code == .alreadyExists)
        #expect(try await provider.rule("rule", in: cloud.bucket).rule == other)
    }

    @Test func `A plain store over a rule of a cloud that only creates is refused and removes nothing`() async throws {
        let (cloud, provider) = try createOnly()
        let rule = fitted(cloud.rule(), in: cloud)
        _ = try await provider.store(rule, in: cloud.bucket)
        let error = await #expect(throws: InventoryError.self) { try await provider.store(rule, in: cloud.bucket) }
        #expect(error?.code == .alreadyExists)
        #expect(cloud.emulator.requestCount == 2 && cloud.documents.count == 1)
    }

    @Test func `A bucket without a region is refused unsent where signatures cover the region`() async throws {
        let cloud = try EmulatedCloud(.tencentCOS)
        var vendor = TencentCOS.vendor
        vendor.makeSigner = { RegionSigner() }
        let provider = provider(vendor, cloud)
        let bucket = BucketAddress(cloud.bucket.name, endpoint: .named("accelerate"))
        for attempt in [{ try provider.check(bucket) }, { _ = try await provider.rule("a", in: bucket) }]
            as [() async throws -> Void]
        {
            let error = await #expect(throws: InventoryError.self) { try await attempt() }
            #expect(error?.code == .invalidAddress)
            #expect(error?.message.contains("give the region") == true)
        }
        #expect(cloud.emulator.requestCount == 0)
    }

    @Test(arguments: [Overwriting.inPlace, .createOnly])
    func `A job that is a rule which runs once is stored at most once`(_ overwriting: Overwriting) async throws {
        let cloud = try EmulatedCloud(.huaweiOBS)
        var vendor = HuaweiOBS.vendor
        vendor.oneOff = .schedule("Once")
        vendor.facts.capabilities.support[.oneOff] = .native(spelling: "Once", status: .documented)
        let job = OneOffJob(id: "job", content: InventoryContent(fields: [.size]), destination: cloud.reports)
        let document = try #require(vendor.jobs).encode(job)
        #expect(document.text.contains("<Frequency>Once</Frequency>"))
        #expect(try #require(vendor.jobs).decodeJob(document.bytes).value == job)
        vendor.facts.capabilities.overwriting = overwriting
        // Where it would replace a rule, that there is none is asked first.
        let failed = Result<HTTPResponse, TransportError>.success(HTTPResponse(status: 500))
        let script =
            overwriting == .inPlace
            ? ScriptedTransport(.success(HTTPResponse(status: 404)), failed) : ScriptedTransport(failed)
        let transport = RecordingTransport(script)
        let provider = provider(vendor, cloud, transport)
        let error = await #expect(throws: InventoryError.self) {
            try await provider.startOneOffJob(job, in: cloud.bucket)
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(transport.requests.map(\.method) == (overwriting == .inPlace ? [.get, .put] : [.put]))
        #expect(transport.requests.last?.isRepeatable == false)
    }

    @Test func `A job replaces no rule of its id`() async throws {
        let cloud = try EmulatedCloud(.huaweiOBS)
        var vendor = HuaweiOBS.vendor
        vendor.oneOff = .schedule("Once")
        let rule = cloud.rule()
        _ = try await cloud.client().store(rule, in: cloud.bucket)
        let before = cloud.documents
        let job = OneOffJob(id: rule.id, content: rule.content, destination: rule.destination)
        let error = await #expect(throws: InventoryError.self) {
            try await provider(vendor, cloud).startOneOffJob(job, in: cloud.bucket)
        }
        #expect(error?.code == .alreadyExists)
        #expect(cloud.documents == before)
    }

    @Test func `A catalog has the clouds that it is given`() throws {
        var mine = HuaweiOBS.vendor
        mine.facts.capabilities.provider = "mine"
        let catalog = ProviderCatalog(
            vendors: Vendors.all + [mine], transport: ScriptedTransport(status: 200),
            credentials: FixedCredential(Credential(accessKey: "a", secretKey: Secret("s"))))
        #expect(try catalog.client(for: "mine").id == "mine")
        let error = #expect(throws: InventoryError.self) { try catalog.client(for: "mina") }
        #expect(error?.message.contains("did you mean 'mine'") == true)
    }
}

/// Needs the region, and signs nothing.
private struct RegionSigner: RequestSigner {
    var required: SigningScope.Parts { .region }

    func sign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, at instant: UTCInstant
    ) throws -> SignedRequest { SignedRequest(request: request) { _ in [] } }

    func presign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, from start: UTCInstant,
        for validity: Duration
    ) throws -> SignedRequest { SignedRequest(request: request) { _ in [] } }
}

/// Loses the first request, and passes all others on.
private final class FirstFails: HTTPTransport {
    private let transport: any HTTPTransport
    private let error: TransportError
    private let count: CountingFlag

    init(_ transport: any HTTPTransport, with error: TransportError) {
        self.transport = transport
        self.error = error
        count = CountingFlag()
    }

    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        if await count.isFirst() { throw error }
        return try await transport.send(request, timeout: timeout)
    }
}

private actor CountingFlag {
    private var used = false
    func isFirst() -> Bool {
        defer { used = true }
        return !used
    }
}
