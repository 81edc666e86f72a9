public import InventoryCore
internal import InventoryCurl
internal import InventoryHuaweiOBS
public import InventoryProviderKit
internal import InventoryTencentCOS
public import InventoryWire

/// Every cloud this library speaks to, wired up: hand it a transport and a source of credentials, and ask it for
/// clients.
public struct ProviderCatalog: Sendable {
    /// The clouds, in the order of their names.
    public static let providers: [ProviderID] = entries.map(\.id)

    private let transport: any HTTPTransport
    private let credentials: any CredentialSource
    private let connectTo: [ProviderID: ConnectTarget]
    private let retry: RetryPolicy
    private let services: SystemServices

    /// - Parameters:
    ///   - connectTo: where connections to a cloud go in place of its hosts: an emulator.
    ///   - retry: applies to every client.
    public init(
        transport: any HTTPTransport, credentials: any CredentialSource, connectTo: [ProviderID: ConnectTarget] = [:],
        retry: RetryPolicy = .standard, services: SystemServices = .system
    ) {
        self.transport = transport
        self.credentials = credentials
        self.connectTo = connectTo
        self.retry = retry
        self.services = services
    }

    /// The same with the source of credentials as a closure, which is told the cloud and the name in the rule set.
    public init(
        transport: any HTTPTransport, credentials: @escaping @Sendable (CredentialNeed) async throws -> Credential
    ) {
        self.init(transport: transport, credentials: ClosureCredentials(credentials))
    }

    /// A client of one cloud with one account's credentials. Cheap; sends nothing.
    /// - Throws: `invalidAddress` for a cloud that is not in ``providers``, with a suggestion.
    public func client(for provider: ProviderID, credentials name: String? = nil) throws -> InventoryClient {
        let entry = try Self.entry(provider)
        return InventoryClient(
            entry.provider(
                ProviderOptions(
                    transport: transport, credentials: credentials, credentialsName: name,
                    connectTo: connectTo[provider], retry: retry, services: services)))
    }

    /// What a cloud can hold.
    public static func capabilities(of provider: ProviderID) throws -> Capabilities {
        try entry(provider).capabilities
    }

    /// Reads and writes one cloud's documents without any server.
    public static func codec(of provider: ProviderID) throws -> any RuleCodec { try entry(provider).codec }

    private struct Entry: Sendable {
        var id: ProviderID
        var capabilities: Capabilities
        var codec: any RuleCodec
        var provider: @Sendable (ProviderOptions) -> any InventoryProvider
    }

    // One line a cloud.
    private static let entries: [Entry] = [
        Entry(HuaweiOBS.dialect) { HuaweiOBS.provider($0) },
        Entry(TencentCOS.dialect) { TencentCOS.provider($0) },
    ]

    private static func entry(_ provider: ProviderID) throws(InventoryError) -> Entry {
        if let entry = entries.first(where: { $0.id == provider }) { return entry }
        let problem = UnknownName(
            kind: "provider", name: provider.rawValue,
            suggestion: Suggestion.closest(to: provider.rawValue, among: providers.map(\.rawValue)),
            remedy: "known are \(providers.map(\.rawValue).joined(separator: ", "))")
        throw InventoryError(.invalidAddress, problem.description, provider: provider)
    }
}

extension ProviderCatalog.Entry {
    fileprivate init(
        _ dialect: VendorDialect, _ provider: @escaping @Sendable (ProviderOptions) -> any InventoryProvider
    ) {
        self.init(
            id: dialect.id, capabilities: dialect.facts.capabilities, codec: dialect.codec, provider: provider)
    }
}
