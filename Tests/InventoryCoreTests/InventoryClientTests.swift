import InventoryCore
import Testing

/// The gate in front of a provider: what is refused costs no request.
@Suite struct InventoryClientTests {
    static let lacking = Capabilities.complete.answering(.absent, to: .crc64Field, .tagFilter, .oneOff)
        .with { $0.limits = Limits(idPunctuation: "-", idLength: .init(4, .disputed)) }

    private let provider = ScriptedProvider(capabilities: lacking)
    private var client: InventoryClient { InventoryClient(provider) }

    private static func rule(_ id: ExactText = "r1", fields: ReportFields = []) -> InventoryRule {
        var rule = InventoryRule.plain
        rule.id = id
        rule.content.fields = fields
        return rule
    }

    @Test(arguments: ["", "a b", "a\u{0}", "日"] as [ExactText])
    func `an id that cannot be names no rule`(_ id: ExactText) async {
        let attempts: [(InventoryClient) async throws -> Void] = [
            { _ = try await $0.rule(id, in: "b") }, { _ = try await $0.removeRule(id, in: "b") },
            { _ = try await $0.store(Self.rule(id), in: "b") },
            { _ = try await $0.store(ScriptedProvider().document, as: id, in: "b") },
        ]
        for attempt in attempts {
            let error = await #expect(throws: InventoryError.self) { try await attempt(client) }
            #expect(error?.code == .invalidRule && error?.retry == .never)
            #expect(error?.findings?.isEmpty == false)
        }
        #expect(await provider.log.calls == [])
    }

    @Test func `an id too long by a disputed bound goes to the server`() async throws {
        _ = try await client.rule("abcde", in: "b")
        _ = try await client.removeRule("abcde", in: "b")
        #expect(await provider.log.calls == ["get abcde", "delete abcde"])
    }

    @Test func `a loss that nobody accepted is refused before any request`() async {
        let error = await #expect(throws: InventoryError.self) {
            try await client.store(Self.rule(fields: [.size, .crc64]), in: "b")
        }
        #expect(error?.code == .lossNotAccepted)
        #expect(error?.findings?.map(\.path) == ["fields[1]"])
        #expect(await provider.log.calls == [])
    }

    @Test func `the provider gets the rule as fitted, and the caller what was lost`() async throws {
        var generous = client
        generous.fidelity = .bestEffort
        let (stored, receipt) = try await generous.store(Self.rule(fields: [.size, .crc64]), in: "b")
        #expect(stored.value.content.fields.list == [.size])
        #expect(stored.findings.acceptedLosses.map(\.feature) == [.crc64Field])
        #expect(receipt.status == 200)
        #expect(await provider.log.calls == ["put r1 Size"])
    }

    @Test func `a call's own fidelity comes first`() async throws {
        var generous = client
        generous.fidelity = .bestEffort
        await #expect(throws: InventoryError.self) {
            try await generous.store(Self.rule(fields: [.crc64]), in: "b", fidelity: .exact)
        }
        #expect(await provider.log.calls == [])
        _ = try await client.store(Self.rule(fields: [.crc64]), in: "b", fidelity: .accepting([.crc64Field]))
        #expect(await provider.log.calls == ["put r1 "])
    }

    @Test func `a document of another cloud is not sent`() async throws {
        let foreign = VendorDocument(provider: "other-cloud", mediaType: "application/xml", bytes: [])
        let error = await #expect(throws: InventoryError.self) { try await client.store(foreign, as: "r1", in: "b") }
        #expect(error?.code == .invalidRule)
        _ = try await client.store(provider.document, as: "r1", in: "b")
        #expect(await provider.log.calls == ["put <x/> as r1"])
    }

    @Test func `a one-off job needs a cloud that has them, and passes the gate`() async throws {
        let job = OneOffJob(id: "j1", content: InventoryContent(), destination: Destination(bucket: "inv"))
        let error = await #expect(throws: InventoryError.self) { try await client.startOneOffJob(job, in: "b") }
        #expect(error?.code == .unsupported)
        #expect(await provider.log.calls == [])

        let able = ScriptedProvider(
            capabilities: Self.lacking.answering(.native(spelling: "", status: .documented), to: .oneOff))
        var lossy = job
        lossy.content.filter.tags = [Tag("a", "b")]
        await #expect(throws: InventoryError.self) { try await InventoryClient(able).startOneOffJob(lossy, in: "b") }
        #expect(await able.log.calls == [])
        #expect(try await InventoryClient(able).startOneOffJob(job, in: "b").jobID == "1")
        #expect(await able.log.calls == ["post j1"])
    }

    @Test func `a provider without jobs refuses them by default`() async {
        struct Bare: InventoryProvider {
            let id: ProviderID = "bare"
            let capabilities = Capabilities.complete
            func rendering(of rule: InventoryRule) throws -> VendorDocument { throw CancellationError() }
            func rule(_ id: InventoryRule.ID, in bucket: BucketAddress) throws -> StoredRule {
                throw CancellationError()
            }
            func rules(in bucket: BucketAddress, after cursor: PageCursor?) throws -> RulePage {
                throw CancellationError()
            }
            func store(_ rule: InventoryRule, in bucket: BucketAddress) throws -> Receipt { throw CancellationError() }
            func store(
                _ document: VendorDocument, as id: InventoryRule.ID, in bucket: BucketAddress
            ) throws -> Receipt { throw CancellationError() }
            func removeRule(_ id: InventoryRule.ID, in bucket: BucketAddress) throws -> Receipt {
                throw CancellationError()
            }
        }
        let job = OneOffJob(id: "j1", content: InventoryContent(), destination: Destination(bucket: "inv"))
        let started = await #expect(throws: InventoryError.self) { try await Bare().startOneOffJob(job, in: "b") }
        #expect(started?.code == .unsupported)
        let rendered = #expect(throws: InventoryError.self) { try Bare().rendering(of: job) }
        #expect(rendered?.code == .unsupported)
        await #expect(throws: CancellationError.self) { try await InventoryClient(Bare()).rule("r1", in: "b") }
    }
}
