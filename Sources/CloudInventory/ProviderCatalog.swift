public import InventoryCore
internal import InventoryHuaweiOBS
public import InventoryProviderKit
public import InventorySync
internal import InventoryTencentCOS
package import InventoryVendorFacts
public import InventoryWire

/// Every cloud this library speaks to, wired up: hand it a transport and a source of credentials, and ask it for
/// clients.
public struct ProviderCatalog: Sendable {
    /// The clouds, in the order of their names.
    public static let providers: [ProviderID] = dialects.map(\.id)

    private let transport: any HTTPTransport
    private let credentials: any CredentialSource
    private let connectTo: [ProviderID: ConnectTarget]
    private let retry: RetryPolicy
    private let services: SystemServices
    private let log: CallObserver?
    // One for all clients: they share the endpoints' retry quotas, and what was learnt about the servers' clocks.
    private let endpoints = EndpointMemory()

    /// - Parameters:
    ///   - connectTo: where connections to a cloud go in place of its hosts: an emulator.
    ///   - retry: applies to every client.
    ///   - log: told of every attempt, retry and clock correction of every client; see ``CallEvent``.
    public init(
        transport: any HTTPTransport, credentials: any CredentialSource, connectTo: [ProviderID: ConnectTarget] = [:],
        retry: RetryPolicy = .standard, services: SystemServices = .system, log: CallObserver? = nil
    ) {
        self.transport = transport
        self.credentials = credentials
        self.connectTo = connectTo
        self.retry = retry
        self.services = services
        self.log = log
    }

    /// The same with the source of credentials as a closure, which is told the cloud and the name in the rule set.
    public init(
        transport: any HTTPTransport, credentials: @escaping @Sendable (CredentialNeed) async throws -> Credential,
        retry: RetryPolicy = .standard, log: CallObserver? = nil
    ) {
        self.init(transport: transport, credentials: ClosureCredentials(credentials), retry: retry, log: log)
    }

    /// A client of one cloud with one account's credentials. Cheap; sends nothing.
    /// - Throws: `invalidAddress` for a cloud that is not in ``providers``, with a suggestion.
    public func client(for provider: ProviderID, credentials name: String? = nil) throws -> InventoryClient {
        let options = ProviderOptions(
            transport: transport, credentials: credentials, credentialsName: name, connectTo: connectTo[provider],
            retry: retry, services: services, endpoints: endpoints, observer: log)
        return InventoryClient(WireProvider(try Self.dialect(provider), options: options))
    }

    /// What a cloud can hold.
    public static func capabilities(of provider: ProviderID) throws -> Capabilities {
        try dialect(provider).facts.capabilities
    }

    /// What a cloud's access control has to allow, and what reports need to arrive.
    package static func access(of provider: ProviderID) throws -> AccessFacts { try dialect(provider).facts.access }

    /// Reads and writes one cloud's documents without any server.
    public static func codec(of provider: ProviderID) throws -> any RuleCodec { try dialect(provider).codec }

    // One line a cloud.
    private static let dialects: [VendorDialect] = [HuaweiOBS.dialect, TencentCOS.dialect]

    /// One cloud with all its parts.
    package static func dialect(_ provider: ProviderID) throws(InventoryError) -> VendorDialect {
        if let dialect = dialects.first(where: { $0.id == provider }) { return dialect }
        let problem = UnknownName(
            kind: "provider", name: provider.rawValue,
            suggestion: Suggestion.closest(to: provider.rawValue, among: providers.map(\.rawValue)),
            remedy: "known are \(providers.map(\.rawValue).joined(separator: ", "))")
        throw InventoryError(.invalidAddress, problem.description, provider: provider)
    }
}

extension ProviderCatalog: ClientSource {}
