public import InventoryCore
public import InventoryVendorFacts

/// One run of a rule: one report, finished or not.
public struct ReportRun: Hashable, Sendable {
    /// The manifest's object name, whether it is there or not.
    public var manifest: ExactText
    /// Whether the manifest is there: it is written last.
    public var isComplete: Bool
    /// The earliest moment at which the scan can have begun, by the folder's name.
    public var earliestStart: UTCInstant
    /// How the folder's name tells the time.
    public var form: RunFolder

    public init(manifest: ExactText, isComplete: Bool, earliestStart: UTCInstant, form: RunFolder) {
        self.manifest = manifest
        self.isComplete = isComplete
        self.earliestStart = earliestStart
        self.form = form
    }

    /// The latest moment at which the scan can have begun, by the folder's name.
    public var latestStart: UTCInstant {
        switch form {
        case .minute: earliestStart.advanced(by: 60)
        case .bareMinute: earliestStart.advanced(by: RunName.zones + 60)
        case .day: earliestStart.advanced(by: RunName.zones + 24 * 3600)
        }
    }

    /// The name of the manifest in a run's folder.
    static let manifestName = "manifest.json"

    /// The run's folder, up to and including the last `/`.
    var folder: String { String(manifest.string.dropLast(Self.manifestName.utf8.count)) }
    /// The folder of the rule.
    var ruleFolder: Substring { parent(folder[...]) }
    /// The bucket and the rule's id, where the folders tell them. COS names a bucket with its account and, in another
    /// layout, without it.
    var rule: String {
        let (bucket, id) = (lastPart(parent(ruleFolder)), lastPart(ruleFolder))
        let name = form == .minute ? bucket : withoutAccount(bucket)
        return name.isEmpty ? String(id) : "\(name)/\(id)"
    }
}

/// A bucket's name without the hyphen and the number of its account, where it ends in them.
private func withoutAccount(_ bucket: Substring) -> Substring {
    guard let hyphen = bucket.lastIndex(of: "-") else { return bucket }
    let number = bucket[hyphen...].utf8.dropFirst()
    return !number.isEmpty && number.allSatisfy { (0x30...0x39).contains($0) } ? bucket[..<hyphen] : bucket
}

extension [ReportRun] {
    /// The same, by the earliest start and then by name.
    var newestFirst: [ReportRun] {
        sorted { ($0.earliestStart, $0.manifest) > ($1.earliestStart, $1.manifest) }
    }
}

/// What stands before the last part of a folder's name.
func parent(_ folder: Substring) -> Substring {
    let name = folder.dropLast()
    return name.lastIndex(of: "/").map { name[...$0] } ?? ""
}

/// The last part of a folder's name, without its `/`.
func lastPart(_ folder: Substring) -> Substring {
    let name = folder.dropLast()
    return name.lastIndex(of: "/").map { name[name.index(after: $0)...] } ?? name
}
