internal import InventoryCore
internal import InventoryReports
internal import InventoryVendorFacts

extension Evidence {
    /// What the reports of a comparison allow to conclude.
    init(_ comparison: Comparison) {
        let manifests = [comparison.source, comparison.target].map { $0.manifest ?? $0.columnar?.manifest }
        func tellsMD5(_ manifest: Manifest?) -> Bool {
            guard let manifest, manifest.forms.etagsCanBeMD5 else { return false }
            return [manifest.forms.columns.multipart, manifest.forms.columns.encryption]
                .allSatisfy { manifest.hasColumn($0) }
        }
        let isOfOneBucket = comparison.options.question == .change
        self.init(
            settledBefore: isOfOneBucket ? .max : comparison.settledBefore.secondsSinceEpoch,
            isOfOneBucket: isOfOneBucket,
            comparesCRC64: manifests.allSatisfy { $0?.forms.hasComparableCRC64 ?? false },
            sourceTellsMD5: tellsMD5(manifests[0]), targetTellsMD5: tellsMD5(manifests[1]))
    }
}

extension Comparison {
    /// - Throws: `unsupported` where the reports do not list what is asked for.
    func requireColumns() throws(InventoryError) {
        guard let source = source.manifest, let target = target.manifest else { return }
        switch options.question {
        case .copy: break
        case .history:
            for manifest in [source, target]
            where !manifest.hasVersions || !manifest.hasColumn(manifest.forms.columns.version) {
                throw InventoryError(
                    .unsupported,
                    "'\(Printable.quoted(manifest.key.string))' does not list all versions (columns VersionId and "
                        + "IsLatest); order reports of all versions, or compare current ones")
            }
        case .change:
            guard source.provider == target.provider, source.fullBucket == target.fullBucket else {
                throw InventoryError(
                    .unsupported,
                    "'\(Printable.quoted(source.key.string))' and '\(Printable.quoted(target.key.string))' are reports of "
                        + "two buckets; compare them instead")
            }
            let columns = source.forms.columns
            guard [columns.etag, columns.modified].contains(where: { source.hasColumn($0) && target.hasColumn($0) })
            else {
                throw InventoryError(
                    .unsupported,
                    "the reports tell neither ETags nor times, so that most changes cannot be seen; add a field to the rule"
                )
            }
        }
    }
}

extension ComparisonResult {
    /// Notes that a report lists a key twice.
    mutating func fail(_ error: RepeatedKey) {
        let what = error.ofHistory ? "a version of" : "the current version of"
        let failure = VerificationFailure.repeated(KeyText.canonical(error.key), what)
        if error.isSource { source.fail(failure) } else { target.fail(failure) }
    }
}

extension VerificationFailure {
    /// - Parameters:
    ///   - key: in canonical form.
    ///   - what: of the key stands twice.
    static func repeated(_ key: String, _ what: String = "the current version of") -> VerificationFailure {
        VerificationFailure(
            .keyRepeated,
            "the report lists \(what) '\(Printable.quoted(key))' twice; a file of another run may be among its files")
    }
}
