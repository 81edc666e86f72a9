public import InventoryCore
internal import InventoryWire

/// Keeps temporary keys and fetches new ones before they end, once for all callers.
///
/// With more than 15 minutes left the kept keys are used. Below that, one caller fetches while the others go on with the
/// kept ones. Below ten minutes everybody waits for the new ones. A fetch that fails leaves the kept keys in use as long
/// as they last, and is not repeated within half a minute. Keys without an end are fetched once.
public final class RefreshingCredentials: CredentialSource {
    /// Fetches keys. May talk to the network.
    public typealias Fetch = @Sendable (CredentialRequest) async throws -> Credential

    static let advisoryWindow: Int64 = 15 * 60
    static let mandatoryWindow: Int64 = 10 * 60
    static let pauseAfterFailure: Duration = .seconds(30)

    private struct Entry {
        var credential: Credential?
        var failure: (error: any Error, until: Duration)?
        var flight: Flight?
    }

    private let fetch: Fetch
    private let services: SystemServices
    private let entries = Locked<[CredentialRequest: Entry]>([:])

    /// - Parameter fetch: asked for keys, once at a time for every need.
    public init(services: SystemServices = .system, fetch: @escaping Fetch) {
        self.services = services
        self.fetch = fetch
    }

    private enum Step {
        case use(Credential)
        case fail(any Error)
        case lead(Flight, keeping: Credential?)
        case join(Flight, keeping: Credential?)
    }

    /// The kept keys, or new ones. On cancellation the caller leaves at once; a fetch that others wait for goes on.
    public func credential(for need: CredentialRequest) async throws -> Credential {
        let flight: Flight
        let kept: Credential?
        switch step(need) {
        case .use(let credential): return credential
        case .fail(let error): throw error
        case .join(let joined, let keeping): (flight, kept) = (joined, keeping)
        case .lead(let led, let keeping):
            (flight, kept) = (led, keeping)
            // Outside of the caller, whose cancellation must not take the keys from the others.
            Task { [fetch] in
                let result: Result<Credential, any Error>
                do { result = .success(try await fetch(need)) } catch { result = .failure(error) }
                self.land(need, led, result)
            }
        }
        do {
            return try await flight.value()
        } catch let error as CancellationError {
            throw error
        } catch {
            guard let kept else { throw error }
            return kept
        }
    }

    private func step(_ need: CredentialRequest) -> Step {
        let now = services.now()
        let uptime = services.uptime()
        return entries.withLock { entries in
            let entry = entries[need] ?? Entry()
            let left = entry.credential.map { $0.expires.map { $0.seconds(since: now) } ?? .max } ?? 0
            let usable = left > 0 ? entry.credential : nil
            if left > Self.advisoryWindow, let usable { return .use(usable) }
            if let flight = entry.flight {
                if left > Self.mandatoryWindow, let usable { return .use(usable) }
                return .join(flight, keeping: usable)
            }
            if let failure = entry.failure, uptime < failure.until {
                return usable.map { .use($0) } ?? .fail(failure.error)
            }
            let flight = Flight()
            entries[need, default: entry].flight = flight
            return .lead(flight, keeping: usable)
        }
    }

    private func land(_ need: CredentialRequest, _ flight: Flight, _ result: Result<Credential, any Error>) {
        let until = services.uptime() + Self.pauseAfterFailure
        entries.withLock { entries in
            var entry = entries[need] ?? Entry()
            entry.flight = nil
            switch result {
            case .success(let credential): (entry.credential, entry.failure) = (credential, nil)
            case .failure(let error): entry.failure = (error, until)
            }
            entries[need] = entry
        }
        flight.land(result)
    }
}

/// One fetch that any number of callers wait for; each may leave before it ends.
private final class Flight: Sendable {
    private struct State {
        var result: Result<Credential, any Error>?
        var waiters: [Int: CheckedContinuation<Credential, any Error>] = [:]
        var cancelled: Set<Int> = []
        var count = 0
    }

    private let state = Locked(State())

    func value() async throws -> Credential {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Credential, any Error>? = state.withLock { state in
                    if state.cancelled.contains(number) { return .failure(CancellationError()) }
                    if let result = state.result { return result }
                    state.waiters[number] = continuation
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.cancelled.insert(number)
                return state.waiters.removeValue(forKey: number)
            }
            waiter?.resume(throwing: CancellationError())
        }
    }

    func land(_ result: Result<Credential, any Error>) {
        let waiters = state.withLock { state in
            state.result = result
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume(with: result) }
    }
}
