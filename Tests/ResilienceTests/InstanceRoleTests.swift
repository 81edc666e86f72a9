import CloudInventory
import InventoryCurl
import InventoryProviderKit
import InventoryWire
import TestSupport
import Testing

@Suite struct `The role of an instance` {
    static let cosAnswer =
        #"{"TmpSecretId": "A", "TmpSecretKey": "S", "Token": "T", "ExpiredTime": 4070908800, "Code": "Success"}"#
    static let obsAnswer =
        #"{"credential": {"access": "A", "secret": "S", "securitytoken": "T", "expires_at": "2099-01-01T00:00:00.000000Z"}}"#

    static func chain(_ server: FaultServer, _ transport: any HTTPTransport) -> CredentialChain {
        var machine = Machine()
        machine.variables = [:]
        return .standard(
            transport: transport, additionalHosts: ["own.example"], services: machine.services(),
            metadataAt: ConnectTarget(host: "127.0.0.1", port: server.port, isCleartext: true))
    }

    static func answer(_ request: FaultServer.Request) -> [FaultAction] {
        switch request.target {
        case "/meta-data/cam/security-credentials/": [.respond(200, "inventory-role\n")]
        case "/meta-data/cam/security-credentials/inventory-role": [.respond(200, cosAnswer)]
        case "/openstack/latest/securitykey": [.respond(200, obsAnswer)]
        default: [.respond(404)]
        }
    }

    @Test(arguments: ["tencent-cos", "huawei-obs"] as [ProviderID])
    func `is asked once, at the fixed host, however many ask`(_ provider: ProviderID) async throws {
        let gate = Gate()
        let server = FaultServer { [.hold(gate)] + Self.answer($0) }
        let curl = CurlTransport()
        let chain = Self.chain(server, curl)
        let need = CredentialRequest(provider: provider)
        try await withThrowingTaskGroup(of: Credential.self) { group in
            for _ in 0..<100 { group.addTask { try await chain.credential(for: need) } }
            await server.requests(atLeast: 1)
            gate.open()
            for try await credential in group {
                #expect(credential.words == "A S T until 2099-01-01T00:00:00Z")
                #expect(credential.additionalHosts == ["own.example"])
            }
        }
        let host = provider == "tencent-cos" ? "metadata.tencentyun.com" : "169.254.169.254"
        #expect(server.requests.count == (provider == "tencent-cos" ? 2 : 1))
        #expect(server.requests.allSatisfy { $0.lines.contains("Host: \(host)") })
        await curl.shutDown()
    }

    static let tosAnswer =
        #"{"AccessKeyId": "A", "SecretAccessKey": "S", "SessionToken": "T", "ExpiredTime": "2099-01-01T00:00:00Z"}"#

    @Test(arguments: [true, false])
    func `of Volcengine is named in a list, with a token where the service gives one`(_ givesToken: Bool) async throws {
        let list = "/volcstack/latest/iam/security_credentials"
        let server = FaultServer { request in
            switch request.target {
            case "/latest/api/token": givesToken ? [.respond(200, "session")] : [.respond(404)]
            case "\(list)?type=user&format=json": [.respond(200, #"["inventory-role"]"#)]
            case "\(list)/inventory-role": [.respond(200, Self.tosAnswer)]
            default: [.respond(404)]
            }
        }
        let curl = CurlTransport()
        let found = try await Self.chain(server, curl).credential(for: CredentialRequest(provider: "volcengine-tos"))
        #expect(found.words == "A S T until 2099-01-01T00:00:00Z")
        #expect(server.requests.count == 3)
        #expect(server.requests.allSatisfy { $0.lines.contains("Host: 100.96.0.96") })
        #expect(
            server.requests.count { $0.lines.contains { $0.lowercased() == "x-volc-ecs-metadata-token: session" } }
                == (givesToken ? 2 : 0))
        await curl.shutDown()
    }

    @Test(arguments: ["[]", #"["a", "b"]"#, #"["../x"]"#, #"[5]"#, "inventory-role", #"{"a": "b"}"#])
    func `of Volcengine that is not one name in a list is an error`(_ answer: String) async {
        let server = FaultServer { request in
            request.target.contains("format=json") ? [.respond(200, answer)] : [.respond(404)]
        }
        let curl = CurlTransport()
        let error = await failure {
            try await Self.chain(server, curl).credential(for: CredentialRequest(provider: "volcengine-tos"))
        }
        #expect(error?.code == .credentialsMissing)
        #expect(server.requests.count == 2)
        await curl.shutDown()
    }

    @Test(arguments: [
        "redirect", "endless", "flood", "stall", "404", "not JSON", "two roles", "path in role", "failure code",
    ])
    func `that cannot be had is an error within its limits`(_ fault: String) async throws {
        let server = FaultServer { request in
            switch fault {
            case "redirect": [.redirect(302, to: "http://127.0.0.1/openstack/latest/securitykey")]
            case "endless": FaultAction.endlessBody
            case "flood": FaultAction.headerFlood
            case "stall": [.blackHole]
            case "404": [.respond(404)]
            case "not JSON": [.respond(200, "CANARY {")]
            case "two roles": [.respond(200, "one\ntwo\n")]
            case "path in role": [.respond(200, "../../user-data\n")]
            default:
                request.target.hasSuffix("/")
                    ? [.respond(200, "role")] : [.respond(200, #"{"Code": "CANARY"}"#)]
            }
        }
        let curl = CurlTransport()
        let error = await failure {
            try await Self.chain(server, curl).credential(for: CredentialRequest(provider: "tencent-cos"))
        }
        #expect(error?.code == .credentialsMissing)
        #expect(String(reflecting: error).contains("CANARY") == false)
        #expect(server.requests.count <= 2)
        await curl.shutDown()
    }

    /// Answers that look like keys and lack a part.
    @Test(
        arguments: [
            ("tencent-cos", #""T""#, "null"), ("tencent-cos", #""T""#, "5"), ("tencent-cos", #""T""#, #""""#),
            ("tencent-cos", "4070908800", "9223372036854775807"), ("tencent-cos", "4070908800", #""soon""#),
            ("huawei-obs", #""T""#, "null"), ("huawei-obs", #""T""#, #"["T"]"#), ("huawei-obs", #""2099"#, #""20x9"#),
        ] as [(ProviderID, String, String)])
    func `gives no keys without their token and their end`(_ provider: ProviderID, _ part: String, _ other: String)
        async
    {
        let answer = (provider == "tencent-cos" ? Self.cosAnswer : Self.obsAnswer).replacing(part, with: other)
        let server = FaultServer { request in
            request.target.hasSuffix("/") ? [.respond(200, "inventory-role\n")] : [.respond(200, answer)]
        }
        let curl = CurlTransport()
        let error = await failure {
            try await Self.chain(server, curl).credential(for: CredentialRequest(provider: provider))
        }
        #expect(error?.code == .credentialsMissing)
        #expect(error?.message.contains(part == #""T""# ? "have a token" : "has no time in") == true, "\(error as Any)")
        await curl.shutDown()
    }

    @Test(arguments: ["true", "1", "yes", ""])
    func `is not looked for when it is switched off`(_ value: String) async {
        let transport = ScriptedTransport(statuses: [200])
        var machine = Machine()
        machine.variables = ["CLOUD_INVENTORY_METADATA_DISABLED": value]
        let chain = CredentialChain.standard(transport: transport, services: machine.services())
        #expect(
            await failure { try await chain.credential(for: CredentialRequest(provider: "huawei-obs")) }?.code
                == .credentialsMissing)
        #expect(transport.requests.isEmpty)
    }

    @Test func `asks for little, for a second to connect, and for two seconds at most`() async {
        let timeouts = Recorder<Duration>()
        let inner = ScriptedTransport([
            { _ in HTTPResponse(status: 200, body: Array("role".utf8)) },
            { _ in HTTPResponse(status: 200, body: Array(Self.cosAnswer.utf8)) },
        ])
        struct Watching: HTTPTransport {
            let inner: ScriptedTransport
            let timeouts: Recorder<Duration>
            func send(_ request: HTTPRequest, timeout: Duration) async throws -> HTTPResponse {
                timeouts.add(timeout)
                return try await inner.send(request, timeout: timeout)
            }
        }
        var machine = Machine()
        machine.variables = [:]
        let chain = CredentialChain.standard(
            transport: Watching(inner: inner, timeouts: timeouts), services: machine.services())
        _ = try? await chain.credential(for: CredentialRequest(provider: "tencent-cos"))
        #expect(inner.requests.map(\.maximumResponseBytes) == [16384, 16384])
        #expect(inner.requests.allSatisfy { $0.scheme == .http && $0.connectTo == nil })
        #expect(inner.requests.map(\.connectTimeout) == [.seconds(1), .seconds(1)])
        #expect(timeouts.all.count == 2 && timeouts.all.allSatisfy { $0 <= .seconds(2) })
    }
}

/// Keys that end that many minutes after the start of the clock; nil fails.
private final class Keys: Sendable {
    private let ends: Locked<[Int64?]>
    let fetches = Recorder<Int>()
    private let start: Int64

    init(_ time: VirtualTime, _ ends: [Int64?]) {
        start = time.seconds
        self.ends = Locked(ends)
    }

    func fetch() throws -> Credential {
        fetches.add(1)
        guard let end = ends.withLock({ $0.count > 1 ? $0.removeFirst() : $0[0] }) else {
            throw InventoryError(.credentialsMissing, "no keys")
        }
        return Credential(
            accessKey: "\(end)", secretKey: Secret("S"), expires: UTCInstant(secondsSinceEpoch: start + end * 60))
    }
}

@Suite struct `Temporary keys` {
    private static let need = CredentialRequest(provider: "x")

    private static func source(_ time: VirtualTime, _ keys: Keys) -> RefreshingCredentials {
        RefreshingCredentials(services: time.services) { _ in try keys.fetch() }
    }

    /// Minutes that pass before each use, and which keys are used then; nil throws.
    @Test(
        arguments: [
            ([60, 120], [0, 44], ["60", "60"], 1),
            // Inside the last quarter of an hour they are fetched anew.
            ([60, 120], [0, 46], ["60", "120"], 2),
            ([60, 120], [0, 51], ["60", "120"], 2),
            ([60, 120], [0, 61], ["60", "120"], 2),
            // A failed fetch keeps valid keys, and is not repeated at once.
            ([60, nil], [0, 46, 0, 0], ["60", "60", "60", "60"], 2),
            ([60, nil], [0, 55, 1], ["60", "60", "60"], 3),
            ([60, nil, 120], [0, 55, 1], ["60", "60", "120"], 3),
            ([60, nil], [0, 61], ["60", nil], 2),
            ([nil, 60], [0, 0, 1], [nil, nil, "60"], 2),
        ] as [([Int64?], [Int], [String?], Int)])
    func `are fetched anew before they end`(
        _ ends: [Int64?], _ passed: [Int], _ used: [String?], _ fetches: Int
    ) async {
        let time = VirtualTime()
        let keys = Keys(time, ends)
        let source = Self.source(time, keys)
        var found: [String?] = []
        for minutes in passed {
            time.advance(by: .seconds(minutes * 60))
            found.append(try? await source.credential(for: Self.need).accessKey)
        }
        #expect(found == used)
        #expect(keys.fetches.all.count == fetches)
    }

    @Test func `are fetched by one caller while others go on with the old ones`() async throws {
        let time = VirtualTime()
        let keys = Keys(time, [60, 120])
        let (asked, go) = (AsyncStream<Void>.makeStream(), AsyncStream<Void>.makeStream())
        let isSecond = Recorder<Bool>()
        let source = RefreshingCredentials(services: time.services) { _ in
            if !isSecond.all.isEmpty {
                asked.continuation.yield()
                for await _ in go.stream { break }
            }
            return try keys.fetch()
        }
        _ = try await source.credential(for: Self.need)
        isSecond.add(true)
        time.advance(by: .seconds(47 * 60))
        async let first = source.credential(for: Self.need)
        for await _ in asked.stream { break }
        // Thirteen minutes left: nobody else waits.
        for _ in 0..<10 { #expect(try await source.credential(for: Self.need).accessKey == "60") }
        // Nine minutes left: now they do.
        time.advance(by: .seconds(4 * 60))
        async let waiting = source.credential(for: Self.need)
        go.continuation.yield()
        #expect(try await first.accessKey == "120")
        #expect(try await waiting.accessKey == "120")
        #expect(keys.fetches.all.count == 2)
    }

    @Test func `are not lost to the others when one caller is cancelled`() async throws {
        let (asked, go) = (AsyncStream<Void>.makeStream(), AsyncStream<Void>.makeStream())
        let source = RefreshingCredentials(services: VirtualTime().services) { _ in
            asked.continuation.yield()
            for await _ in go.stream { break }
            return testCredential
        }
        let leaver = Task { try await source.credential(for: Self.need) }
        for await _ in asked.stream { break }
        let stayer = Task { try await source.credential(for: Self.need) }
        leaver.cancel()
        // Returns although the fetch has not.
        await #expect(throws: CancellationError.self) { try await leaver.value }
        go.continuation.yield()
        #expect(try await stayer.value.accessKey == "AK")
    }
}
