import CloudInventory
import InventoryCore
import InventorySync

/// One line of a diagnosis.
struct Check: Encodable, Hashable, Sendable {
    enum State: String, Encodable, Sendable {
        case ok, problem, unknown
    }

    /// What was looked at: `credentials`, `clock`, …
    var name: String
    var state: State
    /// What was found.
    var details: String
    /// What to do about it.
    var remedy: String?
    /// What to put somewhere, exactly as it is: a policy.
    var document: String?
    /// The status of the command for a problem.
    var status: CommandStatus { state == .problem ? failure : .done }
    private var failure = CommandStatus.failed

    private enum CodingKeys: String, CodingKey { case name, state, details, remedy, document }

    static func ok(_ name: String, _ details: String) -> Check { Check(name: name, state: .ok, details: details) }

    static func problem(
        _ name: String, _ details: String, remedy: String? = nil, status: CommandStatus = .failed
    ) -> Check {
        Check(name: name, state: .problem, details: details, remedy: remedy, failure: status)
    }

    /// What `plan` would refuse of a bucket without asking the cloud.
    static func refusals(in plan: BucketPlan) -> [Check] {
        plan.refusals.map { id, finding in
            .problem(
                "wanted rules", "rule '\(Printable.quoted(id.string))' is refused: \(finding)",
                remedy: finding.kind == .violation
                    ? "correct it in the rule set" : "accept the loss, or change the rule",
                status: CommandStatus(refusals: [finding]))
        }
    }

    static func unknown(_ name: String, _ details: String, remedy: String? = nil, document: String? = nil) -> Check {
        Check(name: name, state: .unknown, details: details, remedy: remedy, document: document)
    }
}
