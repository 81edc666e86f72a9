public import InventoryCore

/// How one cloud writes its inventory reports: everything that a reader has to know, in every form that a source
/// documents or that has to be assumed. Rendered from `ProviderSpecs/<vendor>/reports.json`, where each fact has its source.
public struct ReportForms: Hashable, Sendable {
    /// The cloud.
    public var provider: ProviderID
    /// What in a manifest tells that it is this cloud's; empty where nothing does and the cloud has to be named.
    public var marks: [ManifestMark]
    /// How the folder of one run is named.
    public var runFolders: [RunFolder]
    /// Folders beside the runs whose folders are none.
    public var otherFolders: [String]
    /// The object beside the manifest that holds its MD5; nil where there is none.
    public var checksumObject: String?
    /// The members of a manifest.
    public var members: ManifestMembers
    /// Whether each file of a report has an MD5 in the manifest.
    public var hasFileChecksums: Bool
    /// Whether manifests say how many rows there are.
    public var hasCounts: Bool
    /// Whether rows may name the bucket, and manifests too, without the account that the bucket's full name ends in.
    public var bucketsMayLackAccount: Bool
    /// The columns that mean something here, in every spelling; letters in any case.
    public var columns: ReportColumns
    /// Whether the CRC-64 of rows is CRC-64/ECMA-182, which can be compared across clouds.
    public var hasComparableCRC64: Bool
    /// Values of EncryptionStatus, in lower case, with which an ETag may be the MD5 of the object.
    public var plainEncryption: [String]
    /// Whether an ETag is known to be an MD5 where the report says that the object is in one part and not encrypted.
    public var etagsCanBeMD5: Bool

    public init(
        provider: ProviderID, marks: [ManifestMark], runFolders: [RunFolder], otherFolders: [String],
        checksumObject: String?, members: ManifestMembers, hasFileChecksums: Bool, hasCounts: Bool,
        bucketsMayLackAccount: Bool, columns: ReportColumns, hasComparableCRC64: Bool, plainEncryption: [String],
        etagsCanBeMD5: Bool
    ) {
        self.provider = provider
        self.marks = marks
        self.runFolders = runFolders
        self.otherFolders = otherFolders
        self.checksumObject = checksumObject
        self.members = members
        self.hasFileChecksums = hasFileChecksums
        self.hasCounts = hasCounts
        self.bucketsMayLackAccount = bucketsMayLackAccount
        self.columns = columns
        self.hasComparableCRC64 = hasComparableCRC64
        self.plainEncryption = plainEncryption
        self.etagsCanBeMD5 = etagsCanBeMD5
    }
}

/// A member of a manifest that only one cloud's manifests have.
public struct ManifestMark: Hashable, Sendable, Codable {
    /// The member's name.
    public var member: String
    /// What its value begins with; empty for any value.
    public var begins: String

    public init(member: String, begins: String) {
        self.member = member
        self.begins = begins
    }
}

/// How the name of a run's folder tells the time of the run.
public enum RunFolder: String, Hashable, Sendable, Codable, CaseIterable {
    /// `20240229`; the day may be of any time zone up to UTC+8.
    case day = "{yyyyMMdd}"
    /// `2024-02-29T07-05Z`.
    case minute = "{yyyy-MM-dd'T'HH-mm'Z'}"
    /// `2024-02-29-07-05`; no source tells the time zone, so that it may be up to UTC+8.
    case bareMinute = "{yyyy-MM-dd-HH-mm}"
}

/// The names of a manifest's members. A list holds every spelling that sources have.
public struct ManifestMembers: Hashable, Sendable, Codable {
    /// The source bucket.
    public var bucket: String
    /// The account that full bucket names end in; nil where they have none.
    public var account: String?
    /// When the scan began, in seconds or milliseconds since 1970.
    public var started: [String]
    /// `CSV`.
    public var format: String
    /// The columns.
    public var schema: String
    /// How many rows all files have together; nil where manifests do not say.
    public var rows: String?
    /// The list of files.
    public var files: String
    /// An object's name in that list.
    public var fileKey: String
    /// Its length.
    public var fileSize: String
    /// Its MD5.
    public var fileChecksum: [String]
    /// Its rows; nil where manifests do not say.
    public var fileRows: String?

    public init(
        bucket: String, account: String?, started: [String], format: String, schema: String, rows: String?,
        files: String, fileKey: String, fileSize: String, fileChecksum: [String], fileRows: String?
    ) {
        self.bucket = bucket
        self.account = account
        self.started = started
        self.format = format
        self.schema = schema
        self.rows = rows
        self.files = files
        self.fileKey = fileKey
        self.fileSize = fileSize
        self.fileChecksum = fileChecksum
        self.fileRows = fileRows
    }
}

/// The names of the columns that a reader understands, each in every spelling; empty where the cloud has no such column.
public struct ReportColumns: Hashable, Sendable, Codable {
    /// The source bucket.
    public var bucket: [String]
    /// The account of the source bucket.
    public var account: [String]
    /// The object's name.
    public var key: [String]
    /// Its length in bytes.
    public var size: [String]
    /// When it was written.
    public var modified: [String]
    /// Its entity tag.
    public var etag: [String]
    /// Whether it was uploaded in parts.
    public var multipart: [String]
    /// How it is encrypted.
    public var encryption: [String]
    /// Its CRC-64.
    public var crc64: [String]
    /// The version.
    public var version: [String]
    /// Whether it is the current version.
    public var latest: [String]
    /// Whether it is a delete marker.
    public var deleteMarker: [String]

    public init(
        bucket: [String], account: [String], key: [String], size: [String], modified: [String], etag: [String],
        multipart: [String], encryption: [String], crc64: [String], version: [String], latest: [String],
        deleteMarker: [String]
    ) {
        self.bucket = bucket
        self.account = account
        self.key = key
        self.size = size
        self.modified = modified
        self.etag = etag
        self.multipart = multipart
        self.encryption = encryption
        self.crc64 = crc64
        self.version = version
        self.latest = latest
        self.deleteMarker = deleteMarker
    }
}
