import CloudInventory
import Glibc
import InventoryCore
import InventoryCurl
import InventoryEmulator
import InventoryHuaweiOBS
import InventoryProviderKit
import InventorySync
import InventoryTencentCOS
import InventoryWire
import TestSupport
import Testing

/// Secrets that can be recognised wherever they turn up, and everything that was made of them.
private final class Canary: Sendable {
    static let secret = "CANARYsecretKEY0123456789"
    static let token = "CANARYsecurityTOKEN0123456789"

    let artefacts = Recorder<String>()
    /// Authorization and tokens as they went over the wire.
    let sent = Recorder<String>()

    var credential: Credential {
        Credential(accessKey: "AK", secretKey: Secret(Self.secret), securityToken: Secret(Self.token))
    }

    /// Keeps a value in every form in which values end up in logs.
    func keep(_ value: Any) {
        var dumped = ""
        dump(value, to: &dumped)
        for text in ["\(value)", String(reflecting: value), dumped] { artefacts.add(text) }
    }

    /// What may be nowhere: the secrets, their usual encodings, and signatures.
    var forbidden: [String] {
        let texts = [Self.secret, Self.token]
        let encoded = texts.flatMap { text in
            let bytes = Array(text.utf8)
            return [Base64.encode(bytes), Hex.encode(bytes), "\(bytes)", "\(bytes)".filter { $0 != " " }]
        }
        let signatures = sent.all.filter { $0.count > 20 }
        let parts = signatures.flatMap { $0.split(separator: "q-signature=").dropFirst().map(String.init) }
        return texts + encoded + signatures + parts
    }

    /// Looks for everything forbidden in everything kept.
    func search(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(!artefacts.all.isEmpty, sourceLocation: sourceLocation)
        // Bytes, and each text once: dumps are long and much alike.
        let texts = Set(artefacts.all)
        let all = texts.joined(separator: "\n").replacing("\0", with: " ")
        for secret in Set(forbidden) where strstr(all, secret) != nil {
            let place = texts.first { $0.contains(secret) } ?? ""
            Issue.record("a secret stands in: \(place.prefix(300))", sourceLocation: sourceLocation)
        }
    }
}

/// Notes what is signed, then answers.
private struct NotingTransport: HTTPTransport {
    let canary: Canary
    let base: any HTTPTransport

    func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
        for field in request.headers.fields
        where ["Authorization", "x-cos-security-token", "x-obs-security-token"].contains(field.name) {
            canary.sent.add(field.value)
        }
        canary.keep(request)
        return try await base.send(request, timeout: timeout)
    }
}

@Suite struct `No secret is seen` {
    /// Faults that end a call in every way that there is.
    private static let steps: [ScriptedTransport.Step] =
        TransportError.Kind.allCases.map { kind in
            { @Sendable request in throw TransportError(kind, "to \(request.host)", mayHaveReachedServer: true) }
        }
        + [200, 204, 301, 400, 401, 403, 404, 405, 407, 408, 409, 429, 500, 503].flatMap { status in
            [
                { @Sendable _ in HTTPResponse(status: status) },
                { @Sendable _ in HTTPResponse(status: status, body: Array("<Error><Code>X</Code></Erro".utf8)) },
                // A server that echoes what it was sent, as both do for a signature that does not match.
                { @Sendable request in
                    let authorization = request.headers["Authorization"] ?? ""
                    let body =
                        "<Error><Code>SignatureDoesNotMatch</Code><Message>no</Message>"
                        + "<StringToSign>\(authorization.replacing("&", with: "&amp;"))</StringToSign></Error>"
                    return HTTPResponse(
                        status: status, headers: ["x-cos-request-id": "1", "Set-Cookie": authorization],
                        body: Array(body.utf8))
                },
            ] as [ScriptedTransport.Step]
        }

    @Test(arguments: Cloud.allCases)
    func `in any error, event or description of a call`(_ cloud: Cloud) async {
        for step in Self.steps {
            let canary = Canary()
            let transport = NotingTransport(canary: canary, base: ScriptedTransport([step]))
            let options = options(
                transport, time: VirtualTime(), credentials: FixedCredential(canary.credential),
                observer: {
                    canary.keep($0)
                    canary.keep($0.metadata)
                })
            let client = cloud.client(options)
            canary.keep(options)
            canary.keep(client)
            let rule = InventoryRule(
                id: "a", schedule: .daily, content: InventoryContent(fields: [.size]),
                destination: cloud == .cos ? World.cosReports : World.obsReports)
            do { canary.keep(try await client.rule("a", in: cloud.bucket)) } catch { canary.keep(error) }
            do { canary.keep(try await client.store(rule, in: cloud.bucket)) } catch { canary.keep(error) }
            do { canary.keep(try await client.removeRule("a", in: cloud.bucket)) } catch { canary.keep(error) }
            do { canary.keep(try await client.rules(in: cloud.bucket).collect()) } catch { canary.keep(error) }
            #expect(canary.sent.all.count >= 8)
            canary.search()
        }
    }

    @Test func `in what holds it: credentials, sources, signed requests, proxies`() async throws {
        let canary = Canary()
        let credential = canary.credential
        var machine = Machine()
        machine.variables["TENCENTCLOUD_SECRET_ID"] = "AK"
        machine.variables["TENCENTCLOUD_SECRET_KEY"] = Canary.secret
        machine.outputs["vault"] = #"{"version": 1, "accessKey": "AK", "secretKey": "\#(Canary.secret)"}"#
        // The machine itself is the test's; the sources made of it are what is looked at.
        let command = CommandCredentials(["vault"], services: machine.services())
        _ = try await command.credential(for: CredentialRequest(provider: "huawei-obs"))
        let chain = machine.chain()
        canary.keep(try await chain.credential(for: CredentialRequest(provider: "tencent-cos")))
        for value in [
            credential, credential.secretKey, FixedCredential(credential), ClosureCredentials { _ in credential },
            command, chain, PrivateFile(bytes: Array(Canary.secret.utf8), mode: 0o600),
            try JSONValue(Array("[\"\(Canary.secret)\"]".utf8)),
            CurlTransport.Proxy.http("p", 1, credentials: .init(user: "u", password: Secret(Canary.secret))),
            EmulatedCredential(accessKey: "AK", secretKey: Canary.secret, securityToken: Canary.token),
            ProviderCatalog(
                transport: ScriptedTransport(statuses: [200]), credentials: FixedCredential(credential)),
        ] as [Any] { canary.keep(value) }
        let request = HTTPRequest(method: .get, host: "photos-1250000000.cos.ap-guangzhou.myqcloud.com")
        for signer in [TencentCOSSigner(), HuaweiOBSSigner.make()] as [any RequestSigner] {
            let signed = try signer.sign(
                request, in: SigningScope(.virtualHost(bucket: "photos-1250000000")), with: credential,
                at: UTCInstant(secondsSinceEpoch: 1_700_000_000))
            canary.sent.add(try #require(signed.request.headers["Authorization"]))
            for stage in signed.stages where stage.isSecret { canary.sent.add(stage.revealed) }
            canary.keep(signed.request)
            canary.keep(signed.request.headers)
            // What is signed holds the token, since it is signed; the stages that show it are the `sign` command's.
            canary.keep(signed.stages.filter(\.isSecret))
        }
        canary.search()
    }

    @Test func `in the plans, journals and outcomes of a run with failures`() async throws {
        let canary = Canary()
        let world = try World([.tencentCOS: 2, .huaweiOBS: 2])
        var configuration = world.emulator.configuration
        configuration.credentials = [
            EmulatedCredential(accessKey: "AK", secretKey: Canary.secret, securityToken: Canary.token)
        ]
        for provider in EmulatedProvider.allCases {
            configuration.faults.providers[provider] = ProviderFaults(
                rules: [FaultRule(.error, every: 3), FaultRule(.close, every: 4, afterwards: true)])
        }
        let time = world.time
        let emulator = Emulator(configuration, clock: { time.seconds })
        let catalog = ProviderCatalog(
            transport: NotingTransport(canary: canary, base: EmulatorTransport(emulator)),
            credentials: FixedCredential(canary.credential), services: time.services, log: { canary.keep($0) })
        let folder = try Folder()
        let sync = InventorySync(catalog, journal: .directory(folder.path), services: time.services)
        let rules = [
            RuleTemplate(
                id: "a", schedule: .daily,
                content: InventoryContent(filter: Filter(prefix: "a/"), fields: [.size]))
        ]
        let targets = (0..<2).flatMap { [world.cos(rules, $0), world.obs(rules, $0)] }
        let set = RuleSet(name: "canary", rules: [])
        for _ in 0..<3 {
            time.advance(by: .seconds(1))
            do {
                let plan = try await sync.plan(set, on: targets)
                canary.keep(plan)
                let writer = try PlanFileWriter(
                    path: folder.path + "/plan.jsonl", ruleSet: set, services: time.services)
                for bucket in plan.buckets { try writer.append(bucket) }
                for try await outcome in sync.apply(plan) { canary.keep(outcome) }
            } catch {
                canary.keep(error)
            }
        }
        let files = folder.names.compactMap { folder.text($0) }
        #expect(files.contains { $0.contains("concluded") }, "no journal was written")
        for text in files { canary.artefacts.add(text) }
        #expect(canary.sent.all.count > 10)
        canary.search()
    }
}
