public import InventoryCore
public import InventoryWire

/// What a provider needs beside its vendor's facts.
public struct ProviderOptions: Sendable {
    /// What sends the requests.
    public var transport: any HTTPTransport
    /// Who knows the keys. Asked before every attempt.
    public var credentials: any CredentialSource
    /// The name that is asked of `credentials`.
    public var credentialsName: String?
    /// Where connections go in place of the cloud's hosts: an emulator. The real host is still signed and sent.
    public var connectTo: ConnectTarget?
    /// When a call is tried again.
    public var retry: RetryPolicy
    /// Clock, sleep and randomness.
    public var services: SystemServices

    public init(
        transport: any HTTPTransport, credentials: any CredentialSource, credentialsName: String? = nil,
        connectTo: ConnectTarget? = nil, retry: RetryPolicy = .standard, services: SystemServices = .system
    ) {
        self.transport = transport
        self.credentials = credentials
        self.credentialsName = credentialsName
        self.connectTo = connectTo
        self.retry = retry
        self.services = services
    }
}
