internal import InventoryAmazonS3
public import InventoryCore
internal import InventoryHuaweiOBS
public import InventoryProviderKit
internal import InventoryTencentCOS
public import InventoryWire

extension CredentialChain {
    /// The usual places of the clouds, in this order; of Amazon S3 the profile that a rule set names comes first of all.
    ///
    /// 1. **The environment**: ``EnvironmentCredentials/standardVariables``.
    /// 2. **A command**: the program whose path is in `CLOUD_INVENTORY_CREDENTIAL_COMMAND`; see ``CommandCredentials``.
    /// 3. **Files of the vendors' tools**, which must be readable by their owner alone:
    ///    - COS: `~/.tccli/PROFILE.credential` of `tccli` (`TCCLI_PROFILE`, or `default`);
    ///    - OBS: `~/.hcloud/config.json` of KooCLI and Terraform (`HW_SHARED_CONFIG_FILE`; the profile in `HW_PROFILE`,
    ///      or the current one), then `~/.obsutilconfig` of `obsutil`;
    ///    - S3: `~/.aws/credentials` and `~/.aws/config` of `aws` (`AWS_SHARED_CREDENTIALS_FILE`, `AWS_CONFIG_FILE`; the
    ///      profile in `AWS_PROFILE`), `credential_process` included. Roles to assume, SSO and web identities are not
    ///      supported, and refused by name: have `aws configure export-credentials` print the keys.
    /// 4. **The container's endpoint** of ECS and EKS, for S3, where the environment names it.
    /// 5. **The instance's role**: `metadata.tencentyun.com` and `169.254.169.254` (for S3 with a token, IMDSv2), unless
    ///    `CLOUD_INVENTORY_METADATA_DISABLED` is `true`, or for S3 `AWS_EC2_METADATA_DISABLED`.
    ///
    /// A rule set's name for credentials is tried as a profile's name first. Temporary keys are refreshed before they
    /// end. To use keys of one's own, hand ``ProviderCatalog`` a ``FixedCredential`` or a closure in place of a chain.
    ///
    /// `~/.cos.yaml` of `coscli` is not read: its keys are encrypted with a key that is part of that tool.
    /// - Parameters:
    ///   - transport: what the metadata services are asked through; nil asks none, and nothing is sent.
    ///   - additionalHosts: hosts beside the clouds' own that the keys may sign for.
    public static func standard(
        transport: (any HTTPTransport)?, additionalHosts: [String] = [], services: SystemServices = .system
    ) -> CredentialChain {
        standard(transport: transport, additionalHosts: additionalHosts, services: services, metadataAt: nil)
    }

    package static func standard(
        transport: (any HTTPTransport)?, additionalHosts: [String], services: SystemServices,
        metadataAt target: ConnectTarget?
    ) -> CredentialChain {
        let allowing: @Sendable (Credential?) -> Credential? = { credential in
            guard var credential else { return nil }
            credential.additionalHosts = additionalHosts
            return credential
        }
        let environment = EnvironmentCredentials.standard(additionalHosts: additionalHosts, services: services)
        let command = setting(commandVariable, services).map {
            CommandCredentials([$0], additionalHosts: additionalHosts, services: services)
        }
        let acceptsOpenFiles = services.environment(CredentialFile.openFilesVariable) == "true"
        let files = CredentialFile.standard(services)
        let profiles = AWSProfiles(services: services, acceptsOpenFiles: acceptsOpenFiles)
        let container = transport.map { ContainerCredentials(transport: $0, connectTo: target, services: services) }
        return CredentialChain([
            Link("the aws command's profile of that name", of: [AmazonS3.id]) {
                allowing(try await profiles.named($0))
            },
            Link("the environment") { try environment.find($0) },
            Link("the command of \(commandVariable)") { try await command?.credential(for: $0) },
            Link("the aws command's profile", of: [AmazonS3.id]) { allowing(try await profiles.current($0)) },
            Link("the container's endpoint", of: [AmazonS3.id]) { allowing(try await container?.find($0)) },
            Link("the files of the vendors' tools", of: Set(files.keys)) { need in
                for file in files[need.provider] ?? [] {
                    if let found = try file.find(need, services: services, acceptsOpenFiles: acceptsOpenFiles) {
                        return allowing(found)
                    }
                }
                return nil
            },
            role(transport: transport, connectTo: target, services: services, allowing: allowing),
        ])
    }

    private static func role(
        transport: (any HTTPTransport)?, connectTo target: ConnectTarget?, services: SystemServices,
        allowing: @escaping @Sendable (Credential?) -> Credential?
    ) -> Link {
        let place = "the instance's role"
        let isOff = services.environment(metadataVariable).map { $0 != "false" } ?? false
        guard !isOff else { return Link("\(place) (switched off by \(metadataVariable))") { _ in nil } }
        guard let transport else { return Link("\(place) (not asked, as nothing is sent)") { _ in nil } }
        let role = InstanceRoleCredentials(
            [AmazonS3.id: .amazonS3, HuaweiOBS.id: .huaweiOBS, TencentCOS.id: .tencentCOS], transport: transport,
            connectTo: target,
            system: services)
        return Link(place) { need in
            guard need.provider != AmazonS3.id || services.environment("AWS_EC2_METADATA_DISABLED") != "true" else {
                return nil
            }
            do {
                return allowing(try await role.credential(for: need))
            } catch let error as InventoryError where error.cause is TransportError {
                // Nobody there: not one of the cloud's machines.
                return nil
            }
        }
    }

    /// Names the program that prints credentials.
    package static let commandVariable = "CLOUD_INVENTORY_CREDENTIAL_COMMAND"
    /// Switches the metadata services off.
    package static let metadataVariable = "CLOUD_INVENTORY_METADATA_DISABLED"

    static func setting(_ name: String, _ services: SystemServices) -> String? {
        services.environment(name).flatMap { $0.isEmpty ? nil : $0 }
    }
}
