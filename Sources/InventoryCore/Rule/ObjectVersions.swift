/// Which versions of an object a report lists.
@nonexhaustive public enum ObjectVersions: OpenName {
    case current
    case all
    /// A choice that only one vendor knows.
    case other(VendorName)

    public static let kind = "versions value"
    public static let knownNames = ["current", "all"]

    public init?(knownName: String) {
        switch knownName {
        case "current": self = .current
        case "all": self = .all
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .current: "current"
        case .all: "all"
        case .other(let name): name.description
        }
    }
}
