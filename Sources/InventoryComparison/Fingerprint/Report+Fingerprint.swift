internal import InventoryCore
public import InventoryReports

extension Report {
    /// Verifies the report and makes its fingerprint, in one pass and with memory for the buckets alone. A key that the report
    /// lists twice is not noticed: a comparison does that.
    /// - Parameter progress: called after every piece that was read.
    /// - Returns: the verification, and the fingerprint where it is `verified`.
    /// - Throws: as ``verify(progress:)`` does; `unsupported` for a number of buckets that cannot be.
    public func fingerprint(
        _ options: FingerprintOptions = FingerprintOptions(), progress: (@Sendable (ReportProgress) -> Void)? = nil
    ) async throws -> (verification: Verification, fingerprint: Fingerprint?) {
        try options.requireBuckets()
        let sink = FingerprintSink(options)
        let verification = try await read(into: sink) { progress?($0) }
        guard let manifest, verification.outcome == .verified else { return (verification, nil) }
        let compared = options.compared
        return (
            verification,
            Fingerprint(
                cloud: manifest.provider, manifest: manifest.canonicalKey, rows: verification.rows,
                bucketCount: options.buckets, prefix: KeyText.canonical(Array(options.prefix.string.utf8)),
                excluded: compared.canonicallyExcluded.sorted(), skipsFolders: options.skipsFolders,
                skipped: sink.skipped, buckets: sink.buckets)
        )
    }
}

extension Manifest {
    /// The manifest's object name in canonical form.
    var canonicalKey: String { KeyText.canonical(Array(key.string.utf8)) }
}
