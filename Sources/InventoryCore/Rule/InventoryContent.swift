/// What a report holds: the part that a rule and a one-off job have in common, and that is the same in every cloud.
public struct InventoryContent: Hashable, Sendable {
    public var filter: Filter
    public var versions: ObjectVersions
    public var fields: ReportFields
    public var format: ReportFormat
    public var encryption: ReportEncryption

    public init(
        filter: Filter = Filter(), versions: ObjectVersions = .current, fields: ReportFields = [],
        format: ReportFormat = .csv, encryption: ReportEncryption = .none
    ) {
        self.filter = filter
        self.versions = versions
        self.fields = fields
        self.format = format
        self.encryption = encryption
    }
}
