/// The optional columns of a report. Order and duplicates are kept as written, for documents that must look the same;
/// two lists are equal when they ask for the same columns, because that is all a cloud makes of them.
public struct ReportFields: Sendable, ExpressibleByArrayLiteral {
    /// The columns as written.
    public var list: [ReportField]

    public init(_ list: [ReportField] = []) { self.list = list }
    public init(arrayLiteral elements: ReportField...) { list = elements }

    /// Whether no optional column is asked for.
    public var isEmpty: Bool { list.isEmpty }

    /// Each column once, in the order of their first places.
    var unique: ReportFields {
        var seen: Set<ReportField> = []
        return ReportFields(list.filter { seen.insert($0).inserted })
    }

    /// Whether the column is asked for.
    public func contains(_ field: ReportField) -> Bool { list.contains(field) }
}

extension ReportFields: Hashable {
    public static func == (a: ReportFields, b: ReportFields) -> Bool { a.list == b.list || a.columns == b.columns }

    public func hash(into hasher: inout Hasher) { hasher.combine(columns) }

    /// The columns without order and duplicates.
    private struct Columns: Hashable {
        var plain = FeatureSet()
        var named: Set<ReportField> = []
    }

    private var columns: Columns {
        var columns = Columns()
        for field in list {
            switch field {
            case .userMetadata, .other: columns.named.insert(field)
            default: columns.plain.insert(field.feature)
            }
        }
        return columns
    }
}

extension ReportFields: Codable {
    public init(from decoder: any Decoder) throws { list = try [ReportField](from: decoder) }
    public func encode(to encoder: any Encoder) throws { try list.encode(to: encoder) }
}
