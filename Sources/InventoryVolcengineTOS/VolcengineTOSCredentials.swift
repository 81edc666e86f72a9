internal import InventoryCore
internal import InventoryProviderKit

extension Vendor.Credentials {
    /// Where Volcengine's tools find keys. Sources of the variables: TOS SDKs (`TOS_…`), Volcengine's SDKs, command and
    /// Terraform provider (`VOLCENGINE_…`), the older SDKs (`VOLC_…`), whose keys are permanent ones.
    static let volcengineTOS = Vendor.Credentials(
        variables: [
            .init("TOS_ACCESS_KEY", "TOS_SECRET_KEY", "TOS_SECURITY_TOKEN"),
            .init("VOLCENGINE_ACCESS_KEY", "VOLCENGINE_SECRET_KEY", "VOLCENGINE_SESSION_TOKEN"),
            .init("VOLC_ACCESSKEY", "VOLC_SECRETKEY"),
        ],
        files: [.command], role: .volcengineTOS)
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
    /// Source: Volcengine's SDKs and command, which share the file. A named profile comes before `current`, as in the SDKs.
    fileprivate static let command = CredentialFile(
        "~/.volcengine/config.json", path: "VOLCENGINE_CLI_CONFIG_FILE", profile: "VOLCENGINE_PROFILE"
    ) { content in
        let object = try content.json()
        let name = content.profile ?? object["current"]?.string ?? "default"
        guard let found = object["profiles"]?[name],
            // A profile of another mode logs in or takes on a role, and has no keys.
            found["mode"]?.string.map({ $0 == "ak" || $0.isEmpty }) ?? true
        else { return nil }
        let place = "profile '\(Printable.quoted(name))' of \(content.place)"
        return try Credential(
            accessKey: found["access-key"]?.string, secretKey: found["secret-key"]?.string,
            securityToken: Credential.token("session-token", in: found, from: place, for: content.provider),
            from: place, for: content.provider)
    }
}
