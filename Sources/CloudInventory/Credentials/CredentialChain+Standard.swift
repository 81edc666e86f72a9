public import InventoryCore
public import InventoryProviderKit
public import InventoryWire

extension CredentialChain {
    /// The usual places of the clouds, in this order; ``Vendor/credentials`` of each cloud says which it has.
    ///
    /// 1. **The environment**: ``EnvironmentCredentials/standardVariables``.
    /// 2. **A command**: the program whose path is in `CLOUD_INVENTORY_CREDENTIAL_COMMAND`; see ``CommandCredentials``.
    /// 3. **Files of the vendors' tools**, which must be readable by their owner alone, and what else these tools have:
    ///    profiles that name a program, a container's endpoint.
    /// 4. **The instance's role**, from the cloud's metadata service, unless `CLOUD_INVENTORY_METADATA_DISABLED` is `true`,
    ///    or the variable by which the vendor's own tools switch it off.
    ///
    /// <doc:Credentials> has the variables and files. A rule set's name for credentials is tried as a profile's name
    /// first; a profile of the aws command by that name comes first of all places. Temporary keys are refreshed before they
    /// end. To use keys of one's own, hand ``ProviderCatalog`` a ``FixedCredential`` or a closure in place of a chain.
    /// - Parameters:
    ///   - vendors: the clouds.
    ///   - transport: what the metadata services are asked through; nil asks none, and nothing is sent.
    ///   - additionalHosts: hosts beside the clouds' own that the keys may sign for.
    public static func standard(
        vendors: [Vendor] = Vendors.all, transport: (any HTTPTransport)?, additionalHosts: [String] = [],
        services: SystemServices = .system
    ) -> CredentialChain {
        standard(
            vendors: vendors, transport: transport, additionalHosts: additionalHosts, services: services,
            metadataAt: nil)
    }

    package static func standard(
        vendors: [Vendor] = Vendors.all, transport: (any HTTPTransport)?, additionalHosts: [String],
        services: SystemServices, metadataAt target: ConnectTarget?
    ) -> CredentialChain {
        let environment = EnvironmentCredentials.standard(vendors: vendors, services: services)
        let command = services.setting(commandVariable).map { CommandCredentials([$0], services: services) }
        var first: [Link] = []
        var later: [Link] = []
        var roles: [ProviderID: InstanceRoleCredentials.Service] = [:]
        // Where two have one id, the first counts.
        var ids: Set<ProviderID> = []
        let vendors = vendors.filter { ids.insert($0.id).inserted }
        for vendor in vendors { roles[vendor.id] = vendor.credentials.role }
        let role = role(roles, transport, connectTo: target, services)
        let surroundings = Vendor.Credentials.Surroundings(
            transport: transport, connectTo: target, services: services,
            machineRole: { try await role.search($0).credential })
        for vendor in vendors {
            let places = vendor.credentials.places?.make(surroundings)
            first += places?.first.map { $0.of([vendor.id]) } ?? []
            later += places?.later.map { $0.of([vendor.id]) } ?? []
            later += vendor.credentials.files.map { file in
                Link("the file \(file.location.name)", of: [vendor.id], goesByName: file.location.hasProfiles) { need in
                    try file.find(need, services: services, acceptsOpenFiles: surroundings.acceptsOpenFiles)
                }
            }
        }
        let links =
            first + [
                Link("the environment") { try environment.find($0) },
                Link("the command of \(commandVariable)") { try await command?.credential(for: $0) },
            ] + later + [role]
        return CredentialChain(
            links.map { link in
                var link = link
                link.search = { [search = link.search] need in
                    var answer = try await search(need)
                    answer.credential?.additionalHosts = additionalHosts
                    return answer
                }
                return link
            })
    }

    private static func role(
        _ roles: [ProviderID: InstanceRoleCredentials.Service], _ transport: (any HTTPTransport)?,
        connectTo target: ConnectTarget?, _ services: SystemServices
    ) -> Link {
        let place = "the instance's role"
        let isOff = services.environment(metadataVariable).map { $0 != "false" } ?? false
        guard !isOff else { return Link("\(place) (switched off by \(metadataVariable))") { _ in nil } }
        guard let transport else {
            return Link("\(place) (not asked, as nothing is sent)") { _ in nil }
        }
        let role = InstanceRoleCredentials(roles, transport: transport, connectTo: target, system: services)
        return Link(place, of: Set(roles.keys), goesByName: false) { need in
            guard roles[need.provider]?.offVariable.flatMap(services.environment) != "true" else { return Answer(nil) }
            do {
                return Answer(try await role.credential(for: need))
            } catch let error as InventoryError where error.cause is TransportError {
                // Nobody there: not one of the cloud's machines.
                return Answer(nil)
            }
        }
    }

    /// Names the program that prints credentials.
    package static let commandVariable = "CLOUD_INVENTORY_CREDENTIAL_COMMAND"
    /// Switches the metadata services off.
    package static let metadataVariable = "CLOUD_INVENTORY_METADATA_DISABLED"
}
