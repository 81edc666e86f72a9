package import InventoryCore

/// What the attempts of a call have come to so far, for whoever cancels it: a `CancellationError` cannot say it.
package final class CallRecord: Sendable {
    /// The record that the calls of this task are noted in; nil where nobody asks.
    @TaskLocal package static var current: CallRecord?

    private let failure = Locked<InventoryError?>(nil)

    package init() {}

    /// How the last attempt failed; nil where none has.
    package var lastFailure: InventoryError? { failure.withLock { $0 } }

    package func note(_ error: InventoryError) { failure.withLock { $0 = error } }
}
