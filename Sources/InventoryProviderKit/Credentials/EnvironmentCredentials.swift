public import InventoryCore
internal import InventoryWire

/// Credentials from environment variables. For a need with a name, the same variables with the name as a suffix come
/// first: `acme-tencent` looks for `TENCENTCLOUD_SECRET_ID_ACME_TENCENT` before `TENCENTCLOUD_SECRET_ID`.
public struct EnvironmentCredentials: CredentialSource {
    /// The variables of one key pair.
    public struct Variables: Hashable, Sendable {
        /// The variable of the public half.
        public var accessKey: String
        /// The variable of the secret half.
        public var secretKey: String
        /// The variable of the token; nil where these variables know none.
        public var securityToken: String?

        public init(_ accessKey: String, _ secretKey: String, _ securityToken: String? = nil) {
            self.accessKey = accessKey
            self.secretKey = secretKey
            self.securityToken = securityToken
        }

        func suffixed(_ suffix: String) -> Variables {
            Variables(accessKey + suffix, secretKey + suffix, securityToken.map { $0 + suffix })
        }
    }

    private let variables: [ProviderID: [Variables]]
    private let additionalHosts: [String]
    private let services: SystemServices

    /// - Parameter variables: for each provider, the variables in the order in which they are tried.
    public init(
        _ variables: [ProviderID: [Variables]], additionalHosts: [String] = [], services: SystemServices = .system
    ) {
        self.variables = variables
        self.additionalHosts = additionalHosts
        self.services = services
    }

    /// The credential of the first variables that are set.
    /// - Throws: `credentialsMissing` when none are, naming all, or when one of a pair is missing.
    public func credential(for need: CredentialNeed) async throws -> Credential {
        if let credential = try find(need) { return credential }
        throw InventoryError(
            .credentialsMissing,
            "no credentials for \(need.provider)"
                + (need.credentials.map { " ('\(Printable.quoted($0))')" } ?? "") + " in the environment; set "
                + candidates(need).map { "\($0.accessKey) and \($0.secretKey)" }.joined(separator: ", or "),
            provider: need.provider)
    }

    private func candidates(_ need: CredentialNeed) -> [Variables] {
        let plain = variables[need.provider] ?? []
        return (need.credentials.map { name in plain.map { $0.suffixed("_" + Self.suffix(name)) } } ?? []) + plain
    }

    /// The credential of the first variables that are set; nil when none are.
    package func find(_ need: CredentialNeed) throws -> Credential? {
        for candidate in candidates(need) {
            guard let accessKey = value(candidate.accessKey) else { continue }
            guard let secretKey = value(candidate.secretKey) else {
                throw InventoryError(
                    .credentialsMissing, "\(candidate.accessKey) is set but \(candidate.secretKey) is not; set both",
                    provider: need.provider)
            }
            for (name, text) in [(candidate.accessKey, accessKey), (candidate.secretKey, secretKey)]
            where text.contains(where: \.isWhitespace) {
                throw InventoryError(
                    .credentialsMissing, "\(name) holds white space, which no key does; set it without",
                    provider: need.provider)
            }
            return Credential(
                accessKey: accessKey, secretKey: Secret(secretKey),
                securityToken: candidate.securityToken.flatMap(value).map { Secret($0) },
                additionalHosts: additionalHosts)
        }
        return nil
    }

    private func value(_ name: String) -> String? {
        services.environment(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A name as it can stand in a variable's name.
    private static func suffix(_ name: String) -> String {
        String(
            decoding: name.utf8.map { byte in
                switch byte {
                case 0x61...0x7A: byte & 0xDF
                case 0x30...0x39, 0x41...0x5A: byte
                default: 0x5F
                }
            }, as: UTF8.self)
    }
}
