internal import InventoryWire

/// Asks a run to come to an end: buckets that are being written are finished and journalled, no other is begun, nothing is
/// read any more that no write depends on, and nobody waits any longer, be it for a pause, a turn or a confirmation. For
/// the first interrupt; cancelling the task is for the second.
public final class StopSignal: Sendable {
    /// Why a run shall end.
    @nonexhaustive public enum Reason: Sendable {
        /// Somebody asked for it.
        case interrupted
        /// Its time is over.
        case deadline
    }

    private struct State: Sendable {
        var reason: Reason?
        var next = 0
        var handlers: [Int: @Sendable () -> Void] = [:]
    }

    private let state = Locked(State())

    /// Not stopped.
    public init() {}

    /// May be called from any thread, more than once: the first call counts.
    public func stop(_ reason: Reason = .interrupted) {
        let handlers = state.withLock { state -> [@Sendable () -> Void] in
            guard state.reason == nil else { return [] }
            state.reason = reason
            defer { state.handlers = [:] }
            return Array(state.handlers.values)
        }
        for handler in handlers { handler() }
    }

    /// Whether the run has been asked to end.
    public var isStopped: Bool { reason != nil }

    /// Why the run has been asked to end; nil while it has not.
    public var reason: Reason? { state.withLock { $0.reason } }

    /// Runs a body that is cancelled by the signal as it is by the calling task's cancellation.
    /// - Throws: what the body throws, `CancellationError` for one that gave way.
    public func cancelling<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task { try await body() }
        let place = whenStopped { task.cancel() }
        defer { state.withLock { _ = $0.handlers.removeValue(forKey: place) } }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Calls the handler when the signal comes, or at once when it has come.
    private func whenStopped(_ handler: @escaping @Sendable () -> Void) -> Int {
        let (place, isStopped) = state.withLock { state in
            state.next += 1
            if state.reason == nil { state.handlers[state.next] = handler }
            return (state.next, state.reason != nil)
        }
        if isStopped { handler() }
        return place
    }
}
