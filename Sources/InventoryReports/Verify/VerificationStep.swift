/// A rung of the ladder by which a report is verified, in order. A report stands on the last one that it passed.
public enum VerificationStep: String, Hashable, Sendable, CaseIterable, Codable {
    /// The manifest can be read, is whole, and names files inside the bucket, none twice.
    case manifest
    /// The manifest's bytes are those that its checksum object tells.
    case manifestChecksum
    /// Every file is there, with the length that the manifest tells.
    case files
    /// Every file's bytes are those that the manifest's checksum tells.
    case fileChecksums
    /// Every file can be unpacked and read to its end, and every row is as wide as the schema, with valid values.
    case rows
    /// There are as many rows as the manifest tells.
    case counts
    /// Every key can be decoded, and every row is of the manifest's bucket.
    case keys

    /// How it ended.
    public enum Result: String, Hashable, Sendable, CaseIterable, Codable {
        case passed, failed
        /// The cloud's reports have nothing that could be checked.
        case absent
        /// It could not be checked to the end, because of what failed before.
        case notReached
    }
}

/// One thing that is wrong with a report.
public struct VerificationFailure: Hashable, Sendable, Error {
    /// What is wrong, for programs. The raw values are those of the command's JSON.
    @nonexhaustive public enum Code: String, Hashable, Sendable, CaseIterable, Codable {
        case manifestUnreadable = "manifest-unreadable"
        case manifestIncomplete = "manifest-incomplete"
        case formatUnsupported = "format-unsupported"
        case manifestFileRepeated = "manifest-file-repeated"
        case manifestPathUnsafe = "manifest-path-unsafe"
        case manifestChecksumMismatch = "manifest-checksum-mismatch"
        case fileMissing = "file-missing"
        case fileSizeMismatch = "file-size-mismatch"
        case fileChecksumMismatch = "file-checksum-mismatch"
        case fileTruncated = "file-truncated"
        case fileCorrupt = "file-corrupt"
        case rowMalformed = "row-malformed"
        case rowTooLong = "row-too-long"
        case rowWidth = "row-width"
        case rowValue = "row-value"
        case countMismatch = "count-mismatch"
        case keyUndecodable = "key-undecodable"
        case keyEmpty = "key-empty"
        case keyTooLong = "key-too-long"
        case bucketMismatch = "bucket-mismatch"
        case keyRepeated = "key-repeated"

        /// The rung that it belongs to.
        public var step: VerificationStep {
            switch self {
            case .manifestUnreadable, .manifestIncomplete, .formatUnsupported, .manifestFileRepeated,
                .manifestPathUnsafe:
                .manifest
            case .manifestChecksumMismatch: .manifestChecksum
            case .fileMissing, .fileSizeMismatch: .files
            case .fileChecksumMismatch: .fileChecksums
            case .fileTruncated, .fileCorrupt, .rowMalformed, .rowTooLong, .rowWidth, .rowValue: .rows
            case .countMismatch: .counts
            case .keyUndecodable, .keyEmpty, .keyTooLong, .bucketMismatch, .keyRepeated: .keys
            }
        }
    }

    /// What is wrong.
    public var code: Code
    /// A sentence that names the place.
    public var message: String
    /// The object name of the file; nil where it is about the whole report.
    public var file: String?
    /// The row in that file, from 1, without header and empty lines.
    public var row: Int64?

    public init(_ code: Code, _ message: String, file: String? = nil, row: Int64? = nil) {
        self.code = code
        self.message = message
        self.file = file
        self.row = row
    }
}
