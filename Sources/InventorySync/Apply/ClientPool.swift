internal import InventoryCore
internal import InventoryWire

/// One client for each endpoint and account of a run, with what its calls share: the pace and the circuit.
final class ClientPool: Sendable {
    /// One endpoint with one account.
    struct Key: Hashable, Sendable {
        private var provider: ProviderID
        private var region: ExactText?
        private var endpoint: Endpoint
        private var credentials: String?

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

    private let clouds: any ClientSource
    private let pacing: Pacing
    private let services: SystemServices
    private let clients = Locked<[Key: InventoryClient]>([:])
    private let circuits = Locked<[Key: Circuit]>([:])

    init(_ clouds: any ClientSource, pacing: Pacing, services: SystemServices) {
        self.clouds = clouds
        self.pacing = pacing
        self.services = services
    }

    func client(for target: SyncTarget) throws -> InventoryClient {
        let key = Key(target)
        return try clients.withLock { clients in
            if let client = clients[key] { return client }
            var client = try clouds.client(for: target.provider, credentials: target.credentials)
            if let rate = pacing.requestsPerSecond {
                let pacer = Pacer(requestsPerSecond: rate, services: services)
                client = InventoryClient(client.provider.paced(by: pacer.permit), fidelity: client.fidelity)
            }
            clients[key] = client
            return client
        }
    }

    /// Reads something of one target, which the run's end cuts short, and notes how that went.
    /// - Returns: what was read, or what is wrong with the target.
    /// - Throws: `CancellationError` alone.
    func read<Value: Sendable>(
        _ target: SyncTarget, _ limits: RunLimits,
        _ body: @escaping @Sendable (InventoryClient) async throws -> Value
    ) async throws -> Result<Value, InventoryError> {
        do {
            let client = try client(for: target)
            let value = try await limits.read(target) { try await body(client) }
            note(nil, for: target)
            return .success(value)
        } catch {
            if error is CancellationError { throw error }
            let failure = InventoryError(error, about: target)
            note(failure, for: target)
            return .failure(failure)
        }
    }

    // MARK: The circuit

    /// Runs the body, or puts the target off while its cloud is down.
    func attempt<Result>(
        _ target: SyncTarget, _ body: () async throws -> Result
    ) async throws -> Attempt<Result> {
        let (key, now) = (Key(target), services.uptime())
        guard circuits.withLock({ $0[key, default: Circuit()].admits(at: now) }) else { return .putOff(key) }
        defer { circuits.withLock { $0[key]?.settle() } }
        return .finished(try await body())
    }

    /// Notes how a bucket went.
    func note(_ error: InventoryError?, for target: SyncTarget) {
        let now = services.uptime()
        circuits.withLock { $0[Key(target), default: Circuit()].note(error, at: now) }
    }

    /// Waits until one of these clouds may be tried again, or the run has to end.
    /// - Returns: false where waiting does not help.
    func waitForTry(of keys: Set<Key>, patience: Duration, _ limits: RunLimits) async throws -> Bool {
        let now = services.uptime()
        let next = circuits.withLock { circuits in
            keys.compactMap { circuits[$0, default: Circuit()].nextTry(patience: patience, at: now) }.min()
        }
        guard let next else { return false }
        if next > now { try await limits.pause(next - now) }
        return true
    }

    /// What is said of a bucket whose cloud stayed down.
    func circuitOpen(_ target: SyncTarget) -> InventoryError {
        let cause = circuits.withLock { $0[Key(target)]?.cause }
        return InventoryError(
            .notAttempted,
            "\(target) was not attempted: \(Circuit.threshold) buckets of \(target.provider) in a row failed before it"
                + (cause.map { "; the first: \($0)" } ?? ""), provider: target.provider, cause: cause)
    }
}

/// What became of an input.
enum Attempt<Result> {
    case finished(Result)
    /// Its cloud is down; it is tried again later.
    case putOff(ClientPool.Key)
}

extension Attempt: Sendable where Result: Sendable {}
