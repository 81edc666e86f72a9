internal import InventoryCore
internal import InventoryWire

/// When a run ends although there is work left: its deadline has passed, or somebody asked for it.
struct RunLimits: Sendable {
    let services: SystemServices
    let stop: StopSignal
    /// By `uptime`; nil for never.
    let end: Duration?
    /// Cuts short what is under way when the deadline passes.
    private let expiry = StopSignal()

    init(_ services: SystemServices, deadline: Duration? = nil, stop: StopSignal = StopSignal()) {
        self.services = services
        self.stop = stop
        end = deadline.map { services.uptime() + $0 }
    }

    /// Why nothing more is begun and nobody waits any longer; nil while the run goes on.
    var reasonToStop: String? {
        switch stop.reason {
        case .interrupted?: "the run was interrupted"
        case .deadline?: Self.deadlinePassed
        case nil: expiry.isStopped || end.map { services.uptime() >= $0 } == true ? Self.deadlinePassed : nil
        }
    }

    private static let deadlinePassed = "the run's deadline had passed"

    /// Runs a body that the stop signal and the deadline cut short.
    /// - Returns: nil where it was.
    func whileGoing<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result? {
        let alarm = end.map { end in
            Task { [services, expiry] in
                try await services.alarm(max(.zero, end - services.uptime()))
                expiry.stop(.deadline)
            }
        }
        defer { alarm?.cancel() }
        do {
            return try await stop.cancelling { [expiry] in try await expiry.cancelling(body) }
        } catch is CancellationError where (stop.isStopped || expiry.isStopped) && !Task.isCancelled {
            return nil
        }
    }

    /// Waits so long, or until the run has to end.
    func pause(_ duration: Duration) async throws {
        let left = end.map { $0 - services.uptime() } ?? duration
        guard left > .zero else { return }
        _ = try await whileGoing { try await services.sleep(min(duration, left)) }
    }

    /// What is said of a bucket that the run did not come to, or not far with.
    /// - Parameter last: how the last request about it failed that was answered.
    func notAttempted(_ target: SyncTarget, _ reason: String, after last: InventoryError? = nil) -> InventoryError {
        InventoryError(
            .notAttempted,
            "\(target) was not attempted: \(reason)" + (last.map { ", and before it \($0)" } ?? "") + "; run again",
            provider: target.provider, cause: last)
    }

    /// Reads something of a target, which the run's end cuts short.
    /// - Throws: `notAttempted` then, with the last failure before it; what the body throws.
    func read<Value: Sendable>(
        _ target: SyncTarget, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let record = CallRecord()
        guard reasonToStop == nil,
            let value = try await CallRecord.$current.withValue(record, operation: { try await whileGoing(body) })
        else { throw notAttempted(target, reasonToStop ?? "the run has ended", after: record.lastFailure) }
        return value
    }
}
