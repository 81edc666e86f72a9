import CloudInventory
import Glibc
import InventoryCore
import InventoryCurl
import InventoryProviderKit
import InventoryWire
import TestSupport
import Testing

/// A machine as a chain sees it: its variables, files and commands.
struct Machine: Sendable {
    var variables: [String: String] = ["HOME": "/h", "CLOUD_INVENTORY_METADATA_DISABLED": "true"]
    var files: [String: (mode: UInt32, text: String)] = [:]
    var outputs: [String: String] = [:]
    let commands = Recorder<[String]>()

    func services(_ time: VirtualTime = VirtualTime()) -> SystemServices {
        var services = time.services
        let machine = self
        services.environment = { machine.variables[$0] }
        services.readPrivateFile = { path in
            machine.files[path].map { PrivateFile(bytes: Array($0.text.utf8), mode: $0.mode) }
        }
        services.runCommand = { command, _ in
            machine.commands.add(command)
            guard let output = machine.outputs[command[0]] else { throw InventoryError(.credentialsMissing, "no") }
            return Array(output.utf8)
        }
        return services
    }

    func chain(_ time: VirtualTime = VirtualTime()) -> CredentialChain {
        .standard(transport: ScriptedTransport(statuses: [500]), services: services(time))
    }
}

extension Credential {
    var words: String {
        "\(accessKey) \(String(decoding: secretKey.bytes, as: UTF8.self)) "
            + (securityToken.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "-")
            + (expires.map { " until \($0)" } ?? "")
    }
}

@Suite struct `A chain of credentials` {
    static let cos = CredentialRequest(provider: "tencent-cos")
    static let obs = CredentialRequest(provider: "huawei-obs")
    static let tccli = #"{"secretId": "FILE", "secretKey": "S1", "token": "T1"}"#
    static let hcloud = """
        {"current": "two", "profiles": [
          {"name": "one", "mode": "AKSK", "accessKeyId": "ONE", "secretAccessKey": "S1"},
          {"name": "two", "mode": "AKSK", "accessKeyId": "TWO", "secretAccessKey": "S2", "securityToken": "T2"},
          {"name": "sso", "mode": "SSO", "accessKeyId": ""}]}
        """

    @Test func `searches its places in order`() async throws {
        var machine = Machine()
        machine.files["/h/.tccli/default.credential"] = (0o600, Self.tccli)
        #expect(try await machine.chain().credential(for: Self.cos).words == "FILE S1 T1")
        machine.variables["CLOUD_INVENTORY_CREDENTIAL_COMMAND"] = "vault"
        machine.outputs["vault"] = #"{"version": 1, "accessKey": "CMD", "secretKey": "S"}"#
        #expect(try await machine.chain().credential(for: Self.cos).words == "CMD S -")
        machine.variables["TENCENTCLOUD_SECRET_ID"] = "ENV"
        machine.variables["TENCENTCLOUD_SECRET_KEY"] = "S"
        #expect(try await machine.chain().credential(for: Self.cos).words == "ENV S -")
    }

    @Test func `names every place where it looked`() async throws {
        let error = await failure { try await Machine().chain().credential(for: Self.cos) }
        #expect(error?.code == .credentialsMissing)
        for place in ["the environment", "CLOUD_INVENTORY_CREDENTIAL_COMMAND", "~/.tccli/", "switched off by"] {
            #expect(error?.message.contains(place) == true)
        }
    }

    @Test func `asks no role where nothing may be sent, and says so`() async throws {
        var machine = Machine()
        machine.variables["CLOUD_INVENTORY_METADATA_DISABLED"] = nil
        let chain = CredentialChain.standard(transport: nil, services: machine.services())
        #expect(await failure { try await chain.credential(for: Self.cos) }?.message.contains("not asked") == true)
        machine.files["/h/.tccli/default.credential"] = (0o600, Self.tccli)
        let full = CredentialChain.standard(transport: nil, services: machine.services())
        #expect(try await full.credential(for: Self.cos).words == "FILE S1 T1")
    }

    @Test func `does not go past half a key pair`() async {
        var machine = Machine()
        machine.variables["TENCENTCLOUD_SECRET_ID"] = "ENV"
        machine.files["/h/.tccli/default.credential"] = (0o600, Self.tccli)
        #expect(
            await failure { try await machine.chain().credential(for: Self.cos) }?.message.contains("SECRET_KEY")
                == true)
    }

    @Test(
        arguments: [
            ("tencent-cos", nil, [:], ["/h/.tccli/default.credential": tccli], "FILE S1 T1"),
            ("tencent-cos", "acme", [:], ["/h/.tccli/acme.credential": tccli], "FILE S1 T1"),
            ("tencent-cos", nil, ["TCCLI_PROFILE": "p"], ["/h/.tccli/p.credential": tccli], "FILE S1 T1"),
            // A name that could lead elsewhere is no profile's.
            ("tencent-cos", "../x", [:], ["/h/.tccli/../x.credential": tccli], nil),
            ("tencent-cos", nil, ["TCCLI_PROFILE": "../x"], ["/h/.tccli/../x.credential": tccli], nil),
            ("tencent-cos", nil, [:], ["/h/.tccli/default.credential": #"{"type": "sso"}"#], nil),
            ("huawei-obs", nil, [:], ["/h/.hcloud/config.json": hcloud], "TWO S2 T2"),
            ("huawei-obs", "one", [:], ["/h/.hcloud/config.json": hcloud], "ONE S1 -"),
            ("huawei-obs", nil, ["HW_PROFILE": "one"], ["/h/.hcloud/config.json": hcloud], "ONE S1 -"),
            ("huawei-obs", nil, ["HW_SHARED_CONFIG_FILE": "/c"], ["/c": hcloud], "TWO S2 T2"),
            ("huawei-obs", "sso", [:], ["/h/.hcloud/config.json": hcloud], nil),
            ("huawei-obs", nil, [:], ["/h/.obsutilconfig": "endpoint=e\n ak = A \r\nsk=S=\ntoken=\n"], "A S= -"),
            ("huawei-obs", nil, [:], ["/h/.obsutilconfig": "ak=\nsk=\n"], nil),
            // A blank within is not left out of the key.
            ("huawei-obs", nil, [:], ["/h/.obsutilconfig": "ak=A\nsk=S S\n"], nil),
        ] as [(ProviderID, String?, [String: String], [String: String], String?)])
    func `reads the files of the vendors' tools`(
        _ provider: ProviderID, _ name: String?, _ variables: [String: String], _ files: [String: String],
        _ expected: String?
    ) async {
        var machine = Machine()
        machine.variables.merge(variables) { $1 }
        machine.files = files.mapValues { (0o600, $0) }
        let need = CredentialRequest(provider: provider, credentials: name)
        let found = try? await machine.chain().credential(for: need)
        #expect(found?.words == expected)
        if expected == nil {
            #expect(await failure { try await machine.chain().credential(for: need) }?.code == .credentialsMissing)
        }
    }

    @Test(arguments: ["{", "[1", #"{"secretId": "A\u0000", "secretKey": "CANARY"}"#, #"{"secretId": "CANARY"}"#, ""])
    func `says what is wrong with a file, and not what is in it`(_ text: String) async {
        var machine = Machine()
        machine.files["/h/.tccli/default.credential"] = (0o600, text)
        let error = await failure { try await machine.chain().credential(for: Self.cos) }
        #expect(error?.message.contains("/h/.tccli/default.credential") == true)
        #expect("\(String(reflecting: error))".contains("CANARY") == false)
    }

    @Test(arguments: [
        (0o600, false, true), (0o400, false, true), (0o640, false, false), (0o604, false, false),
        (0o610, false, false), (0o644, false, false), (0o644, true, true),
    ])
    func `refuses files that others can read`(_ mode: Int, _ optedIn: Bool, _ works: Bool) async throws {
        let folder = try Folder()
        let path = folder.path + "/keys.json"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, mode_t(0o600))
        _ = Self.hcloud.withCString { write(descriptor, $0, strlen($0)) }
        fchmod(descriptor, mode_t(mode))
        close(descriptor)
        var machine = Machine()
        machine.variables["HW_SHARED_CONFIG_FILE"] = path
        if optedIn { machine.variables["CLOUD_INVENTORY_OPEN_CREDENTIAL_FILES"] = "true" }
        var services = machine.services()
        services.readPrivateFile = SystemServices.system.readPrivateFile
        let chain = CredentialChain.standard(transport: ScriptedTransport(statuses: [500]), services: services)
        let error = await failure { try await chain.credential(for: Self.obs) }
        #expect((error == nil) == works)
        if let error {
            #expect(error.code == .fileUnreadable)
            #expect(error.message.contains("chmod 600"))
        }
    }

    @Test func `takes no device and no folder for a file`() throws {
        #expect(throws: InventoryError.self) { try SystemServices.system.readPrivateFile("/dev/zero") }
        #expect(throws: InventoryError.self) { try SystemServices.system.readPrivateFile("/") }
        #expect(try SystemServices.system.readPrivateFile("/nonexistent/keys") == nil)
    }

    @Test func `lets nobody sign with keys that have ended`() async throws {
        let time = VirtualTime()
        var credential = testCredential
        credential.expires = UTCInstant(secondsSinceEpoch: time.seconds)
        let transport = ScriptedTransport(statuses: [204])
        let client = Cloud.obs.client(options(transport, time: time, credentials: FixedCredential(credential)))
        #expect(
            await failure { try await client.removeRule("a", in: Cloud.obs.bucket) }?.code == .credentialsRefused)
        #expect(transport.requests.isEmpty)
    }
}

@Suite struct `A command that prints credentials` {
    static let need = CredentialRequest(provider: "tencent-cos", credentials: "acme; rm -rf /")

    @Test func `gets cloud and name as arguments, and is asked once`() async throws {
        var machine = Machine()
        machine.outputs["vault"] =
            #"{"version": 1, "accessKey": "A", "secretKey": "S", "securityToken": "T", "expires": "2099-01-01T00:00:00Z"}"#
        let source = CommandCredentials(["vault", "--json"], services: machine.services())
        for _ in 0..<3 {
            #expect(try await source.credential(for: Self.need).words == "A S T until 2099-01-01T00:00:00Z")
        }
        #expect(machine.commands.all == [["vault", "--json", "tencent-cos", "acme; rm -rf /"]])
    }

    @Test(arguments: [
        "", "CANARY", #"{"accessKey": "CANARY", "secretKey": "S"}"#,
        #"{"version": 2, "accessKey": "CANARY", "secretKey": "S"}"#, #"{"version": 1, "accessKey": "CANARY"}"#,
        #"{"version": 1, "accessKey": "A", "secretKey": "CANARY", "token": "T"}"#,
        #"{"version": 1, "accessKey": "A", "secretKey": "CANARY", "expires": 1}"#,
        #"{"version": 1, "accessKey": "A", "secretKey": "CANARY", "expires": "soon"}"#,
        #"{"version": 1, "accessKey": "A", "secretKey": "CANARY", "securityToken": 1}"#,
        #"{"version": 1, "accessKey": "A", "secretKey": "CANARY\n"}"#,
        #"{"version": 1, "version": 1, "accessKey": "A", "secretKey": "CANARY"}"#,
    ])
    func `is refused when it prints anything else, which is not shown`(_ output: String) async {
        var machine = Machine()
        machine.outputs["vault"] = output
        let error = await failure {
            try await CommandCredentials(["vault"], services: machine.services()).credential(for: Self.need)
        }
        #expect(error?.code == .credentialsMissing)
        #expect(String(reflecting: error).contains("CANARY") == false)
    }

    @Test(
        arguments: [
            (["sh", "-c", "printf abc"], "abc"), (["sh", "-c", "exit 3"], nil), (["sh", "-c", "kill -9 $$"], nil),
            (["no-such-program-here"], nil), ([], nil), (["cat", "/dev/zero"], nil),
            (["sh", "-c", "cat; echo x"], "x\n"),
        ] as [([String], String?)])
    func `runs without a shell, with empty input, and must succeed`(_ command: [String], _ output: String?) async {
        let found = try? await SystemServices.system.runCommand(command, .seconds(20))
        #expect(found.map { String(decoding: $0, as: UTF8.self) } == output)
    }

    @Test func `is ended when it closes its output and goes on`() async throws {
        let start = SystemServices.system.uptime()
        await #expect(throws: InventoryError.self) {
            try await SystemServices.system.runCommand(["sh", "-c", "exec >&-; exec sleep 600"], .milliseconds(300))
        }
        #expect(SystemServices.system.uptime() - start < .seconds(300))
    }

    @Test(arguments: ["sleep 600 & echo $!", "sleep 600 >/dev/null & echo $!"])
    func `takes with it what it has started`(_ script: String) async throws {
        let start = SystemServices.system.uptime()
        let output = try await SystemServices.system.runCommand(["sh", "-c", script], .seconds(500))
        let process = try #require(pid_t(String(decoding: output.dropLast(), as: UTF8.self)))
        // Dead, and perhaps not yet taken note of by whoever inherits it.
        while kill(process, 0) == 0, !Self.isZombie(process), SystemServices.system.uptime() - start < .seconds(60) {
            sched_yield()
        }
        #expect(SystemServices.system.uptime() - start < .seconds(60), "the process \(process) lives")
        kill(process, SIGKILL)
    }

    @Test(arguments: [
        "setsid sh -c 'echo $$ > FILE; exec sleep 600' &", "(setsid sh -c 'echo $$ > FILE; exec sleep 600' &);",
    ])
    func `takes with it what it has started in a session of its own, when it takes too long`(_ script: String)
        async throws
    {
        let start = SystemServices.system.uptime()
        var name = Array("/tmp/cloud-inventory-XXXXXX".utf8CString)
        close(mkstemp(&name))
        let file = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { unlink(file) }
        // It goes on until its child has begun, and then for ever.
        let waiting = " while [ ! -s FILE ]; do :; done; exec sleep 600"
        await #expect(throws: InventoryError.self) {
            try await SystemServices.system.runCommand(
                ["sh", "-c", (script + waiting).replacing("FILE", with: file)], .seconds(2))
        }
        let text = String(decoding: try #require(try SystemServices.system.readFile(file)), as: UTF8.self)
        let process = try #require(pid_t(text.dropLast()))
        while kill(process, 0) == 0, !Self.isZombie(process), SystemServices.system.uptime() - start < .seconds(60) {
            sched_yield()
        }
        #expect(SystemServices.system.uptime() - start < .seconds(60), "the process \(process) lives")
        kill(process, SIGKILL)
    }

    private static func isZombie(_ process: pid_t) -> Bool {
        guard let bytes = try? SystemServices.system.readFile("/proc/\(process)/stat") else { return true }
        return String(decoding: bytes, as: UTF8.self).contains(") Z ")
    }

    @Test func `starts with no signal blocked and none ignored, whatever the host does`() async {
        // In a process of its own, because what is ignored is everyone's.
        await #expect(processExitsWith: .success) {
            for number in [SIGINT, SIGPIPE, SIGTERM] { signal(number, SIG_IGN) }
            var all = sigset_t()
            sigfillset(&all)
            pthread_sigmask(SIG_SETMASK, &all, nil)
            let output = try await SystemServices.system.runCommand(
                ["grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"], .seconds(60))
            // The thirty-one standard signals; glibc has two of its own above them, which no program sees.
            let masks = String(decoding: output, as: UTF8.self).split(separator: "\n").map {
                UInt64($0.suffix(16), radix: 16)
            }
            #expect(masks.count == 2)
            #expect(masks.allSatisfy { mask in mask.map { $0 & 0x7FFF_FFFF } == 0 })
        }
    }

    @Test func `is ended when it takes too long`() async throws {
        let start = SystemServices.system.uptime()
        await #expect(throws: InventoryError.self) {
            try await SystemServices.system.runCommand(["sleep", "600"], .milliseconds(200))
        }
        // The machine may be busy; it does not sleep for ten minutes.
        #expect(SystemServices.system.uptime() - start < .seconds(300))
    }

    @Test func `is ended when nobody waits any more`() async throws {
        let task = Task { try await SystemServices.system.runCommand(["sleep", "600"], .seconds(500)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
