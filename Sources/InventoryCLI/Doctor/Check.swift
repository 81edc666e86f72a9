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

    static func unknown(_ name: String, _ details: String, remedy: String? = nil, document: String? = nil) -> Check {
        Check(name: name, state: .unknown, details: details, remedy: remedy, document: document)
    }
}
