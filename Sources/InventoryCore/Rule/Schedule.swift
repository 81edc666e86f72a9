/// How often a report is made.
@nonexhaustive public enum Schedule: Hashable, Sendable {
    case daily
    case weekly
    /// Once a month, on that day where the cloud lets one choose (1 is the first).
    case monthly(day: Int?)
    /// A frequency that only one vendor knows.
    case other(VendorName)
}

extension Schedule: CustomStringConvertible {
    public var description: String {
        switch self {
        case .daily: "daily"
        case .weekly: "weekly"
        case .monthly(nil): "monthly"
        case .monthly(let day?): "monthly on day \(day)"
        case .other(let name): name.description
        }
    }
}

extension Schedule {
    /// Why no calendar can keep it; nil when it can. What a cloud takes is another question.
    package var impossibility: String? {
        guard case .monthly(let day?) = self, !(1...31).contains(day) else { return nil }
        return "no month has a day \(day); name one of 1 to 31"
    }
}

/// In JSON and YAML: `daily`, `weekly`, `monthly`, `{monthly: 1}` or `provider:Frequency`.
extension Schedule: Codable {
    private enum Key: String, CodingKey, CaseIterable { case monthly }

    /// The frequency alone, as written.
    private enum Frequency: OpenName {
        case daily, weekly, monthly
        case other(VendorName)

        static let kind = "schedule"
        static let knownNames = ["daily", "weekly", "monthly"]

        init?(knownName: String) {
            switch knownName {
            case "daily": self = .daily
            case "weekly": self = .weekly
            case "monthly": self = .monthly
            default: return nil
            }
        }

        var description: String {
            switch self {
            case .daily: "daily"
            case .weekly: "weekly"
            case .monthly: "monthly"
            case .other(let name): name.description
            }
        }
    }

    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: AnyKey.self), !container.allKeys.isEmpty {
            self = .monthly(
                day: try decoder.strictContainer(keyedBy: Key.self, of: "a schedule").decode(Int.self, forKey: .monthly)
            )
            return
        }
        switch try Frequency(from: decoder) {
        case .daily: self = .daily
        case .weekly: self = .weekly
        case .monthly: self = .monthly(day: nil)
        case .other(let name): self = .other(name)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        if case .monthly(let day?) = self {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(day, forKey: .monthly)
        } else {
            var container = encoder.singleValueContainer()
            try container.encode(description)
        }
    }
}
