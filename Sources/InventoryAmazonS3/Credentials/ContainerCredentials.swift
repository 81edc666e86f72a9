internal import InventoryCore
internal import InventoryProviderKit
internal import InventoryWire

/// The keys that ECS and EKS Pod Identity give to a container, from an address in the environment. Source: AWS SDK reference
/// guide, "Container credential provider"; corners as botocore has them. Over plain HTTP only addresses of the machine
/// itself are asked.
struct ContainerCredentials: Sendable {
    private let kept: RefreshingCredentials
    private let services: SystemServices

    private static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    private static let tokenFile = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
    private static let token = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
    private static let hosts = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"]

    /// - Parameter connectTo: for tests, where connections go in place of the fixed hosts; loopback alone.
    init(transport: any HTTPTransport, connectTo: ConnectTarget? = nil, services: SystemServices) {
        self.services = services
        kept = RefreshingCredentials(services: services) { need in
            try await Self.fetch(need.provider, transport, connectTo, services)
        }
    }

    /// The keys; nil where the environment names no address.
    func find(_ need: CredentialRequest) async throws -> Credential? {
        guard services.setting(Self.relative) ?? services.setting(Self.full) != nil else { return nil }
        return try await kept.credential(for: CredentialRequest(provider: need.provider))
    }

    private static func fetch(
        _ provider: ProviderID, _ transport: any HTTPTransport, _ connectTo: ConnectTarget?, _ services: SystemServices
    ) async throws -> Credential {
        func failure(_ reason: String, _ cause: (any Error)? = nil) -> InventoryError {
            InventoryError(
                .credentialsMissing, "no credentials from the container's endpoint: \(reason)", provider: provider,
                cause: cause)
        }
        guard var request = try request(services, failure) else { throw failure("it is named nowhere") }
        request.connectTo = connectTo
        do {
            let response = try await transport.send(request, timeout: .seconds(2))
            guard response.status == 200 else { throw failure("it answered with status \(response.status)") }
            let answer = try JSONValue(response.body)
            return try Credential(
                temporary: answer, named: .init("AccessKeyId", "SecretAccessKey", "Token"),
                end: ("Expiration", Credential.time), from: "the answer of the container's endpoint", for: provider)
        } catch let error as TransportError {
            throw failure("\(error)", error)
        } catch let problem as JSONValue.Problem {
            throw failure("its answer is \(problem)")
        }
    }

    private static func request(
        _ services: SystemServices, _ failure: (String, (any Error)?) -> InventoryError
    ) throws -> HTTPRequest? {
        var request: HTTPRequest
        if let path = services.setting(relative) {
            guard path.hasPrefix("/") else { throw failure("\(relative) does not begin with a slash", nil) }
            request = HTTPRequest(method: .get, scheme: .http, host: hosts[0], path: path)
        } else if let url = services.setting(full) {
            guard let parsed = self.request(of: url) else {
                throw failure("\(full) is no URL with http or https, a host and a path", nil)
            }
            guard parsed.scheme == .https || isNear(parsed.host) else {
                throw failure("\(full) is http to a host that is not this machine's own; use https", nil)
            }
            request = parsed
        } else {
            return nil
        }
        request.maximumResponseBytes = 16 << 10
        request.connectTimeout = .seconds(1)
        if let text = try authorization(services) {
            guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
                throw failure("its authorization token has a line end or a hidden character in it", nil)
            }
            request.headers["Authorization"] = text
        }
        return request
    }

    /// The token, read again every time: it changes while the container runs.
    private static func authorization(_ services: SystemServices) throws -> String? {
        if let path = services.setting(tokenFile), let file = try services.readPrivateFile(path) {
            return String(decoding: file.bytes, as: UTF8.self)
        }
        return services.setting(token)
    }

    private static func request(of url: String) -> HTTPRequest? {
        let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[1].isEmpty, !parts[2].isEmpty, !parts[2].contains("@"),
            let scheme = HTTPRequest.Scheme(rawValue: String(parts[0].dropLast())), parts[0].last == ":",
            !ASCII.hasControlCharacter(url)
        else { return nil }
        return HTTPRequest(
            method: .get, scheme: scheme, host: String(parts[2]), path: "/" + (parts.count == 4 ? parts[3] : ""))
    }

    /// Whether a host is this machine, or one of the addresses that only this machine reaches.
    private static func isNear(_ host: String) -> Bool {
        let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
        return hosts.contains(String(name)) || LoopbackAddress.contains(name == "[::1]" ? "::1" : String(name))
    }
}
