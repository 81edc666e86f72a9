package import InventoryCore
package import InventoryWire

extension Vendor {
    /// Where a cloud's own tools keep keys, so that they are found without any setting of ours.
    public struct Credentials: Sendable {
        /// The variables of the vendor's tools, in the order in which they are tried.
        public var variables: [EnvironmentCredentials.Variables]
        /// The files of its tools, in that order.
        package var files: [CredentialFile]
        /// The service that gives keys to the cloud's own machines.
        package var role: InstanceRoleCredentials.Service?
        /// Places of another kind.
        package var places: Places?

        /// - Parameter variables: the variables of the vendor's tools, in the order in which they are tried. Name their
        ///   source beside them.
        public init(variables: [EnvironmentCredentials.Variables] = []) {
            self.init(variables: variables, files: [])
        }

        package init(
            variables: [EnvironmentCredentials.Variables], files: [CredentialFile],
            role: InstanceRoleCredentials.Service? = nil, places: Places? = nil
        ) {
            self.variables = variables
            self.files = files
            self.role = role
            self.places = places
        }

        /// Every file that is read, for help texts.
        package var fileNames: [String] { files.map(\.location.name) + (places?.files ?? []) }
    }
}

extension Vendor.Credentials {
    /// Places that are neither variables, nor a file with keys, nor a metadata service: profiles that name a program.
    package struct Places: Sendable {
        /// The files among them, for help texts.
        package var files: [String]
        /// Makes the places of one chain: those that come before all others, and those between environment and files.
        package var make: @Sendable (Surroundings) -> (first: [CredentialChain.Link], later: [CredentialChain.Link])

        package init(
            files: [String],
            make: @escaping @Sendable (Surroundings) -> (first: [CredentialChain.Link], later: [CredentialChain.Link])
        ) {
            self.files = files
            self.make = make
        }
    }

    /// What a place may use.
    package struct Surroundings: Sendable {
        /// What services are asked through; nil where nothing may be sent.
        package var transport: (any HTTPTransport)?
        /// For tests, where connections go in place of fixed hosts.
        package var connectTo: ConnectTarget?
        package var services: SystemServices
        /// Whether files with keys are taken that others can read.
        package var acceptsOpenFiles: Bool
        /// Asks for the role of the machine, for a profile that names it; nil where there is none, or it may not be asked.
        package var machineRole: @Sendable (CredentialRequest) async throws -> Credential?

        package init(
            transport: (any HTTPTransport)?, connectTo: ConnectTarget?, services: SystemServices,
            machineRole: @escaping @Sendable (CredentialRequest) async throws -> Credential?
        ) {
            self.transport = transport
            self.connectTo = connectTo
            self.services = services
            self.machineRole = machineRole
            acceptsOpenFiles = services.environment(CredentialFile.openFilesVariable) == "true"
        }
    }
}
