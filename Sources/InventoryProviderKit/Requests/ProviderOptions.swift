public import InventoryCore
public import InventoryWire

/// What a provider needs beside its vendor's facts.
public struct ProviderOptions: Sendable {
    /// Sends the requests.
    public var transport: any HTTPTransport
    /// Asked for keys before every attempt.
    public var credentials: any CredentialSource
    /// The name that is asked of `credentials`.
    public var credentialsName: String?
    /// Where connections go in place of the cloud's hosts: an emulator. The real host is still signed and sent.
    public var connectTo: ConnectTarget?
    /// When and how often calls are tried again.
    public var retry: RetryPolicy
    /// Clock, sleep and randomness.
    public var services: SystemServices
    /// What is known of the endpoints; share one among providers that talk to the same clouds.
    public var endpoints: EndpointState
    /// Told of every attempt, retry and correction; nil tells nobody.
    public var observer: CallObserver?

    public init(
        transport: any HTTPTransport, credentials: any CredentialSource, credentialsName: String? = nil,
        connectTo: ConnectTarget? = nil, retry: RetryPolicy = .standard, services: SystemServices = .system,
        endpoints: EndpointState = EndpointState(), observer: CallObserver? = nil
    ) {
        self.transport = transport
        self.credentials = credentials
        self.credentialsName = credentialsName
        self.connectTo = connectTo
        self.retry = retry
        self.services = services
        self.endpoints = endpoints
        self.observer = observer
    }
}
