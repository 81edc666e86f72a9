public import InventoryCore

/// Finds credentials by name: what embedders supply. Asked before every signature, so a source may refresh temporary
/// keys; it should answer from memory while they last.
public protocol CredentialSource: Sendable {
    /// The credential for that need.
    /// - Throws: `credentialsMissing` with a sentence on where it was looked for. May talk to the network.
    func credential(for need: CredentialRequest) async throws -> Credential
}

/// What credentials are wanted for.
public struct CredentialRequest: Hashable, Sendable {
    /// The cloud that will be asked.
    public var provider: ProviderID
    /// The name that a rule set gives, `acme-tencent`; nil where none was given.
    public var credentials: String?

    public init(provider: ProviderID, credentials: String? = nil) {
        self.provider = provider
        self.credentials = credentials
    }
}

/// One credential for every need.
public struct FixedCredential: CredentialSource {
    private let credential: Credential

    /// Answers every need with that credential.
    public init(_ credential: Credential) { self.credential = credential }

    /// The one credential; never fails.
    public func credential(for need: CredentialRequest) async throws -> Credential { credential }
}

/// A source written as a closure: `ClosureCredentials { try await vault.keys($0.credentials) }`.
public struct ClosureCredentials: CredentialSource {
    private let body: @Sendable (CredentialRequest) async throws -> Credential

    /// Asks the closure, for every signature.
    public init(_ body: @escaping @Sendable (CredentialRequest) async throws -> Credential) { self.body = body }

    /// What the closure answers, or throws.
    public func credential(for need: CredentialRequest) async throws -> Credential { try await body(need) }
}
