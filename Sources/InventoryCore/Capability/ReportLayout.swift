/// How a cloud names and fills the reports that it delivers. Patterns hold `{prefix}`, `{bucket}` (the source),
/// `{bucketName}` and `{account}` (its parts, where the vendor joins them by the last `-`), `{id}` and one form of the
/// report's time: `{yyyyMMdd}` or `{yyyy-MM-dd'T'HH-mm'Z'}`.
public struct ReportLayout: Hashable, Sendable {
    /// The pattern of the manifest's object name.
    public var manifest: String
    /// The file with the manifest's MD5; nil where no source speaks of one.
    public var checksum: String?
    /// The report prefix that stands for a missing one; nil where no source says what happens then.
    public var defaultPrefix: String?
    /// Columns that every report has.
    public var columns: [String]
    /// Columns added by ``ObjectVersions/all``. Names that sources spell differently are joined by `|`.
    public var versionColumns: [String]

    public init(
        manifest: String, checksum: String?, defaultPrefix: String?, columns: [String], versionColumns: [String]
    ) {
        self.manifest = manifest
        self.checksum = checksum
        self.defaultPrefix = defaultPrefix
        self.columns = columns
        self.versionColumns = versionColumns
    }
}

/// Where one cloud will put the reports of one rule.
public struct ReportLocation: Hashable, Sendable {
    /// The destination bucket.
    public var bucket: ExactText
    /// The manifest's object name, with the time still to be filled in.
    public var manifestPattern: String { manifest.filling(texts) }
    /// The same for the manifest's checksum; nil where the cloud writes none that we know of.
    public var checksumPattern: String? { checksum?.filling(texts) }
    /// False where the cloud's own rule for a missing prefix, or one ending in `/`, is not documented.
    public var isCertain: Bool

    /// The cloud's own patterns, and what stands in the place of all but the time. They are filled in at once, since a
    /// prefix may look like a placeholder.
    fileprivate var manifest: String
    fileprivate var checksum: String?
    fileprivate var texts: [String: String]

    /// The object name of the manifest of the report made then.
    public func manifest(at time: UTCInstant) -> ExactText { fill(manifest, time) }

    /// The object name of the manifest's checksum; nil where the cloud writes none that we know of.
    public func checksum(at time: UTCInstant) -> ExactText? { checksum.map { fill($0, time) } }

    private func fill(_ pattern: String, _ time: UTCInstant) -> ExactText {
        let text = time.description  // 2024-02-29T07:05:00Z
        let day = text.prefix(10)
        let minute = String(text.dropFirst(11).prefix(5)).filling(":", with: "-")
        let times = [
            "{yyyyMMdd}": String(day.filter { $0 != "-" }), "{yyyy-MM-dd'T'HH-mm'Z'}": "\(day)T\(minute)Z",
        ]
        return ExactText(pattern.filling(texts.merging(times) { text, _ in text }))
    }
}

extension Capabilities {
    /// Where the reports of a rule on that bucket will appear. Pure; asks no server.
    public func reportLocation(of rule: InventoryRule, in bucket: BucketAddress) -> ReportLocation {
        let prefix = rule.destination.prefix?.string ?? ""
        let used = prefix.isEmpty ? reports.defaultPrefix : prefix
        let parts = bucket.name.string.split(separator: "-", omittingEmptySubsequences: false)
        let texts = [
            "{bucketName}": parts.dropLast().joined(separator: "-"), "{account}": parts.last.map(String.init) ?? "",
            "{bucket}": bucket.name.string, "{id}": rule.id.string,
            // Without any prefix the name begins with what comes after it.
            used == nil ? "{prefix}/" : "{prefix}": used ?? "",
        ]
        return ReportLocation(
            bucket: rule.destination.bucket, isCertain: used != nil && !(used ?? "").hasSuffix("/"),
            manifest: reports.manifest, checksum: reports.checksum, texts: texts)
    }

    /// The columns that reports of this rule will have, in the cloud's spelling. Read a report by the schema in its
    /// manifest all the same: no source promises the order. Names that sources spell differently are joined by `|`.
    public func reportColumns(of rule: InventoryRule) -> [String] {
        let content = fit(rule, fidelity: Fidelity(accepted: Set(Feature.allCases))).value.content
        return reports.columns + (content.versions == .all ? reports.versionColumns : [])
            + content.fields.list.compactMap(spelling(of:))
    }
}
