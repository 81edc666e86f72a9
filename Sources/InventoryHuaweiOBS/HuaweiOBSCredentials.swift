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
        "~/.hcloud/config.json", path: "HW_SHARED_CONFIG_FILE", profile: ["HW_PROFILE"]
    ) { content in
        let object = try content.json()
        let profiles = content.profiles(in: object)
        guard let (chosen, found) = try content.chosenProfile(marked: object["current"]?.string, among: profiles) else {
            return content.absent(among: profiles)
        }
        // A profile of another mode logs in.
        if let mode = found["mode"]?.string, !mode.isEmpty, mode != "AKSK" {
            return try content.unusable(chosen, mode: mode)
        }
        let place = content.phrase(of: chosen)
        return CredentialChain.Answer(
            try Credential(
                accessKey: found["accessKeyId"]?.string, secretKey: found["secretAccessKey"]?.string,
                securityToken: Credential.token("securityToken", in: found, from: place, for: content.provider),
                from: place, for: content.provider))
    }

    /// Source: Huawei's manual of obsutil, page obs_11_0067 (`ak`, `sk` and `token` of `.obsutilconfig`), one `name=value`
    /// a line.
    fileprivate static let obsutil = CredentialFile("~/.obsutilconfig") { content in
        var section = SettingsFile.Section(heading: "")
        for (index, line) in String(decoding: content.bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            let halves = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { continue }
            let name = ASCII.trimmed(String(halves[0]))
            section.set(name, ASCII.trimmed(String(halves[1])), as: name, line: index + 1)
        }
        let values = section.settings
        guard values["ak"]?.isEmpty == false || values["sk"]?.isEmpty == false else {
            return CredentialChain.Answer(nil)
        }
        return CredentialChain.Answer(
            try Credential(
                accessKey: values["ak"], secretKey: values["sk"], securityToken: values["token"], from: content.place,
                for: content.provider),
            remarks: section.repeated.filter { ["ak", "sk", "token"].contains($0.what) }.map(content.remark))
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
