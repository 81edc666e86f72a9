import InventoryCore

/// How a command ends: one table for all of them. It stands in `cloud-inventory --help`, and scripts rely on it.
enum CommandStatus: Int32, CaseIterable, Sendable {
    case done = 0
    case failed = 1
    case changesPending = 2
    case lossRefused = 3
    case preflight = 4
    case usage = 64
    case interrupted = 130

    /// What the number says, for the help page.
    var meaning: String {
        switch self {
        case .done: "done; nothing is left to do"
        case .failed: "something failed, even if only in part"
        case .changesPending: "changes are pending"
        case .lossRefused: "refused: something would be lost that was not accepted"
        case .preflight: "refused before any write: bad input, no credentials"
        case .usage: "the command line is not understood"
        case .interrupted: "interrupted"
        }
    }

    /// From worst to best.
    private static let severity: [CommandStatus] = [
        .interrupted, .usage, .failed, .preflight, .lossRefused, .changesPending, .done,
    ]

    /// The one status for several parts of a run: the worst.
    static func worst(_ statuses: some Sequence<CommandStatus>) -> CommandStatus {
        let found = Set(statuses)
        return severity.first(where: found.contains) ?? .done
    }
}

extension CommandStatus {
    /// The status for an error of the library. What was not attempted because something failed before it is as that was:
    /// a thousand buckets without credentials are no worse than one.
    init(_ error: InventoryError) {
        if error.code == .notAttempted, let cause = error.cause as? InventoryError {
            self.init(cause)
        } else {
            self.init(error.code)
        }
    }

    /// The status for an error code of the library.
    init(_ code: InventoryError.Code) {
        self =
            switch code {
            case .lossNotAccepted: .lossRefused
            case .invalidRule, .invalidAddress, .unsupported, .credentialsMissing, .hostNotAllowed, .invalidDocument,
                .fileUnreadable, .planRefused, .journalRefused:
                .preflight
            default: .failed
            }
    }
}

extension CommandStatus {
    /// The status of a reading of which refusals were known before it began: they say more than that a bucket could not be
    /// read.
    func with(_ refusals: CommandStatus) -> CommandStatus {
        refusals == .done ? self : .worst([self == .failed ? .done : self, refusals])
    }

    /// The status for rules that were refused; done where none was.
    init(refusals: some Sequence<Finding>) {
        self = Self.worst(refusals.map { $0.kind == .violation ? .preflight : .lossRefused })
    }
}
