public import InventoryCore

/// Looks for credentials in one place after the other; the first that has some is taken. A place that has something and
/// cannot use it (half a key pair, a file that others can read, a profile that a person chose and that is not there) ends
/// the search: going on would sign with keys that nobody meant.
public struct CredentialChain: CredentialSource {
    /// One place.
    public struct Link: Sendable {
        /// What it is called in sentences: "the environment".
        public var place: String
        /// The clouds whose keys it may have; nil for every cloud.
        public var providers: Set<ProviderID>?
        /// Whether the place goes by the name that a rule set gives. The keys of one that does not are whoever's they are.
        package var goesByName: Bool
        /// What the place says to a need.
        package var search: @Sendable (CredentialRequest) async throws -> Answer

        /// - Parameters:
        ///   - providers: the clouds whose keys the place may have; nil for every cloud.
        ///   - find: the credential for that need; nil when the place has none.
        public init(
            _ place: String, of providers: Set<ProviderID>? = nil,
            find: @escaping @Sendable (CredentialRequest) async throws -> Credential?
        ) {
            self.init(place, of: providers, goesByName: true) { Answer(try await find($0)) }
        }

        package init(
            _ place: String, of providers: Set<ProviderID>? = nil, goesByName: Bool,
            search: @escaping @Sendable (CredentialRequest) async throws -> Answer
        ) {
            self.place = place
            self.providers = providers
            self.goesByName = goesByName
            self.search = search
        }

        /// The same for those clouds alone.
        package func of(_ providers: Set<ProviderID>) -> Link {
            var link = self
            link.providers = providers
            return link
        }
    }

    /// What a place says.
    package struct Answer: Sendable {
        /// Nil when it has none.
        package var credential: Credential?
        /// What it has beside that.
        package var remarks: [Remark]

        package init(_ credential: Credential?, remarks: [Remark] = []) {
            self.credential = credential
            self.remarks = remarks
        }
    }

    /// Something that a place has and that was passed over.
    package struct Remark: Hashable, Sendable {
        /// A sentence with its remedy.
        package var text: String
        /// Whether a person has chosen it, who is to be told without asking.
        package var isWarning: Bool

        package init(_ text: String, isWarning: Bool) {
            self.text = text
            self.isWarning = isWarning
        }
    }

    /// A credential, and what is to be said of the search.
    package struct Found: Sendable {
        package var credential: Credential
        package var place: String
        package var remarks: [Remark]
    }

    private let links: [Link]

    /// - Parameter links: the places, in the order in which they are searched.
    public init(_ links: [Link]) { self.links = links }

    /// Searches the places. May read files, start a command and talk to the network, as its links do.
    /// - Throws: `credentialsMissing` naming every place where nothing was found; what a place throws.
    public func credential(for need: CredentialRequest) async throws -> Credential {
        try await search(need).credential
    }

    /// The same, and the place that had it.
    public func find(_ need: CredentialRequest) async throws -> (credential: Credential, place: String) {
        let found = try await search(need)
        return (found.credential, found.place)
    }

    /// The same, with what was passed over.
    package func search(_ need: CredentialRequest) async throws -> Found {
        var remarks: [Remark] = []
        var places: [String] = []
        for link in links where link.providers?.contains(need.provider) ?? true {
            try Task.checkCancellation()
            let answer = try await link.search(need)
            remarks += answer.remarks
            if let credential = answer.credential {
                if !link.goesByName, let name = need.credentials {
                    remarks.append(Self.standIn(for: name, from: link.place))
                }
                return Found(credential: credential, place: link.place, remarks: remarks)
            }
            places.append(
                link.place
                    + (answer.remarks.isEmpty ? "" : " (\(answer.remarks.map(\.text).joined(separator: "; ")))"))
        }
        throw InventoryError(
            .credentialsMissing,
            "no credentials for \(need.provider)"
                + (need.credentials.map { " ('\(Printable.quoted($0))')" } ?? "") + "; looked in "
                + places.joined(separator: ", then "), provider: need.provider)
    }

    private static func standIn(for name: String, from place: String) -> Remark {
        Remark(
            "credentials '\(Printable.quoted(name, limit: 80))': no keys of that name were found, so those from \(place) are "
                + "used, which go by no name; correct the name, or leave it out where they are meant", isWarning: true)
    }
}
