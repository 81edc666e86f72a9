package import InventoryCore
package import InventoryWire

/// The keys that a cloud gives to its own machines: asked of a metadata service at a fixed address, through the same
/// transport as everything else, without proxy or redirect, connected within a second and done within two, and never
/// more than 16 KiB.
package struct InstanceRoleCredentials: CredentialSource {
    /// One cloud's metadata service.
    package struct Service: Sendable {
        /// The fixed host, spoken to in cleartext; nothing from a file or an answer can change it.
        package var host: String
        /// The path that lists the machine's role; nil where the keys are at a fixed path.
        package var rolePath: String?
        /// The path of the keys; the role's name is put after it.
        package var keyPath: String
        /// The token that every other request has to carry; nil where none is needed.
        package var session: Session?
        /// The variable that switches the service off in the vendor's own tools, by `true`; nil where there is none.
        package var offVariable: String?
        /// Reads the answer.
        package var read: @Sendable (JSONValue, ProviderID) throws -> Credential

        /// How a token is got, by PUT, and carried.
        package struct Session: Sendable {
            package var path: String
            /// What a request for a token has to say.
            package var header: (name: String, value: String)
            /// The header that carries the token.
            package var tokenHeader: String

            package init(path: String, header: (name: String, value: String), tokenHeader: String) {
                self.path = path
                self.header = header
                self.tokenHeader = tokenHeader
            }
        }

        package init(
            host: String, rolePath: String?, keyPath: String, session: Session? = nil, offVariable: String? = nil,
            read: @escaping @Sendable (JSONValue, ProviderID) throws -> Credential
        ) {
            self.host = host
            self.rolePath = rolePath
            self.keyPath = keyPath
            self.session = session
            self.offVariable = offVariable
            self.read = read
        }
    }

    /// Longest that one lookup may take, connecting included.
    static let timeout: Duration = .seconds(2)
    /// A metadata service is next door: what does not connect within this is not one of the cloud's machines.
    static let connectTimeout: Duration = .seconds(1)
    static let largestAnswer = 16 << 10

    private let kept: RefreshingCredentials

    /// - Parameters:
    ///   - role: the name of the role where it is known; it is asked for otherwise.
    ///   - connectTo: for tests, where connections go in place of the fixed hosts; loopback alone.
    package init(
        _ services: [ProviderID: Service], role: String? = nil, transport: any HTTPTransport,
        connectTo: ConnectTarget? = nil, system: SystemServices = .system
    ) {
        kept = RefreshingCredentials(services: system) { need in
            guard let service = services[need.provider] else {
                throw InventoryError(
                    .credentialsMissing, "\(need.provider) has no metadata service here", provider: need.provider)
            }
            return try await Lookup(
                service: service, provider: need.provider, transport: transport, connectTo: connectTo,
                deadline: system.uptime() + Self.timeout, uptime: system.uptime
            ).credential(role: role)
        }
    }

    /// The kept keys, or new ones from the metadata service.
    package func credential(for need: CredentialNeed) async throws -> Credential {
        // A machine has one role, whatever name the rule set gives.
        try await kept.credential(for: CredentialNeed(provider: need.provider))
    }

    private struct Lookup {
        let service: Service
        let provider: ProviderID
        let transport: any HTTPTransport
        let connectTo: ConnectTarget?
        let deadline: Duration
        let uptime: @Sendable () -> Duration

        func credential(role: String?) async throws -> Credential {
            var path = service.keyPath
            let token = try await token()
            if let rolePath = service.rolePath {
                let name: String
                if let role { name = role } else { name = try await self.role(at: rolePath, token) }
                guard Credential.isPlainName(name) else { throw failure("the role's name is none") }
                path += name
            }
            let value: JSONValue
            do {
                value = try JSONValue(try await body(path, token))
            } catch let problem as JSONValue.Problem {
                throw failure("its answer is \(problem)")
            }
            return try service.read(value, provider)
        }

        /// The header with the token that every other request carries; nil where none is needed.
        private func token() async throws -> HTTPHeaders.Field? {
            guard let session = service.session else { return nil }
            let text = String(
                decoding: try await body(
                    session.path, .init(name: session.header.name, value: session.header.value), method: .put),
                as: UTF8.self)
            guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw failure("it gave no token")
            }
            return .init(name: session.tokenHeader, value: text)
        }

        private func role(at path: String, _ token: HTTPHeaders.Field?) async throws -> String {
            let text = String(decoding: try await body(path, token), as: UTF8.self)
            let lines = text.split(whereSeparator: \.isNewline).map { ASCII.trimmed(String($0)) }
            guard lines.count == 1 else { throw failure("it names \(lines.count) roles; exactly one is needed") }
            return lines[0]
        }

        private func body(
            _ path: String, _ header: HTTPHeaders.Field?, method: HTTPMethod = .get
        ) async throws -> [UInt8] {
            let request = HTTPRequest(
                method: method, scheme: .http, host: service.host, path: path,
                headers: HTTPHeaders(header.map { [$0] } ?? []), connectTo: connectTo,
                maximumResponseBytes: InstanceRoleCredentials.largestAnswer,
                connectTimeout: InstanceRoleCredentials.connectTimeout)
            let left = deadline - uptime()
            guard left > .zero else { throw failure("it took longer than \(InstanceRoleCredentials.timeout)") }
            do {
                let response = try await transport.send(request, timeout: left)
                guard response.status == 200 else { throw failure("it answered with status \(response.status)") }
                return response.body
            } catch let error as TransportError {
                throw failure("\(error)", cause: error)
            }
        }

        private func failure(_ reason: String, cause: (any Error)? = nil) -> InventoryError {
            InventoryError(
                .credentialsMissing, "no role credentials from \(service.host): \(reason)", provider: provider,
                cause: cause)
        }
    }
}
