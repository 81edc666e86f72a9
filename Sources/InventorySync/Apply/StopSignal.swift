internal import InventoryWire

/// Asks a run to come to an end: buckets in flight are finished and journalled, no other is begun. For the first
/// interrupt; cancelling the task is for the second.
public final class StopSignal: Sendable {
    private let stopped = Locked(false)

    /// Not stopped.
    public init() {}

    /// May be called from any thread, more than once.
    public func stop() { stopped.withLock { $0 = true } }

    /// Whether the run has been asked to end.
    public var isStopped: Bool { stopped.withLock { $0 } }
}
