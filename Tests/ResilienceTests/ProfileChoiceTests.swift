import CloudInventory
import InventoryCore
import InventoryProviderKit
import TestSupport
import Testing

/// A profile that somebody chose, by a variable, a mark in the file or a name in the rule set, and that is not there or
/// holds no keys: it is named, and no other keys are taken in its place. What nobody chose is passed over, and told.
@Suite struct `A profile that was chosen` {
    static let hcloud = """
        {"current": "CURRENT", "profiles": [
          {"name": "one", "mode": "AKSK", "accessKeyId": "ONE", "secretAccessKey": "S1"},
          {"name": "login", "mode": "SSO"}]}
        """
    static let ve = """
        {"current": "CURRENT", "profiles": {
          "one": {"mode": "ak", "access-key": "ONE", "secret-key": "S1"}, "login": {"mode": "sso"}}}
        """
    static let aliyun = """
        {"current": "CURRENT", "profiles": [
          {"name": "one", "mode": "AK", "access_key_id": "ONE", "access_key_secret": "S1"}]}
        """
    static let library = "[one]\ntype = access_key\naccess_key_id = INI\naccess_key_secret = S1\n"
    static let ossutil = "[default]\naccessKeyId = UTIL\naccessKeySecret = S\n"

    struct Case: Sendable, CustomTestStringConvertible {
        var provider: ProviderID
        var name: String?
        var variables: [String: String] = [:]
        var files: [String: String]
        /// The keys, or words of the error.
        var result: String

        init(_ provider: ProviderID, _ files: [String: String], _ result: String) {
            self.init(provider, nil, [:], files, result)
        }

        init(_ provider: ProviderID, _ name: String, _ files: [String: String], _ result: String) {
            self.init(provider, name, [:], files, result)
        }

        init(
            _ provider: ProviderID, _ name: String?, _ variables: [String: String], _ files: [String: String],
            _ result: String
        ) {
            (self.provider, self.name, self.variables, self.files, self.result) = (
                provider, name, variables, files, result
            )
        }

        var testDescription: String { "\(provider) \(name ?? "-") \(variables): \(result)" }

        func chain() -> CredentialChain {
            var machine = Machine()
            machine.variables.merge(variables) { $1 }
            machine.files = files.mapValues { (0o600, $0) }
            return machine.chain()
        }

        var need: CredentialRequest { CredentialRequest(provider: provider, credentials: name) }
    }

    private static func file(_ text: String, _ current: String) -> String { text.replacing("CURRENT", with: current) }
    private static let spare = ["/h/.obsutilconfig": "ak=SPARE\nsk=S\n"]

    @Test(arguments: [
        // A mark that leads nowhere, or to a login.
        Case(
            "huawei-obs", ["/h/.hcloud/config.json": file(hcloud, "gone")].merging(spare) { $1 },
            "marks the profile 'gone' as current, and does not have it (it has one, login)"),
        Case(
            "huawei-obs", ["/h/.hcloud/config.json": file(hcloud, "login")].merging(spare) { $1 },
            "which is marked as current, has the mode 'SSO'"),
        Case(
            "volcengine-tos", ["/h/.volcengine/config.json": file(ve, "gone")],
            "marks the profile 'gone' as current, and does not have it (it has login, one)"),
        Case(
            "volcengine-tos", ["/h/.volcengine/config.json": file(ve, "login")],
            "which is marked as current, has the mode 'sso'"),
        Case(
            "alibaba-oss",
            [
                "/h/.aliyun/config.json": file(aliyun, "gone"),
                "/h/.alibabacloud/credentials": library.replacing("one", with: "default"),
            ],
            "marks the profile 'gone' as current, and does not have it (it has one)"),
        // A variable.
        Case(
            "huawei-obs", nil, ["HW_PROFILE": "gone"],
            ["/h/.hcloud/config.json": file(hcloud, "one")].merging(spare) { $1 },
            "HW_PROFILE names the profile 'gone', which '/h/.hcloud/config.json' does not have"),
        Case("huawei-obs", nil, ["HW_PROFILE": "gone"], spare, "there is no file '/h/.hcloud/config.json'"),
        Case(
            "huawei-obs", nil, ["HW_PROFILE": "login"], ["/h/.hcloud/config.json": file(hcloud, "one")],
            "which HW_PROFILE names, has the mode 'SSO'"),
        Case(
            "volcengine-tos", nil, ["VOLCENGINE_PROFILE": "gone"], ["/h/.volcengine/config.json": file(ve, "one")],
            "VOLCENGINE_PROFILE names the profile 'gone'"),
        Case(
            "volcengine-tos", nil, ["VOLCSTACK_PROFILE": "gone"], ["/h/.volcengine/config.json": file(ve, "one")],
            "VOLCSTACK_PROFILE names the profile 'gone'"),
        Case("tencent-cos", nil, ["TCCLI_PROFILE": "gone"], [:], "there is no file '/h/.tccli/gone.credential'"),
        Case(
            "tencent-cos", nil, ["TCCLI_PROFILE": "login"], ["/h/.tccli/login.credential": #"{"type": "sso"}"#],
            "which TCCLI_PROFILE names, has the mode 'sso'"),
        Case(
            "alibaba-oss", nil, ["ALIBABA_CLOUD_PROFILE": "gone"],
            [
                "/h/.aliyun/config.json": file(aliyun, "one"), "/h/.alibabacloud/credentials": library,
                "/h/.ossutilconfig": ossutil,
            ],
            "ALIBABA_CLOUD_PROFILE names the profile 'gone', which the files of aliyun"),
        Case(
            "amazon-s3", nil, ["AWS_PROFILE": "gone"], ["/h/.aws/config": "[default]\n"], "there is no profile 'gone'"),
        // The rule set names one that is there and holds no keys.
        Case(
            "huawei-obs", "login", ["/h/.hcloud/config.json": file(hcloud, "one")].merging(spare) { $1 },
            "which `credentials` names, has the mode 'SSO'"),
        Case(
            "volcengine-tos", "login", ["/h/.volcengine/config.json": file(ve, "one")],
            "which `credentials` names, has the mode 'sso'"),
    ])
    func `and cannot be used ends the search, and is named`(_ item: Case) async {
        let error = await failure { try await item.chain().credential(for: item.need) }
        #expect(error?.code == .credentialsMissing)
        #expect(error?.message.contains(item.result) == true, "\(error?.message ?? "found")")
    }

    @Test(arguments: [
        Case(
            "alibaba-oss", nil, ["ALIBABA_CLOUD_PROFILE": "one"], ["/h/.alibabacloud/credentials": library], "INI S1 -"),
        Case(
            "alibaba-oss", nil, ["ALIBABA_CLOUD_PROFILE": "one"],
            ["/h/.aliyun/config.json": file(aliyun, "gone"), "/h/.alibabacloud/credentials": library], "ONE S1 -"),
        Case("huawei-obs", nil, ["HW_PROFILE": "one"], ["/h/.hcloud/config.json": file(hcloud, "gone")], "ONE S1 -"),
        Case(
            "volcengine-tos", nil, ["VOLCENGINE_PROFILE": "one"], ["/h/.volcengine/config.json": file(ve, "gone")],
            "ONE S1 -"),
    ])
    func `is taken, wherever the mark leads`(_ item: Case) async throws {
        #expect(try await item.chain().credential(for: item.need).words == item.result)
    }

    @Test(arguments: [
        // Nobody chose: told where it is asked for, and no warning.
        Case(
            "huawei-obs", ["/h/.hcloud/config.json": file(hcloud, "")].merging(spare) { $1 },
            "SPARE S -: - '/h/.hcloud/config.json' marks no profile as current: it has one, login"),
        // A file that a variable names.
        Case(
            "huawei-obs", nil, ["HW_SHARED_CONFIG_FILE": "/gone"], spare,
            "SPARE S -: ! HW_SHARED_CONFIG_FILE names '/gone', which is not there; correct it, or unset it"),
        Case(
            "alibaba-oss", nil, ["ALIBABA_CLOUD_CONFIG_FILE": "/gone"], ["/h/.ossutilconfig": ossutil],
            "UTIL S -: ! ALIBABA_CLOUD_CONFIG_FILE names '/gone', which is not there; correct it, or unset it"),
        Case(
            "amazon-s3", nil, ["AWS_SHARED_CREDENTIALS_FILE": "/gone"],
            ["/h/.aws/config": "[default]\naws_access_key_id = C\naws_secret_access_key = S\n"],
            "C S -: ! AWS_SHARED_CREDENTIALS_FILE names '/gone', which is not there; correct it, or unset it"),
        // A name that nothing knows, and keys that go by no name.
        Case(
            "huawei-obs", "acme", spare,
            "SPARE S -: ! credentials 'acme': no keys of that name were found, so those from the file ~/.obsutilconfig"),
        Case(
            "amazon-s3", "acme",
            ["/h/.aws/credentials": "[default]\naws_access_key_id = D\naws_secret_access_key = S\n"],
            "D S -: ! credentials 'acme': no keys of that name were found, so those from the aws command's profile"),
        Case("huawei-obs", "one", ["/h/.hcloud/config.json": file(hcloud, "")].merging(spare) { $1 }, "ONE S1 -:"),
    ])
    func `or not, what is passed over is told`(_ item: Case) async throws {
        let found = try await item.chain().search(item.need)
        let remarks = found.remarks.map { " \($0.isWarning ? "!" : "-") \($0.text)" }.joined()
        #expect("\(found.credential.words):\(remarks)".hasPrefix(item.result), "\(found.credential.words):\(remarks)")
        #expect(item.result.hasSuffix(":") == found.remarks.isEmpty)
    }

    @Test(arguments: [
        Case(
            "tencent-cos", ["/h/.tccli/default.credential": #"{"type": "sso"}"#],
            "(profile 'default' of '/h/.tccli/default.credential' has the mode 'sso'"),
        Case(
            "volcengine-tos", ["/h/.volcengine/config.json": file(ve, "")],
            "marks no profile as current: it has login, one"),
        Case(
            "huawei-obs", "acme", ["/h/.hcloud/config.json": file(hcloud, "one")],
            "has no profile 'acme': it has one, login"),
        Case(
            "amazon-s3", nil, ["AWS_PROFILE": "bare"], ["/h/.aws/config": "[profile bare]\nregion = r\n"],
            "profile 'bare' of the aws command, which AWS_PROFILE names, holds no keys"),
    ])
    func `is part of the error where nothing else was found`(_ item: Case) async {
        let error = await failure { try await item.chain().credential(for: item.need) }
        #expect(error?.code == .credentialsMissing)
        #expect(error?.message.contains(item.result) == true, "\(error?.message ?? "found")")
    }
}
