internal import InventoryCore
internal import InventoryProviderKit
internal import InventoryWire

extension Vendor.Credentials {
    /// Where Huawei's tools find keys. Sources of the variables: OBS SDKs (`OBS_…`), Huawei's SDKs (`HUAWEICLOUD_SDK_…`)
    /// and Terraform provider (`HW_…`).
    static let huaweiOBS = Vendor.Credentials(
        variables: [
            .init("OBS_ACCESS_KEY_ID", "OBS_SECRET_ACCESS_KEY", "OBS_SECURITY_TOKEN"),
            .init("HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN"),
            .init("HW_ACCESS_KEY", "HW_SECRET_KEY", "HW_SECURITY_TOKEN"),
        ],
        files: [.hcloud, .obsutil], role: .huaweiOBS)
}

extension CredentialFile {
    /// Source: terraform-provider-huaweicloud, `huaweicloud/config/auth.go` (`SharedConfig`, `Profile`).
    fileprivate static let hcloud = CredentialFile(
        "~/.hcloud/config.json", path: "HW_SHARED_CONFIG_FILE", profile: "HW_PROFILE"
    ) { content in
        let object = try content.json()
        guard let name = content.profile ?? object["current"]?.string,
            let found = object["profiles"]?.array?.first(where: { $0["name"]?.string == name }),
            // A profile of another mode logs in and has no keys.
            found["mode"]?.string.map({ $0 == "AKSK" || $0.isEmpty }) ?? true
        else { return nil }
        let place = "profile '\(Printable.quoted(name))' of \(content.place)"
        return try Credential(
            accessKey: found["accessKeyId"]?.string, secretKey: found["secretAccessKey"]?.string,
            securityToken: Credential.token("securityToken", in: found, from: place, for: content.provider),
            from: place, for: content.provider)
    }

    /// Source: Huawei's manual of obsutil, page obs_11_0067 (`ak`, `sk` and `token` of `.obsutilconfig`), one `name=value`
    /// a line.
    fileprivate static let obsutil = CredentialFile("~/.obsutilconfig") { content in
        var values: [String: String] = [:]
        for line in String(decoding: content.bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let halves = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { continue }
            values[ASCII.trimmed(String(halves[0]))] = ASCII.trimmed(String(halves[1]))
        }
        guard values["ak"]?.isEmpty == false || values["sk"]?.isEmpty == false else { return nil }
        return try Credential(
            accessKey: values["ak"], secretKey: values["sk"], securityToken: values["token"], from: content.place,
            for: content.provider)
    }
}

extension InstanceRoleCredentials.Service {
    /// Source: terraform-provider-huaweicloud, `huaweicloud/config/auth.go` (`securityKeyURL`, `getAuthConfigByMeta`).
    fileprivate static let huaweiOBS = InstanceRoleCredentials.Service(
        host: "169.254.169.254", rolePath: nil, keyPath: "/openstack/latest/securitykey"
    ) { answer, provider in
        let place = "the answer of 169.254.169.254"
        return try Credential(
            temporary: answer["credential"], named: .init("access", "secret", "securitytoken"),
            end: ("expires_at", Credential.time), from: place, for: provider)
    }
}
