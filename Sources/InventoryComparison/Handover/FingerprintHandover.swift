public import InventoryCore
public import InventoryReports

/// A report whose manifest and files are verified, and the script by which an engine makes its ``Fingerprint``.
public struct FingerprintHandover: Sendable {
    /// What the script writes its document to.
    public static let documentName = "fingerprint.json"

    /// The engine that the script is for.
    public let engine: HandoverEngine
    /// What the fingerprint is of.
    public let options: FingerprintOptions
    let side: HandoverSide

    /// Verifies manifest and files, as far as the engine needs it.
    /// - Parameters:
    ///   - files: what stands before the names of the report's files where the engine reads them, with its last slash.
    ///   - progress: called while the report is read.
    /// - Returns: how far the report can be trusted, and what the engine gets; nil where the report failed.
    /// - Throws: what the store throws; `unsupported` for Athena, for a file that the engine cannot read as it is, and for a
    ///   number of buckets that cannot be.
    public static func prepare(
        _ report: Report, _ options: FingerprintOptions = FingerprintOptions(), for engine: HandoverEngine,
        files: String,
        progress: (@Sendable (ReportProgress) -> Void)? = nil
    ) async throws -> (verification: Verification, handover: FingerprintHandover?) {
        try options.requireBuckets()
        guard engine != .athena else {
            throw InventoryError(.unsupported, "fingerprints are made by DuckDB and Spark, or without an engine")
        }
        let verified = try await report.verifyFiles(engine.depth) { progress?($0) }
        guard verified.isFaultless, let manifest = report.manifest ?? report.columnar?.manifest else {
            return (verified.verification, nil)
        }
        let side = try HandoverSide("source", manifest, verified, below: files, prefix: options.prefix, for: engine)
        return (verified.verification, FingerprintHandover(engine: engine, options: options, side: side))
    }

    /// The script's file name.
    public var scriptName: String { engine == .spark ? "fingerprint.py" : "fingerprint.sql" }

    /// The script, for people to read and for the engine to run.
    public func script() -> String { FingerprintScript(handover: self).text }

    var cloud: String { side.manifest.provider.rawValue }
    /// What is left out, in canonical form and in order.
    var excluded: [String] { options.compared.canonicallyExcluded.sorted() }

    /// Reads what the script has written beside its document.
    /// - Parameters:
    ///   - store: the folder that it ran in.
    ///   - hasSucceeded: whether it came to its end.
    /// - Returns: the verification; nil where it failed for another reason than the report.
    /// - Throws: what the store throws; `invalidDocument` where the engine has not read what is there.
    public func verification(in store: any ObjectStore, hasSucceeded: Bool) async throws -> Verification? {
        guard let answer = try await EngineAnswer(engine, in: store) else { return nil }
        let verification = try side.ended(by: answer)
        return verification.outcome == .verified && !hasSucceeded ? nil : verification
    }
}
