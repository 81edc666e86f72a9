public import InventoryCore
public import InventoryProviderKit
public import InventorySync
public import InventoryWire

/// Every cloud that a program speaks to, wired up: hand it a transport and a source of credentials, and ask it for
/// clients. For clouds of your own: `ProviderCatalog(vendors: Vendors.all + [mine], …)`.
public struct ProviderCatalog: Sendable {
    /// The clouds.
    public let vendors: [Vendor]

    private let transport: any HTTPTransport
    private let credentials: any CredentialSource
    private let connectTo: [ProviderID: ConnectTarget]
    private let retry: RetryPolicy
    private let services: SystemServices
    private let log: CallObserver?
    // One for all clients: they share the endpoints' retry quotas, and what was learnt about the servers' clocks.
    private let endpoints = EndpointState()

    /// - Parameters:
    ///   - vendors: the clouds; where two have one id, the first counts.
    ///   - connectTo: where connections to a cloud go in place of its hosts: an emulator.
    ///   - retry: applies to every client.
    ///   - log: told of every attempt, retry and clock correction of every client; see ``CallEvent``.
    public init(
        vendors: [Vendor] = Vendors.all, transport: any HTTPTransport, credentials: any CredentialSource,
        connectTo: [ProviderID: ConnectTarget] = [:], retry: RetryPolicy = .standard,
        services: SystemServices = .system, log: CallObserver? = nil
    ) {
        self.vendors = vendors
        self.transport = transport
        self.credentials = credentials
        self.connectTo = connectTo
        self.retry = retry
        self.services = services
        self.log = log
    }

    /// The same with the source of credentials as a closure, which is told the cloud and the name in the rule set.
    public init(
        vendors: [Vendor] = Vendors.all, transport: any HTTPTransport,
        credentials: @escaping @Sendable (CredentialRequest) async throws -> Credential,
        retry: RetryPolicy = .standard, log: CallObserver? = nil
    ) {
        self.init(
            vendors: vendors, transport: transport, credentials: ClosureCredentials(credentials), retry: retry, log: log
        )
    }

    /// Looks for an account's credentials, as the first request would. Asks no cloud; the source of credentials may ask its
    /// own services.
    /// - Throws: what the source throws, `credentialsMissing` where there are none.
    public func requireCredentials(for need: CredentialRequest) async throws {
        _ = try await credentials.credential(for: need)
    }

    /// Where a bucket was found: its address, with the region that the cloud has named for it where that is another one.
    /// Known once a request was answered; sends nothing.
    public func location(of bucket: BucketAddress, in provider: ProviderID) -> BucketAddress {
        endpoints.located(bucket, of: provider)
    }

    /// A client of one cloud with one account's credentials. Cheap; sends nothing.
    /// - Throws: `invalidAddress` for a cloud that is not in ``vendors``, with a suggestion.
    public func client(for provider: ProviderID, credentials name: String? = nil) throws -> InventoryClient {
        InventoryClient(try self.provider(for: provider, credentials: name))
    }

    /// The driver of one cloud with one account's credentials, which lists and reads objects too. Cheap; sends nothing.
    /// - Throws: as ``client(for:credentials:)``.
    public func provider(for provider: ProviderID, credentials name: String? = nil) throws -> HTTPProvider {
        let options = ProviderOptions(
            transport: transport, credentials: credentials, credentialsName: name, connectTo: connectTo[provider],
            retry: retry, services: services, endpoints: endpoints, observer: log)
        return HTTPProvider(try Vendors.vendor(provider, in: vendors), options: options)
    }
}

extension ProviderCatalog: ClientSource {}
