internal import Glibc
internal import InventoryWire

/// What a fault server has seen, and who waits for it to see more.
final class FaultLog: Sendable {
    struct Snapshot: Sendable {
        var accepted = 0
        var requests: [FaultServer.Request] = []
        /// Descriptors of connections that have not ended.
        var open: Set<Int32> = []
        var isStopped = false
        var isListenerClosed = false
    }

    private struct Waiter {
        let isMet: @Sendable (Snapshot) -> Bool
        let continuation: CheckedContinuation<Snapshot, Never>
    }

    private struct State {
        var snapshot = Snapshot()
        var waiters: [Waiter] = []
    }

    private let state = Locked(State())

    var snapshot: Snapshot { state.withLock { $0.snapshot } }

    /// Returns the connection's number, or nil when the server has stopped; then the connection is closed.
    func accepted(_ descriptor: Int32) -> Int? {
        let number: Int? = change { snapshot in
            guard !snapshot.isStopped else { return nil }
            snapshot.accepted += 1
            snapshot.open.insert(descriptor)
            return snapshot.accepted - 1
        }
        if number == nil { Glibc.close(descriptor) }
        return number
    }

    func received(_ bytes: [UInt8], body: [UInt8], connection: Int) -> FaultServer.Request {
        change { snapshot in
            let request = FaultServer.Request(
                connection: connection, number: snapshot.requests.count, bytes: bytes, body: body)
            snapshot.requests.append(request)
            return request
        }
    }

    /// Closes the descriptor, under the lock so that `stop` never meets a number that has been given out anew.
    func closed(_ descriptor: Int32) {
        change { snapshot in
            Glibc.close(descriptor)
            snapshot.open.remove(descriptor)
        }
    }

    /// Closes the listener, once nothing accepts from it any more.
    func stopped(_ listener: Int32) {
        change { snapshot in
            Glibc.close(listener)
            snapshot.isListenerClosed = true
        }
    }

    /// Wakes up every thread that waits on one of the descriptors.
    func stop(_ listener: Int32) {
        change { snapshot in
            snapshot.isStopped = true
            if !snapshot.isListenerClosed { shutdown(listener, Int32(SHUT_RDWR)) }
            for descriptor in snapshot.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    func wait(until isMet: @escaping @Sendable (Snapshot) -> Bool) async -> Snapshot {
        await withCheckedContinuation { continuation in
            let met: Snapshot? = state.withLock { state in
                if isMet(state.snapshot) { return state.snapshot }
                state.waiters.append(Waiter(isMet: isMet, continuation: continuation))
                return nil
            }
            if let met { continuation.resume(returning: met) }
        }
    }

    private func change<Result>(_ body: (inout Snapshot) -> Result) -> Result {
        let (result, snapshot, met) = state.withLock { state in
            let result = body(&state.snapshot)
            let met = state.waiters.filter { $0.isMet(state.snapshot) }
            if !met.isEmpty { state.waiters.removeAll { $0.isMet(state.snapshot) } }
            return (result, state.snapshot, met)
        }
        for waiter in met { waiter.continuation.resume(returning: snapshot) }
        return result
    }
}
