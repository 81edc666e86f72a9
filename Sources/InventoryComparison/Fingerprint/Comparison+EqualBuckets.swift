internal import InventoryCore
internal import InventoryReports

/// Drops the rows of equal buckets before they are put in order.
struct EqualRows {
    private let scope: ComparedScope
    private let buckets: EqualBuckets
    private var keys: KeyBuckets

    init(_ scope: ComparedScope, _ buckets: EqualBuckets) {
        (self.scope, self.buckets) = (scope, buckets)
        keys = KeyBuckets(buckets.bucketCount)
    }

    /// Whether nothing has to be known of that row: what is left out for another reason is counted elsewhere.
    mutating func contains(_ record: ObjectRecord) throws -> Bool {
        guard scope.reason(toSkip: record.key, isEmpty: record.size == 0) == nil else { return false }
        return buckets.contains(try keys.bucket(of: scope.rest(of: record.key)))
    }
}

extension Comparison {
    /// - Throws: `unsupported` where the fingerprints are of other reports, or of other keys of them.
    func requireFingerprints() throws(InventoryError) {
        guard let equalBuckets else { return }
        guard options.question == .copy else {
            throw InventoryError(
                .unsupported, "fingerprints are of current versions of two buckets; compare without them")
        }
        let excluded = options.canonicallyExcluded.sorted()
        for (name, report, prefix, fingerprint) in [
            ("source", source, options.sourcePrefix, equalBuckets.source),
            ("target", target, options.targetPrefix, equalBuckets.target),
        ] {
            guard let manifest = report.manifest ?? report.columnar?.manifest else { continue }
            guard fingerprint.cloud == manifest.provider, fingerprint.manifest == manifest.canonicalKey else {
                throw InventoryError(
                    .unsupported,
                    "the \(name)'s fingerprint is of '\(Printable.quoted(fingerprint.manifest))', and the newest report is "
                        + "'\(Printable.quoted(manifest.canonicalKey))'; make it anew")
            }
            guard fingerprint.prefix == KeyText.canonical(Array(prefix.string.utf8)), fingerprint.excluded == excluded,
                fingerprint.skipsFolders == options.skipsFolders
            else {
                throw InventoryError(
                    .unsupported,
                    "the \(name)'s fingerprint is of other keys than are compared; make it with the same prefix and exclusions"
                )
            }
        }
    }
}

extension ComparisonResult {
    /// Adds what the fingerprints prove, once both reports are read.
    /// - Throws: `unsupported` where a report has not as many rows as its fingerprint was made of.
    mutating func add(_ buckets: EqualBuckets) throws(InventoryError) {
        for (name, verification, fingerprint) in [
            ("source", source, buckets.source), ("target", target, buckets.target),
        ]
        where verification.rows != fingerprint.rows {
            throw InventoryError(
                .unsupported,
                "the \(name)'s fingerprint is of \(fingerprint.rows) rows, and the report has \(verification.rows); make it anew"
            )
        }
        summary?.counts[.sameChecksum, default: 0] += Int(buckets.sameByChecksum)
        summary?.counts[.sameSize, default: 0] += Int(buckets.sameBySize)
    }
}
