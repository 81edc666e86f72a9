internal import InventoryCore
internal import InventoryProviderKit

extension Vendor.Credentials {
    /// Where Volcengine's tools find keys. Sources of the variables: TOS SDKs (`TOS_…`), Volcengine's SDKs, command and
    /// Terraform provider (`VOLCENGINE_…`, and `VOLCSTACK_…` as second names), the older SDKs (`VOLC_…`), whose keys are
    /// permanent ones.
    static let volcengineTOS = Vendor.Credentials(
        variables: [
            .init("TOS_ACCESS_KEY", "TOS_SECRET_KEY", "TOS_SECURITY_TOKEN"),
            .init("VOLCENGINE_ACCESS_KEY", "VOLCENGINE_SECRET_KEY", "VOLCENGINE_SESSION_TOKEN"),
            .init("VOLCSTACK_ACCESS_KEY_ID", "VOLCSTACK_SECRET_ACCESS_KEY", "VOLCSTACK_SESSION_TOKEN"),
            .init("VOLCSTACK_ACCESS_KEY", "VOLCSTACK_SECRET_KEY", "VOLCSTACK_SESSION_TOKEN"),
            .init("VOLC_ACCESSKEY", "VOLC_SECRETKEY"),
        ],
        files: [.command, .olderSettings, .olderConfiguration], role: .volcengineTOS)
}

extension InstanceRoleCredentials.Service {
    /// Source: Volcengine's SDKs: a token first; TOS's SDKs ask the same service without one.
    fileprivate static let volcengineTOS = InstanceRoleCredentials.Service(
        host: "100.96.0.96", rolePath: "/volcstack/latest/iam/security_credentials",
        roleQuery: [.init("type", "user"), .init("format", "json")], roleForm: .list,
        keyPath: "/volcstack/latest/iam/security_credentials/",
        session: .init(
            path: "/latest/api/token", header: ("X-volc-ecs-metadata-token-ttl-seconds", "21600"),
            tokenHeader: "X-volc-ecs-metadata-token", needed: .never),
        roleVariable: "VOLCENGINE_ECS_METADATA", offVariable: "VOLCENGINE_ECS_METADATA_DISABLED"
    ) { answer, provider in
        try Credential(
            temporary: answer, named: .init("AccessKeyId", "SecretAccessKey", "SessionToken"),
            end: ("ExpiredTime", Credential.time), from: "the answer of 100.96.0.96", for: provider)
    }
}

extension CredentialFile {
    /// Source: Volcengine's SDKs and command, which share the file; the second variable is the command's alone. A named
    /// profile comes before `current`, as in the SDKs.
    fileprivate static let command = CredentialFile(
        "~/.volcengine/config.json", path: "VOLCENGINE_CLI_CONFIG_FILE",
        profile: ["VOLCENGINE_PROFILE", "VOLCSTACK_PROFILE"]
    ) { content in
        let object = try content.json()
        let profiles = (object["profiles"]?.keys.sorted() ?? []).compactMap { name in
            object["profiles"]?[name].map { (name: name, settings: $0) }
        }
        guard
            let (chosen, found) = try content.chosenProfile(
                marked: object["current"]?.string, otherwise: "default", among: profiles)
        else { return content.absent(among: profiles) }
        // A profile of another mode logs in or takes on a role.
        if let mode = found["mode"]?.string, !mode.isEmpty, mode != "ak" {
            return try content.unusable(
                chosen, mode: mode, instead: "give its keys in TOS_ACCESS_KEY, TOS_SECRET_KEY and TOS_SECURITY_TOKEN")
        }
        let place = content.phrase(of: chosen)
        return CredentialChain.Answer(
            try Credential(
                accessKey: found["access-key"]?.string, secretKey: found["secret-key"]?.string,
                securityToken: Credential.token("session-token", in: found, from: place, for: content.provider),
                from: place, for: content.provider))
    }

    /// The older SDKs' files have one pair, of permanent keys, which goes by no name. Source: volc-sdk-python.
    fileprivate static let olderSettings = CredentialFile("~/.volc/credentials") { content in
        let sections = SettingsFile(content.bytes) { $0 }.sections.filter { $0.heading == "default" }
        guard let section = sections.first(where: { $0.settings["access_key_id"] != nil }) else {
            return CredentialChain.Answer(nil)
        }
        return CredentialChain.Answer(
            try Credential(
                accessKey: section.settings["access_key_id"], secretKey: section.settings["secret_access_key"],
                from: content.place, for: content.provider),
            remarks: section.repeated.map(content.remark))
    }

    /// Others of Volcengine's tools keep settings in another form under this name, which are none of these keys.
    fileprivate static let olderConfiguration = CredentialFile("~/.volc/config") { content in
        guard let object = try? content.json(), object["ak"] != nil || object["sk"] != nil else {
            return CredentialChain.Answer(
                nil, remarks: [.init("\(content.place) has no keys as the older SDKs keep them", isWarning: false)])
        }
        return CredentialChain.Answer(
            try Credential(
                accessKey: object["ak"]?.string, secretKey: object["sk"]?.string, from: content.place,
                for: content.provider))
    }
}
