import CloudInventory

/// A form in which rules are written.
enum Dialect: Hashable, Sendable {
    /// Our own, as JSON or YAML.
    case neutral
    /// The documents of a cloud, by its codec.
    case vendor(ProviderID)
    /// The objects that Tencent's JavaScript SDK takes and gives.
    case tencentCOSJSON

    static let all: [Dialect] = [.neutral] + Vendors.ids.map(Dialect.vendor) + [.tencentCOSJSON]
    static let names = all.map(\.name).joined(separator: ", ")

    init(named name: String, option: String) throws(CommandFailure) {
        guard let dialect = Self.all.first(where: { $0.name == name }) else {
            let known = Self.all.map(\.name)
            let problem = UnknownName(
                kind: "dialect", name: name, suggestion: Suggestion.closest(to: name, among: known),
                remedy: "known are \(Self.names)")
            throw CommandFailure(.usage, "\(option): \(problem)")
        }
        self = dialect
    }

    var name: String {
        switch self {
        case .neutral: "neutral"
        case .vendor(let provider): provider.rawValue
        case .tencentCOSJSON: "tencent-cos-json"
        }
    }

    /// The cloud that the documents are for; nil for our own.
    var provider: ProviderID? {
        switch self {
        case .neutral: nil
        case .vendor(let provider): provider
        case .tencentCOSJSON: TencentCOS.id
        }
    }
}

extension Dialect {
    /// What reads and writes rules as documents of a cloud.
    /// - Throws: where the dialect is our own.
    func rules() throws -> any RuleCodec {
        switch self {
        case .neutral: throw CommandFailure(.usage, "the neutral form has no codec of a cloud")
        case .vendor(let provider): try Vendors.vendor(provider).rules
        case .tencentCOSJSON: TencentCOS.objectCodec
        }
    }

    /// What reads and writes one-off jobs as documents of a cloud; nil where it has none.
    func jobs() throws -> (any JobCodec)? {
        switch self {
        case .neutral: throw CommandFailure(.usage, "the neutral form has no codec of a cloud")
        case .vendor(let provider): try Vendors.vendor(provider).jobs
        case .tencentCOSJSON: TencentCOS.objectCodec
        }
    }
}

/// A rule, or a job that is done once.
enum Order: Hashable, Sendable {
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

extension Order: Encodable {
    func encode(to encoder: any Encoder) throws {
        switch self {
        case .rule(let rule): try rule.encode(to: encoder)
        case .job(let job): try job.encode(to: encoder)
        }
    }
}
