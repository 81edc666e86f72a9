/// What a report holds: the part that a rule and a one-off job have in common, and that is the same in every cloud.
public struct InventoryContent: Hashable, Sendable {
    // By these names `import CloudInventory` has them: by themselves they would meet those of other libraries.
    /// Which objects are listed.
    public typealias Filter = InventoryCore.Filter
    /// A tag of an object.
    public typealias Tag = InventoryCore.Tag

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
