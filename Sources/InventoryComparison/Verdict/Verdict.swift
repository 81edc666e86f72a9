/// What a comparison concludes about one key.
public enum Verdict: String, Hashable, Sendable, CaseIterable, Codable {
    /// Equal bytes are proven: by equal ETags that are digests, an equal CRC-64, or two sizes of 0.
    case sameChecksum = "same-checksum"
    /// Nothing but an equal size is known.
    case sameSize = "same-size"
    /// Both ETags may be MD5s and differ, and nothing proves that they are.
    case suspect
    /// Other bytes are proven, by the size.
    case differentSize = "different-size"
    /// Other bytes are proven, by a checksum.
    case differentChecksum = "different-checksum"
    /// The source was written after the target.
    case stale
    /// At the source only.
    case missing
    /// At the target only.
    case extra
    /// It was written so late that the two scans may have seen different states of it.
    case unsettled
    /// The reports do not tell enough, or contradict themselves.
    case incomparable
    /// Another number of versions, or a delete marker where the other side has an object; where histories are compared.
    case differentHistory = "different-history"

    /// The verdicts that a comparison with that question can come to.
    public static func all(of question: ComparisonOptions.Question) -> [Verdict] {
        allCases.filter { $0 != .differentHistory || question == .history }
    }

    /// Its place among all cases.
    @inline(__always)
    var number: Int {
        switch self {
        case .sameChecksum: 0
        case .sameSize: 1
        case .suspect: 2
        case .differentSize: 3
        case .differentChecksum: 4
        case .stale: 5
        case .missing: 6
        case .extra: 7
        case .unsettled: 8
        case .incomparable: 9
        case .differentHistory: 10
        }
    }

    /// Whether it keeps a comparison from being complete.
    public var isOpen: Bool {
        switch self {
        case .sameChecksum, .sameSize, .extra: false
        default: true
        }
    }

    /// Whether the object has to be copied, or copied again.
    public var isWork: Bool {
        switch self {
        case .missing, .differentSize, .differentChecksum, .differentHistory, .stale, .suspect: true
        default: false
        }
    }
}
