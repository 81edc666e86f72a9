internal import InventoryCore
internal import InventoryProviderKit
internal import InventoryWire

/// A role that is taken on with the token of a web identity, as pods of ACK have it: the environment or a profile names the
/// role, and a file holds the token. Source: Alibaba Cloud's Go library of credentials, `oidc.go`.
struct AlibabaWebIdentity: Sendable {
    private var role: String
    private var identityProvider: String
    private var tokenFile: String
    private var session: String?

    private static let variables = (
        role: "ALIBABA_CLOUD_ROLE_ARN", provider: "ALIBABA_CLOUD_OIDC_PROVIDER_ARN",
        file: "ALIBABA_CLOUD_OIDC_TOKEN_FILE", session: "ALIBABA_CLOUD_ROLE_SESSION_NAME",
        region: "ALIBABA_CLOUD_STS_REGION", isInside: "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"
    )

    /// That of the environment; nil where it does not name all of one.
    init?(_ services: SystemServices) {
        guard let role = services.setting(Self.variables.role),
            let identityProvider = services.setting(Self.variables.provider),
            let tokenFile = services.setting(Self.variables.file)
        else { return nil }
        self.init(
            role: role, identityProvider: identityProvider, tokenFile: tokenFile,
            session: services.setting(Self.variables.session))
    }

    /// That of a profile; nil where it does not name all of one.
    init?(_ profile: AlibabaProfile) {
        guard let role = profile["ramrolearn"], let identityProvider = profile["oidcproviderarn"],
            let tokenFile = profile["oidctokenfile"]
        else { return nil }
        self.init(
            role: role, identityProvider: identityProvider, tokenFile: tokenFile, session: profile["ramsessionname"])
    }

    private init(role: String, identityProvider: String, tokenFile: String, session: String?) {
        self.role = role
        self.identityProvider = identityProvider
        self.tokenFile = tokenFile
        self.session = session
    }

    /// Keys of the role for an hour, from the security token service.
    /// - Throws: `credentialsMissing` where the token cannot be read, or the service refuses it.
    func credential(
        for provider: ProviderID, _ surroundings: Vendor.Credentials.Surroundings
    ) async throws -> Credential {
        let host = try Self.host(surroundings.services, provider)
        func failure(_ reason: String, _ cause: (any Error)? = nil) -> InventoryError {
            InventoryError(
                .credentialsMissing, "no keys for a web identity from \(host): \(reason)", provider: provider,
                cause: cause)
        }
        guard let transport = surroundings.transport else { throw failure("nothing is sent here") }
        // Read again every time: it changes while the pod runs.
        guard let file = try surroundings.services.readPrivateFile(tokenFile) else {
            throw failure("there is no token in '\(Printable.quoted(tokenFile))'")
        }
        let token = String(decoding: file.bytes, as: UTF8.self).filter { !$0.isWhitespace }
        let response: HTTPResponse
        do {
            response = try await transport.send(
                request(to: host, token, at: surroundings.services.now(), surroundings.connectTo),
                timeout: .seconds(10))
        } catch let error as TransportError {
            throw failure("\(error)", error)
        }
        guard response.status == 200 else {
            let code = ErrorDocument(response.body)?.code.map { " (\(Printable.quoted($0, limit: 80)))" } ?? ""
            throw failure("it answered with status \(response.status)\(code)")
        }
        let keys: JSONValue?
        do { keys = try JSONValue(response.body)["Credentials"] } catch { throw failure("its answer is \(error)") }
        return try Credential(
            temporary: keys, named: .init("AccessKeyId", "AccessKeySecret", "SecurityToken"),
            end: ("Expiration", Credential.time), from: "the answer of \(host)", for: provider)
    }

    /// The service of the region that the environment names, inside the cloud where it says so, or the central one.
    private static func host(_ services: SystemServices, _ provider: ProviderID) throws -> String {
        guard let region = services.setting(variables.region) else { return "sts.aliyuncs.com" }
        guard region.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D }) else {
            throw InventoryError(
                .credentialsMissing, "\(variables.region) is no region; write cn-hangzhou", provider: provider)
        }
        let isInside = services.environment(variables.isInside).map(ASCII.lowercased) == "true"
        return "\(isInside ? "sts-vpc" : "sts").\(region).aliyuncs.com"
    }

    /// Not signed: the token is what proves who asks.
    private func request(
        to host: String, _ token: String, at now: UTCInstant, _ target: ConnectTarget?
    ) -> HTTPRequest {
        let form = [
            ("RoleArn", role), ("OIDCProviderArn", identityProvider), ("OIDCToken", token),
            ("RoleSessionName", session ?? "cloud-inventory"), ("DurationSeconds", "3600"),
        ]
        let query = [
            ("Action", "AssumeRoleWithOIDC"), ("Version", "2015-04-01"), ("Format", "JSON"), ("Timestamp", "\(now)"),
        ]
        return HTTPRequest(
            method: .post, host: host, query: query.map { QueryItem($0, $1) },
            headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: Array(form.map { "\($0)=\(PercentEncoding.encode($1))" }.joined(separator: "&").utf8),
            connectTo: target, maximumResponseBytes: 16 << 10)
    }
}
