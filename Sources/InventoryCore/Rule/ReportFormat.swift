/// The file format of a report.
@nonexhaustive public enum ReportFormat: OpenName {
    case csv
    case orc
    case parquet
    /// A format that only one vendor knows.
    case other(VendorName)

    public static let kind = "report format"
    public static let knownNames = ["CSV", "ORC", "Parquet"]

    public init?(knownName: String) {
        switch knownName {
        case "CSV": self = .csv
        case "ORC": self = .orc
        case "Parquet": self = .parquet
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .csv: "CSV"
        case .orc: "ORC"
        case .parquet: "Parquet"
        case .other(let name): name.description
        }
    }
}
