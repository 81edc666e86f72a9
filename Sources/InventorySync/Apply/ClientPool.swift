internal import InventoryCore
internal import InventoryWire

/// One client for each endpoint and account of a run, with what its calls share: the pace and the circuit.
final class ClientPool: Sendable {
    /// Failed buckets in a row after which a cloud counts as down.
    static let circuitThreshold = 5

    private struct Key: Hashable {
        var provider: ProviderID
        var region: ExactText?
        var endpoint: Endpoint
        var credentials: String?

        init(_ target: SyncTarget) {
            provider = target.provider
            region = target.bucket.region
            // A bucket's own domain leads to the same servers as the others of its region.
            if case .customDomain = target.bucket.endpoint {
                endpoint = .standard
            } else {
                endpoint = target.bucket.endpoint
            }
            credentials = target.credentials
        }
    }

    private struct Entry {
        var client: InventoryClient
        var failuresInARow = 0
        /// The first failure of those.
        var cause: InventoryError?
    }

    private let clouds: any ClientSource
    private let pacing: Pacing
    private let services: SystemServices
    private let entries = Locked<[Key: Entry]>([:])

    init(_ clouds: any ClientSource, pacing: Pacing, services: SystemServices) {
        self.clouds = clouds
        self.pacing = pacing
        self.services = services
    }

    func client(for target: SyncTarget) throws -> InventoryClient {
        let key = Key(target)
        return try entries.withLock { entries in
            if let entry = entries[key] { return entry.client }
            var client = try clouds.client(for: target.provider, credentials: target.credentials)
            if let rate = pacing.requestsPerSecond {
                let pacer = Pacer(requestsPerSecond: rate, services: services)
                client = InventoryClient(client.provider.paced(by: pacer.turn), fidelity: client.fidelity)
            }
            entries[key] = Entry(client: client)
            return client
        }
    }

    /// Whether so many buckets of this endpoint and account failed one after the other that no other is tried.
    func isOpen(for target: SyncTarget) -> Bool {
        let key = Key(target)
        return entries.withLock { ($0[key]?.failuresInARow ?? 0) >= Self.circuitThreshold }
    }

    /// What opened the circuit: the first of the failures in a row.
    func cause(for target: SyncTarget) -> InventoryError? { entries.withLock { $0[Key(target)]?.cause } }

    /// Notes how a bucket went. Only failures of the cloud as a whole count, not those of one bucket.
    func note(_ error: InventoryError?, for target: SyncTarget) {
        let key = Key(target)
        // What was never tried says nothing about the cloud.
        if error?.code == .notAttempted { return }
        entries.withLock { entries in
            guard let error else {
                entries[key]?.failuresInARow = 0
                return
            }
            switch error.code {
            case .connectionFailed, .unknownHost, .untrustedServer, .timedOut, .proxyFailed, .proxyCredentialsMissing,
                .serverFailed, .throttled, .credentialsMissing, .credentialsRefused, .signatureRefused, .clockSkewed,
                .accountProblem, .transportClosed:
                if entries[key]?.failuresInARow == 0 { entries[key]?.cause = error }
                entries[key]?.failuresInARow += 1
            default: entries[key]?.failuresInARow = 0
            }
        }
    }
}
