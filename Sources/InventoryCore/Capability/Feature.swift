/// What a rule can ask of a cloud: a closed list of keys without payload. The same spelling stands in `features.json`,
/// in `accept` lists, in the matrix and in the documentation. Every vendor answers every feature.
@nonexhaustive public enum Feature: String, Hashable, Sendable, CaseIterable, Codable {
    case dailySchedule = "schedule.daily"
    case weeklySchedule = "schedule.weekly"
    case monthlySchedule = "schedule.monthly"
    case monthlyDay = "schedule.monthlyDay"
    case otherSchedule = "schedule.other"

    case currentVersions = "versions.current"
    case allVersions = "versions.all"
    case otherVersions = "versions.other"

    case prefixFilter = "filter.prefix"
    case tagFilter = "filter.tags"
    case createdFilter = "filter.created"
    case modifiedFilter = "filter.modified"
    case storageClassFilter = "filter.storageClass"
    case sizeFilter = "filter.size"

    case sizeField = "field.Size"
    case lastModifiedField = "field.LastModifiedDate"
    case storageClassField = "field.StorageClass"
    case eTagField = "field.ETag"
    case isMultipartUploadedField = "field.IsMultipartUploaded"
    case replicationStatusField = "field.ReplicationStatus"
    case encryptionStatusField = "field.EncryptionStatus"
    case tagField = "field.Tag"
    case crc64Field = "field.Crc64"
    case userMetadataField = "field.userMetadata"
    case otherField = "field.other"

    case csvFormat = "format.CSV"
    case orcFormat = "format.ORC"
    case parquetFormat = "format.Parquet"
    case otherFormat = "format.other"

    case reportPrefix = "report.prefix"
    case reportOwner = "report.owner"
    case reportRole = "report.role"
    case reportEncryption = "report.encryption"
    case reportKMS = "report.kms"
    case otherEncryption = "report.encryption.other"

    case oneOff

    /// Its number in the order above. The memory of an enumeration without payload is just that, one byte of it.
    package var ordinal: Int { withUnsafeBytes(of: self) { Int($0[0]) } }

    /// What is given up when a cloud without this feature takes the rest of the rule.
    public var loss: LossClass {
        switch self {
        case .dailySchedule, .weeklySchedule, .monthlySchedule, .monthlyDay, .otherSchedule: .timing
        case .currentVersions, .allVersions, .otherVersions: .essential
        case .prefixFilter, .tagFilter, .createdFilter, .modifiedFilter, .storageClassFilter, .sizeFilter: .scope
        case .sizeField, .lastModifiedField, .storageClassField, .eTagField, .isMultipartUploadedField,
            .replicationStatusField, .encryptionStatusField, .tagField, .crc64Field, .userMetadataField, .otherField:
            .column
        case .csvFormat, .orcFormat, .parquetFormat, .otherFormat: .essential
        case .reportPrefix, .reportOwner, .reportRole: .delivery
        case .reportEncryption, .reportKMS, .otherEncryption: .protection
        case .oneOff: .essential
        }
    }
}

/// What losing a feature means for the reports.
public enum LossClass: String, Hashable, Sendable, CaseIterable, Codable {
    /// A column is missing. The only class that ``Fidelity/bestEffort`` gives up unasked.
    case column
    /// Reports come at other times.
    case timing
    /// The report lists more objects.
    case scope
    /// The report lies elsewhere, or under another account's name.
    case delivery
    /// The report files are less protected.
    case protection
    /// There would be no report worth the name; never given up.
    case essential
}
