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
        /// The variables of the token of temporary keys, any of which may hold it; none where these keys never end.
        public var securityTokens: [String]

        public init(_ accessKey: String, _ secretKey: String, _ securityTokens: String...) {
            self.init(accessKey: accessKey, secretKey: secretKey, securityTokens: securityTokens)
        }

        private init(accessKey: String, secretKey: String, securityTokens: [String]) {
            self.accessKey = accessKey
            self.secretKey = secretKey
            self.securityTokens = securityTokens
        }

        func suffixed(_ suffix: String) -> Variables {
            Variables(
                accessKey: accessKey + suffix, secretKey: secretKey + suffix,
                securityTokens: securityTokens.map { $0 + suffix })
        }
    }

    private let variables: [ProviderID: [Variables]]
    private let additionalHosts: [String]
    private let services: SystemServices
    /// What was found, by the variable of its public half: the clouds' signers know a secret again by its object.
    private let kept = Locked<[String: Credential]>([:])

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
    public func credential(for need: CredentialRequest) async throws -> Credential {
        if let credential = try find(need) { return credential }
        throw InventoryError(
            .credentialsMissing,
            "no credentials for \(need.provider)"
                + (need.credentials.map { " ('\(Printable.quoted($0))')" } ?? "") + " in the environment; set "
                + candidates(need).map { "\($0.accessKey) and \($0.secretKey)" }.joined(separator: ", or "),
            provider: need.provider)
    }

    /// The variables without a name that are used for a need that has one, because those with its name are not set; nil where
    /// it has none, or its own are set, or none are.
    package func standIn(for need: CredentialRequest) -> (wanted: Variables, used: Variables)? {
        guard need.credentials != nil, let wanted = candidates(need).first,
            let used = candidates(need).first(where: { value($0.accessKey) != nil || value($0.secretKey) != nil }),
            variables[need.provider]?.contains(used) == true
        else { return nil }
        return (wanted, used)
    }

    private func candidates(_ need: CredentialRequest) -> [Variables] {
        let plain = variables[need.provider] ?? []
        return (need.credentials.map { name in plain.map { $0.suffixed("_" + Self.suffix(name)) } } ?? []) + plain
    }

    /// The credential of the first variables that are set; nil when none are. As long as the variables hold the same, it
    /// is the same one.
    package func find(_ need: CredentialRequest) throws -> Credential? {
        for candidate in candidates(need) {
            let (accessKey, secretKey) = (value(candidate.accessKey), value(candidate.secretKey))
            guard accessKey != nil || secretKey != nil else { continue }
            let token = try token(of: candidate, need)
            let names = Credential.Names(candidate.accessKey, candidate.secretKey, token?.name ?? "")
            let found = try Credential(
                accessKey: accessKey, secretKey: secretKey, securityToken: token?.text,
                additionalHosts: additionalHosts, named: names, from: "the environment", for: need.provider)
            return kept.withLock { kept in
                if let old = kept[candidate.accessKey], old.hasSameKeys(as: found) { return old }
                kept[candidate.accessKey] = found
                return found
            }
        }
        return nil
    }

    /// The token of temporary keys, and the variable that holds it.
    private func token(of candidate: Variables, _ need: CredentialRequest) throws -> (name: String, text: String)? {
        let set = candidate.securityTokens.compactMap { name in value(name).map { (name: name, text: $0) } }
        guard Set(set.map(\.text)).count <= 1 else {
            throw InventoryError(
                .credentialsMissing,
                "\(set.map(\.name).joined(separator: " and ")) hold different tokens; set the one that belongs to "
                    + candidate.accessKey, provider: need.provider)
        }
        return set.first
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
