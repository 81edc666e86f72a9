import CloudInventory
import InventoryProviderKit
import InventoryWire
import TestSupport
import Testing

/// Keys are checked alike, wherever they come from.
@Suite struct `The text of keys` {
    static let cos = CredentialRequest(provider: "tencent-cos")
    static let obs = CredentialRequest(provider: "huawei-obs")

    /// Machines that have the same three texts in another place each.
    private static func machines(_ id: String, _ secret: String, _ token: String) -> [(Machine, CredentialRequest)] {
        func escaped(_ text: String) -> String {
            "\""
                + text.unicodeScalars.map { "\\u" + Hex.encode([UInt8($0.value >> 8), UInt8($0.value & 0xFF)]) }
                .joined()
                + "\""
        }
        var environment = Machine()
        environment.variables.merge([
            "TENCENTCLOUD_SECRET_ID": id, "TENCENTCLOUD_SECRET_KEY": secret, "TENCENTCLOUD_SECURITY_TOKEN": token,
        ]) { $1 }
        var file = Machine()
        file.files["/h/.tccli/default.credential"] = (
            0o600, "{\"secretId\": \(escaped(id)), \"secretKey\": \(escaped(secret)), \"token\": \(escaped(token))}"
        )
        var command = Machine()
        command.variables["CLOUD_INVENTORY_CREDENTIAL_COMMAND"] = "vault"
        command.outputs["vault"] =
            "{\"version\": 1, \"accessKey\": \(escaped(id)), \"secretKey\": \(escaped(secret)), "
            + "\"securityToken\": \(escaped(token))}"
        return [(environment, cos), (file, cos), (command, cos)]
    }

    @Test(arguments: [
        ("\r", "a line end"), ("\n", "a line end"), (" ", "a blank"), ("\u{200B}", "U+200B"), ("\u{FEFF}", "U+FEFF"),
        ("\u{A0}", "U+00A0"), ("\u{7F}", "U+007F"), ("é", "U+00E9"),
    ])
    func `is refused with anything in it that no key has, wherever it comes from`(_ bad: String, _ name: String) async {
        for texts in [
            ("A" + bad, "CANARY", "T"), ("A", "CANARY" + bad, "T"), ("A", bad + "CANARY", "T"),
            ("A", "CANARY", "T" + bad),
        ] {
            for (machine, need) in Self.machines(texts.0, texts.1, texts.2) {
                let error = await failure { try await machine.chain().credential(for: need) }
                #expect(error?.code == .credentialsMissing)
                #expect(error?.message.contains(name) == true, "\(error?.message ?? "")")
                #expect(error?.message.contains("CANARY") == false)
            }
        }
    }

    @Test(
        arguments: [
            ("", "S", "SECRET_ID"), ("A", "", "SECRET_KEY"), (nil, "S", "SECRET_ID"), ("A", nil, "SECRET_KEY"),
        ] as [(String?, String?, String)])
    func `names the half that is missing`(_ id: String?, _ secret: String?, _ missing: String) async {
        var machine = Machine()
        machine.variables["TENCENTCLOUD_SECRET_ID"] = id
        machine.variables["TENCENTCLOUD_SECRET_KEY"] = secret
        let message = await failure { try await machine.chain().credential(for: Self.cos) }?.message
        #expect(message?.contains("has no TENCENTCLOUD_\(missing);") == true, "\(message ?? "")")
    }

    @Test(arguments: [
        ("/h/.tccli/default.credential", #"{"secretId": "A", "secretKey": "S"}"#, cos),
        ("/h/.hcloud/config.json", hcloud, obs),
        ("/h/.obsutilconfig", "ak=A\r\nsk=S\r\n", obs),
    ])
    func `may have the mark of Windows before it in a file`(_ path: String, _ text: String, _ need: CredentialRequest)
        async
    {
        var machine = Machine()
        machine.files[path] = (0o600, "\u{FEFF}" + text)
        let marked = try? await machine.chain().credential(for: need)
        machine.files[path] = (0o600, text)
        let plain = try? await machine.chain().credential(for: need)
        #expect(marked != nil)
        #expect(marked?.words == plain?.words)
    }

    private static let hcloud =
        #"{"current": "a", "profiles": [{"name": "a", "mode": "AKSK", "accessKeyId": "A", "secretAccessKey": "S"}]}"#

    @Test(
        arguments: [
            ("tencent-cos", "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN"),
            ("tencent-cos", "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_SECURITY_TOKEN"),
            ("huawei-obs", "HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN"),
            ("huawei-obs", "HW_ACCESS_KEY", "HW_SECRET_KEY", "HW_SECURITY_TOKEN"),
            ("huawei-obs", "OBS_ACCESS_KEY_ID", "OBS_SECRET_ACCESS_KEY", "OBS_SECURITY_TOKEN"),
        ] as [(ProviderID, String, String, String)])
    func `keeps the token of temporary keys`(
        _ provider: ProviderID, _ id: String, _ secret: String, _ token: String
    ) async throws {
        var machine = Machine()
        machine.variables.merge([id: "A", secret: "S", token: "T"]) { $1 }
        #expect(try await machine.chain().credential(for: CredentialRequest(provider: provider)).words == "A S T")
    }

    @Test func `has a variable for the token beside every pair that can be temporary`() {
        // Those of COS examples and of Volcengine's older SDKs, which know permanent keys alone.
        let permanent: Set = ["COS_SECRETID", "COS_SECRET_ID", "VOLC_ACCESSKEY"]
        for pair in EnvironmentCredentials.standardVariables.values.joined() {
            #expect(pair.securityTokens.isEmpty == permanent.contains(pair.accessKey), "\(pair.accessKey)")
        }
    }

    @Test func `is refused where two variables hold different tokens`() async throws {
        var machine = Machine()
        machine.variables.merge([
            "TENCENTCLOUD_SECRET_ID": "A", "TENCENTCLOUD_SECRET_KEY": "S", "TENCENTCLOUD_TOKEN": "T",
            "TENCENTCLOUD_SECURITY_TOKEN": "U",
        ]) { $1 }
        let message = await failure { try await machine.chain().credential(for: Self.cos) }?.message
        #expect(message?.contains("TENCENTCLOUD_SECURITY_TOKEN and TENCENTCLOUD_TOKEN") == true)
        machine.variables["TENCENTCLOUD_SECURITY_TOKEN"] = "T"
        #expect(try await machine.chain().credential(for: Self.cos).words == "A S T")
    }

    @Test func `of the environment has its signing key derived once`() async throws {
        var machine = Machine()
        machine.variables.merge(["TENCENTCLOUD_SECRET_ID": "A", "TENCENTCLOUD_SECRET_KEY": "S"]) { $1 }
        let source = EnvironmentCredentials.standard(services: machine.services())
        let (keys, derived) = (SigningKeyCache<String, Int>(), Locked(0))
        for _ in 0..<5 {
            let secret = try await source.credential(for: Self.cos).secretKey
            let key = keys.key(for: secret, in: "a minute") {
                derived.withLock { count in
                    count += 1
                    return count
                }
            }
            #expect(key == 1)
        }
    }

    @Test func `of the environment is one secret for a process, until a variable changes`() async throws {
        let variables = Locked(["TENCENTCLOUD_SECRET_ID": "A", "TENCENTCLOUD_SECRET_KEY": "S"])
        var services = Machine().services()
        services.environment = { name in variables.withLock { $0[name] } }
        let source = EnvironmentCredentials.standard(services: services)
        let first = try await source.credential(for: Self.cos)
        #expect(try await source.credential(for: Self.cos).secretKey === first.secretKey)
        variables.withLock { $0["TENCENTCLOUD_SECRET_KEY"] = "S2" }
        #expect(try await source.credential(for: Self.cos).words == "A S2 -")
    }
}
