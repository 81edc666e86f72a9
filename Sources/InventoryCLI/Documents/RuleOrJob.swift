import InventoryCore

/// A rule, or a job that is done once.
enum RuleOrJob: Hashable, Sendable {
    case rule(InventoryRule)
    case job(OneOffJob)

    var id: InventoryRule.ID {
        switch self {
        case .rule(let rule): rule.id
        case .job(let job): job.id
        }
    }

    /// What is edited before it goes to another cloud.
    var destination: Destination {
        get {
            switch self {
            case .rule(let rule): rule.destination
            case .job(let job): job.destination
            }
        }
        set {
            switch self {
            case .rule(var rule):
                rule.destination = newValue
                self = .rule(rule)
            case .job(var job):
                job.destination = newValue
                self = .job(job)
            }
        }
    }
}

extension RuleOrJob: Encodable {
    func encode(to encoder: any Encoder) throws {
        switch self {
        case .rule(let rule): try rule.encode(to: encoder)
        case .job(let job): try job.encode(to: encoder)
        }
    }
}
