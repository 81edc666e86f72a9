public import InventoryCore
internal import InventoryHuaweiOBS
public import InventoryProviderKit
internal import InventoryTencentCOS
public import InventoryWire

extension CredentialChain {
    /// The usual places of both clouds, in this order:
    ///
    /// 1. **The environment**: ``EnvironmentCredentials/standardVariables``.
    /// 2. **A command**: the program whose path is in `CLOUD_INVENTORY_CREDENTIAL_COMMAND`; see ``CommandCredentials``.
    /// 3. **Files of the vendors' tools**, which must be readable by their owner alone:
    ///    - COS: `~/.tccli/PROFILE.credential` of `tccli` (`TCCLI_PROFILE`, or `default`);
    ///    - OBS: `~/.hcloud/config.json` of KooCLI and Terraform (`HW_SHARED_CONFIG_FILE`; the profile in `HW_PROFILE`,
    ///      or the current one), then `~/.obsutilconfig` of `obsutil`.
    /// 4. **The instance's role**: `metadata.tencentyun.com` and `169.254.169.254`, unless
    ///    `CLOUD_INVENTORY_METADATA_DISABLED` is `true`.
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
        return CredentialChain([
            Link("the environment") { try environment.find($0) },
            Link("the command of \(commandVariable)") { try await command?.credential(for: $0) },
            Link("the files of the vendors' tools") { need in
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
            [TencentCOS.id: .tencentCOS, HuaweiOBS.id: .huaweiOBS], transport: transport, connectTo: target,
            system: services)
        return Link(place) { need in
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
