import InventoryCore
import InventoryRuleSet

/// An error that ends a command: the status, and one sentence that names place and remedy.
struct CommandFailure: Error, Hashable {
    var status: ExitStatus
    var message: String

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// Any error as an operator gets to see it.
    init(_ error: any Error) {
        self =
            switch error {
            case let failure as CommandFailure: failure
            case let error as InventoryError: CommandFailure(ExitStatus(error.code), error.description)
            case let error as DocumentError: CommandFailure(.preflight, error.description)
            case is CancellationError: CommandFailure(.interrupted, "interrupted")
            default: CommandFailure(.failed, "\(error)")
            }
    }
}
