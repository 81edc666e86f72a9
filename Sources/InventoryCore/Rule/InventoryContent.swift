/// What a report holds: the part that a rule and a one-off job have in common, and that is the same in every cloud.
public struct InventoryContent: Hashable, Sendable {
    /// Which objects are listed.
    public var filter: Filter
    /// Whether old versions are listed too.
    public var versions: ObjectVersions
    /// The columns beside those that every report has.
    public var fields: ReportFields
    /// The format of the report files.
    public var format: ReportFormat
    /// How the cloud encrypts the report files.
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
