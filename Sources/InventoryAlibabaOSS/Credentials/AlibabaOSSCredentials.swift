internal import InventoryCore
internal import InventoryProviderKit

extension Vendor.Credentials {
    /// Where Alibaba Cloud's tools find keys, in the order of its Go library of credentials. Sources of the variables: OSS
    /// SDKs and ossutil 2 (`OSS_…`), that library and all newer tools (`ALIBABA_CLOUD_…`).
    static let alibabaOSS = Vendor.Credentials(
        variables: [
            .init("OSS_ACCESS_KEY_ID", "OSS_ACCESS_KEY_SECRET", "OSS_SESSION_TOKEN"),
            .init("ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"),
        ],
        files: [], role: .alibabaOSS,
        places: Places(files: AlibabaProfileFile.all.map(\.location.name)) { surroundings in
            let services = surroundings.services
            let identities = RefreshingCredentials(services: services) { need in
                guard let identity = AlibabaWebIdentity(services) else {
                    throw InventoryError(.credentialsMissing, "there is no web identity", provider: need.provider)
                }
                return try await identity.credential(for: need.provider, surroundings)
            }
            let profiles = AlibabaProfiles(surroundings)
            return (
                first: [],
                later: [
                    .init("a web identity of the environment", goesByName: false) { need in
                        guard AlibabaWebIdentity(services) != nil else { return .init(nil) }
                        return .init(try await identities.credential(for: CredentialRequest(provider: need.provider)))
                    },
                    .init("the profiles of Alibaba Cloud's tools", goesByName: true) { try await profiles.find($0) },
                ]
            )
        })
}

extension InstanceRoleCredentials.Service {
    /// Source: Alibaba Cloud's Go library of credentials, `ecs_ram_role.go`: a token first, which older machines do not give.
    fileprivate static let alibabaOSS = InstanceRoleCredentials.Service(
        host: "100.100.100.200", rolePath: "/latest/meta-data/ram/security-credentials/",
        keyPath: "/latest/meta-data/ram/security-credentials/",
        session: .init(
            path: "/latest/api/token", header: ("X-aliyun-ecs-metadata-token-ttl-seconds", "21600"),
            tokenHeader: "X-aliyun-ecs-metadata-token", needed: .whereTrue("ALIBABA_CLOUD_IMDSV1_DISABLED")),
        roleVariable: "ALIBABA_CLOUD_ECS_METADATA", offVariable: "ALIBABA_CLOUD_ECS_METADATA_DISABLED",
        read: answer(of: "100.100.100.200", .init("AccessKeyId", "AccessKeySecret", "SecurityToken")))
}
