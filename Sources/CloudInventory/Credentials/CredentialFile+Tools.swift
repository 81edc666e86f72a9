internal import InventoryCore
internal import InventoryHuaweiOBS
internal import InventoryProviderKit
internal import InventoryTencentCOS
internal import InventoryWire

extension CredentialChain {
    /// Which files there are, for help texts.
    package static let fileNames = "~/.aws, ~/.tccli, ~/.hcloud/config.json, ~/.obsutilconfig"
}

extension CredentialFile {
    /// The files of the vendors' tools, in the order in which they are tried.
    static func standard(_ services: SystemServices) -> [ProviderID: [CredentialFile]] {
        [TencentCOS.id: [tccli(services)], HuaweiOBS.id: [hcloud(services), obsutil(services)]]
    }

    private static func home(_ services: SystemServices) -> String? { CredentialChain.setting("HOME", services) }

    /// The name that a rule set gives, where it can be a profile's, else what a variable says.
    private static func profile(_ need: CredentialNeed, _ variable: String, _ services: SystemServices) -> String? {
        need.credentials.flatMap { Credential.isPlainName($0) ? $0 : nil }
            ?? CredentialChain.setting(variable, services).flatMap { Credential.isPlainName($0) ? $0 : nil }
    }

    /// Sources: tencentcloud-cli, `tccli/configure.py` (names of the members, `TCCLI_PROFILE`) and
    /// `tccli/credentials.py` (the path).
    private static func tccli(_ services: SystemServices) -> CredentialFile {
        CredentialFile { need in
            home(services).map { "\($0)/.tccli/\(profile(need, "TCCLI_PROFILE", services) ?? "default").credential" }
        } read: { bytes, place, need in
            let object = try json(bytes, place, need)
            // A role or a login in the browser: the tool fetches keys itself, and may have left old ones here.
            if let type = object["type"]?.string, type != "default" { return nil }
            return try Credential(
                accessKey: object["secretId"]?.string, secretKey: object["secretKey"]?.string,
                securityToken: object["token"]?.string, from: place, for: need.provider)
        }
    }

    /// Source: terraform-provider-huaweicloud, `huaweicloud/config/auth.go` (`SharedConfig`, `Profile`).
    private static func hcloud(_ services: SystemServices) -> CredentialFile {
        CredentialFile { _ in
            CredentialChain.setting("HW_SHARED_CONFIG_FILE", services)
                ?? home(services).map { "\($0)/.hcloud/config.json" }
        } read: { bytes, place, need in
            let object = try json(bytes, place, need)
            guard let name = profile(need, "HW_PROFILE", services) ?? object["current"]?.string,
                let found = object["profiles"]?.array?.first(where: { $0["name"]?.string == name }),
                // A profile of another mode logs in and has no keys.
                found["mode"]?.string.map({ $0 == "AKSK" || $0.isEmpty }) ?? true
            else { return nil }
            return try Credential(
                accessKey: found["accessKeyId"]?.string, secretKey: found["secretAccessKey"]?.string,
                securityToken: found["securityToken"]?.string, from: "profile '\(Printable.quoted(name))' of \(place)",
                for: need.provider)
        }
    }

    /// Source: Huawei's manual of obsutil, page obs_11_0067 (`ak`, `sk` and `token` of `.obsutilconfig`), one `name=value`
    /// a line.
    private static func obsutil(_ services: SystemServices) -> CredentialFile {
        CredentialFile { _ in
            home(services).map { "\($0)/.obsutilconfig" }
        } read: { bytes, place, need in
            var values: [String: String] = [:]
            for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
                let halves = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard halves.count == 2 else { continue }
                values[ASCII.trimmed(String(halves[0]))] = ASCII.trimmed(String(halves[1]))
            }
            guard values["ak"]?.isEmpty == false || values["sk"]?.isEmpty == false else { return nil }
            return try Credential(
                accessKey: values["ak"], secretKey: values["sk"], securityToken: values["token"], from: place,
                for: need.provider)
        }
    }

    private static func json(_ bytes: [UInt8], _ place: String, _ need: CredentialNeed) throws -> JSONValue {
        do {
            return try JSONValue(bytes)
        } catch {
            throw InventoryError(
                .invalidDocument, "\(place) is \(error); correct it or move it away", provider: need.provider)
        }
    }
}
