import InventoryCore
import InventoryRuleSet

/// An error that ends a command: the status, and one sentence that names place and remedy.
struct CommandFailure: Error, Hashable {
    var status: CommandStatus
    var message: String
    /// What the sentence sums up, a line each.
    var details: [String] = []

    init(_ status: CommandStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// Any error as an operator gets to see it.
    init(_ error: any Error) {
        self =
            switch error {
            case let failure as CommandFailure: failure
            case let error as InventoryError: CommandFailure(error)
            case let error as DocumentError: CommandFailure(.preflight, error.description)
            case is CancellationError: CommandFailure(.interrupted, "interrupted")
            default: CommandFailure(.failed, InventoryError.sentence(of: error))
            }
    }

    private init(_ error: InventoryError) {
        self.init(CommandStatus(error), error.description)
        if error.code == .hostNotAllowed { message += ": --allow-host" }
        // One rule for one cloud; the error of a whole plan says more by itself.
        guard let provider = error.provider, let refusals = error.findings?.refusals, refusals.count > 1 else { return }
        details = refusals.map(\.description)
        let acceptable = refusals.filter(\.isAcceptable).compactMap(\.feature)
        message =
            "\(provider) cannot hold it, for the \(refusals.count) reasons above; "
            + (acceptable.count == refusals.count
                ? "to go on without all of it: --accept \(acceptable.map(\.rawValue).joined(separator: ","))"
                : "change the rule")
    }
}
