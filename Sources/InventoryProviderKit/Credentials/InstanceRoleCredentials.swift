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
        /// What follows that path.
        package var roleQuery: [QueryItem] = []
        /// How the role is named there.
        package var roleForm = RoleForm.lines
        /// The path of the keys; the role's name is put after it.
        package var keyPath: String
        /// The token that every other request has to carry; nil where none is needed.
        package var session: Session?
        /// How a service names roles.
        package enum RoleForm: Sendable {
            /// A line each.
            case lines
            /// A list of texts in JSON.
            case list
        }

        /// The variable that names the machine's role, which is asked for otherwise; nil where there is none.
        package var roleVariable: String?
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
            /// Whether a service that gives no token is asked without one.
            package var need: Need

            /// Whether there has to be a token.
            package enum Need: Sendable {
                case always
                /// Where that variable is `true`.
                case whereTrue(String)
                case never
            }

            package init(
                path: String, header: (name: String, value: String), tokenHeader: String, needed need: Need = .always
            ) {
                self.path = path
                self.header = header
                self.tokenHeader = tokenHeader
                self.need = need
            }
        }

        package init(
            host: String, rolePath: String?, roleQuery: [QueryItem] = [], roleForm: RoleForm = .lines, keyPath: String,
            session: Session? = nil, roleVariable: String? = nil, offVariable: String? = nil,
            read: @escaping @Sendable (JSONValue, ProviderID) throws -> Credential
        ) {
            self.host = host
            self.rolePath = rolePath
            self.roleQuery = roleQuery
            self.roleForm = roleForm
            self.keyPath = keyPath
            self.session = session
            self.roleVariable = roleVariable
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

    /// - Parameter connectTo: for tests, where connections go in place of the fixed hosts; loopback alone.
    package init(
        _ services: [ProviderID: Service], transport: any HTTPTransport,
        connectTo: ConnectTarget? = nil, system: SystemServices = .system
    ) {
        kept = RefreshingCredentials(services: system) { need in
            guard let service = services[need.provider] else {
                throw InventoryError(
                    .credentialsMissing, "\(need.provider) has no metadata service here", provider: need.provider)
            }
            return try await Lookup(
                service: service, provider: need.provider, transport: transport, connectTo: connectTo,
                deadline: system.uptime() + Self.timeout, system: system
            ).credential()
        }
    }

    /// The kept keys, or new ones from the metadata service.
    package func credential(for need: CredentialRequest) async throws -> Credential {
        // A machine has one role, whatever name the rule set gives.
        try await kept.credential(for: CredentialRequest(provider: need.provider))
    }

    private struct Lookup {
        let service: Service
        let provider: ProviderID
        let transport: any HTTPTransport
        let connectTo: ConnectTarget?
        let deadline: Duration
        let system: SystemServices

        func credential() async throws -> Credential {
            var path = service.keyPath
            let token = try await token()
            if let rolePath = service.rolePath {
                let name: String
                if let known = service.roleVariable.flatMap(system.setting) {
                    name = known
                } else {
                    name = try await role(at: rolePath, token)
                }
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
            do {
                return try await token(session)
            } catch let error as InventoryError where error.cause == nil {
                // It answered, and knows no tokens.
                switch session.need {
                case .never: return nil
                case .whereTrue(let variable) where system.environment(variable) != "true": return nil
                case .always, .whereTrue: throw error
                }
            }
        }

        private func token(_ session: Service.Session) async throws -> HTTPHeaders.Field {
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
            let bytes = try await body(path, token, query: service.roleQuery)
            let names: [String]
            switch service.roleForm {
            case .lines:
                names = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
                    .map { ASCII.trimmed(String($0)) }
            case .list:
                guard let list = try? JSONValue(bytes).array, list.allSatisfy({ $0.string != nil }) else {
                    throw failure("its answer is no list of roles")
                }
                names = list.compactMap(\.string)
            }
            guard names.count == 1 else { throw failure("it names \(names.count) roles; exactly one is needed") }
            return names[0]
        }

        private func body(
            _ path: String, _ header: HTTPHeaders.Field?, method: HTTPMethod = .get, query: [QueryItem] = []
        ) async throws -> [UInt8] {
            let request = HTTPRequest(
                method: method, scheme: .http, host: service.host, path: path, query: query,
                headers: HTTPHeaders(header.map { [$0] } ?? []), connectTo: connectTo,
                maximumResponseBytes: InstanceRoleCredentials.largestAnswer,
                connectTimeout: InstanceRoleCredentials.connectTimeout)
            let left = deadline - system.uptime()
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

extension InstanceRoleCredentials.Service {
    /// Reads `{"Code": "Success", …, "Expiration": "2030-01-31T12:00:00Z"}`, in which some clouds have their keys.
    /// - Parameters:
    ///   - host: the service in sentences.
    ///   - names: the members that have the keys.
    package static func answer(
        of host: String, _ names: Credential.Names
    ) -> @Sendable (JSONValue, ProviderID) throws -> Credential {
        { answer, provider in
            let place = "the answer of \(host)"
            guard answer["Code"]?.string == "Success" else {
                throw InventoryError(.credentialsMissing, "\(place) says no success", provider: provider)
            }
            return try Credential(
                temporary: answer, named: names, end: ("Expiration", Credential.time), from: place, for: provider)
        }
    }
}
