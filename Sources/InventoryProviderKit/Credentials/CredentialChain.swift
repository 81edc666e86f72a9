public import InventoryCore

/// Looks for credentials in one place after the other; the first that has some is taken. A place that has something and
/// cannot use it (half a key pair, a file that others can read) ends the search: going on would sign with keys that
/// nobody meant.
public struct CredentialChain: CredentialSource {
    /// One place.
    public struct Link: Sendable {
        /// What it is called in sentences: "the environment".
        public var place: String
        /// The clouds whose keys it may have; nil for every cloud.
        public var providers: Set<ProviderID>?
        /// The credential for that need; nil when the place has none.
        public var find: @Sendable (CredentialNeed) async throws -> Credential?

        /// - Parameter providers: the clouds whose keys the place may have; nil for every cloud.
        public init(
            _ place: String, of providers: Set<ProviderID>? = nil,
            find: @escaping @Sendable (CredentialNeed) async throws -> Credential?
        ) {
            self.place = place
            self.providers = providers
            self.find = find
        }
    }

    private let links: [Link]

    /// - Parameter links: the places, in the order in which they are searched.
    public init(_ links: [Link]) { self.links = links }

    /// Searches the places. May read files, start a command and talk to the network, as its links do.
    /// - Throws: `credentialsMissing` naming every place where nothing was found; what a place throws.
    public func credential(for need: CredentialNeed) async throws -> Credential {
        try await find(need).credential
    }

    /// The same, and the place that had it.
    public func find(_ need: CredentialNeed) async throws -> (credential: Credential, place: String) {
        let links = links.filter { $0.providers?.contains(need.provider) ?? true }
        for link in links {
            try Task.checkCancellation()
            if let credential = try await link.find(need) { return (credential, link.place) }
        }
        throw InventoryError(
            .credentialsMissing,
            "no credentials for \(need.provider)"
                + (need.credentials.map { " ('\(Printable.quoted($0))')" } ?? "") + "; looked in "
                + links.map(\.place).joined(separator: ", then "), provider: need.provider)
    }
}
