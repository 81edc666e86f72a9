/// How the cloud encrypts the report files that it writes.
@nonexhaustive public enum ReportEncryption: OpenName {
    /// Nothing is asked for; the destination bucket's own settings apply.
    case none
    /// Server-side, with a key that the storage service manages (SSE-COS, SSE-S3, SSE-OSS).
    case serviceManaged
    /// Server-side, with a key of the cloud's key management service, ``Destination/kmsKey``.
    case kms
    /// A method that only one vendor knows.
    case other(VendorName)

    public static let kind = "report encryption"
    public static let knownNames = ["none", "service-managed", "kms"]

    public init?(knownName: String) {
        switch knownName {
        case "none": self = .none
        case "service-managed": self = .serviceManaged
        case "kms": self = .kms
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .none: "none"
        case .serviceManaged: "service-managed"
        case .kms: "kms"
        case .other(let name): name.description
        }
    }
}
