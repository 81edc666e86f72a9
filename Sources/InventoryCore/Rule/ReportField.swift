/// An optional column of a report. Written as the vendors' documents spell it, `Size`; metadata as `userMetadata:owner`
/// or `userMetadata:*`; a column that only one cloud has as `tencent-cos:NewField`.
@nonexhaustive public enum ReportField: OpenName {
    case size
    case lastModified
    case storageClass
    case eTag
    case isMultipartUploaded
    case replicationStatus
    case encryptionStatus
    case tag
    case crc64
    /// One user metadata header by its name without the vendor's prefix, or every one: `*`.
    case userMetadata(ExactText)
    /// A column that only one vendor knows.
    case other(VendorName)

    /// The columns that are plain names, in the order of the vendors' documents.
    public static let plain: [ReportField] = [
        .size, .lastModified, .storageClass, .eTag, .isMultipartUploaded, .replicationStatus, .encryptionStatus, .tag,
        .crc64,
    ]

    public static let kind = "report field"
    public static let knownNames = plain.map(\.description) + ["userMetadata:*"]

    public init?(knownName: String) {
        if let field = Self.plain.first(where: { $0.description == knownName }) {
            self = field
        } else if knownName.utf8.starts(with: Self.metadataPrefix.utf8),
            case let name = knownName.utf8.dropFirst(Self.metadataPrefix.utf8.count), !name.isEmpty
        {
            // By bytes: a name that begins with a combining mark would stick to the colon.
            self = .userMetadata(ExactText(String(decoding: name, as: UTF8.self)))
        } else {
            return nil
        }
    }

    private static let metadataPrefix = "userMetadata:"

    public var description: String {
        switch self {
        case .size: "Size"
        case .lastModified: "LastModifiedDate"
        case .storageClass: "StorageClass"
        case .eTag: "ETag"
        case .isMultipartUploaded: "IsMultipartUploaded"
        case .replicationStatus: "ReplicationStatus"
        case .encryptionStatus: "EncryptionStatus"
        case .tag: "Tag"
        case .crc64: "Crc64"
        case .userMetadata(let name): Self.metadataPrefix + name.string
        case .other(let name): name.description
        }
    }
}
