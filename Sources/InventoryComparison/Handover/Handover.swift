public import InventoryCore
public import InventoryReports

/// A comparison for an engine: two reports whose manifests and files are verified, and the script that compares their rows.
///
/// ```swift
/// let prepared = try await Handover.prepare(comparison, for: .duckdb, sourceFiles: "/srv/a/", targetFiles: "/srv/b/")
/// if let handover = prepared.handover { print(handover.script()) }
/// ```
/// The script reads the files that the manifests list, by name. It holds what it has read against what is known of each
/// file, and fails before it concludes anything where rows are lost, cannot be read, or stand twice.
public struct Handover: Sendable {
    /// Two reports on their way to an engine.
    public struct Preparation: Sendable {
        /// How far the source's report can be trusted; its rows are left to engines that read them on many machines.
        public var source: Verification
        /// The target's.
        public var target: Verification
        /// What the engine gets; nil where a report failed.
        public var handover: Handover?
    }

    /// The engine that the script is for.
    public let engine: HandoverEngine
    /// What was written at or after that moment counts as unsettled unless it is proven to be the same.
    public let settledBefore: UTCInstant
    /// What is compared, and how.
    public let options: ComparisonOptions
    let evidence: Evidence
    let equalBuckets: EqualBuckets?
    let source: HandoverSide
    let target: HandoverSide

    var sides: [HandoverSide] { [source, target] }

    /// What is excluded, in canonical form.
    var excluded: [String] { options.canonicallyExcluded }

    /// Verifies both manifests and their files, as far as the engine needs it. Reads both reports.
    /// - Parameters:
    ///   - sourceFiles: what stands before the names of the source's files where the engine reads them: a folder or a URL,
    ///     with its last slash.
    ///   - targetFiles: the same for the target.
    ///   - progress: called while the source and the target are read, from two tasks.
    /// - Throws: what the stores throw; `unsupported` for a file that the engine cannot read as it is, and for fingerprints
    ///   of other reports.
    public static func prepare(
        _ comparison: Comparison, for engine: HandoverEngine, sourceFiles: String, targetFiles: String,
        progress: (@Sendable (_ isSource: Bool, ReportProgress) -> Void)? = nil
    ) async throws -> Preparation {
        guard comparison.options.question == .copy else {
            throw InventoryError(
                .unsupported, "engines compare current versions of two buckets; compare it without one")
        }
        try comparison.requireFingerprints()
        async let first = comparison.source.verifyFiles(engine.depth) { progress?(true, $0) }
        async let second = comparison.target.verifyFiles(engine.depth) { progress?(false, $0) }
        let (a, b) = try await (first, second)
        var prepared = Preparation(source: a.verification, target: b.verification, handover: nil)
        guard a.isFaultless, b.isFaultless,
            let from = comparison.source.manifest ?? comparison.source.columnar?.manifest,
            let to = comparison.target.manifest ?? comparison.target.columnar?.manifest
        else { return prepared }
        let settledBefore = comparison.settledBefore
        prepared.handover = Handover(
            engine: engine, settledBefore: settledBefore, options: comparison.options,
            evidence: Evidence(comparison), equalBuckets: comparison.equalBuckets,
            source: try HandoverSide(
                "source", from, a, below: sourceFiles, prefix: comparison.options.sourcePrefix, for: engine),
            target: try HandoverSide(
                "target", to, b, below: targetFiles, prefix: comparison.options.targetPrefix, for: engine))
        return prepared
    }

    /// The script's file name.
    public var scriptName: String { engine == .spark ? "compare.py" : "compare.sql" }

    /// The script, for people to read and for the engine to run.
    /// - Parameter listsKeys: whether it writes every key's verdict, too, which takes a sort of them.
    public func script(listsKeys: Bool = true) -> String {
        switch engine {
        case .duckdb: DuckDBScript(handover: self, listsKeys: listsKeys).text
        case .spark: SparkScript(handover: self, listsKeys: listsKeys).text
        case .athena: AthenaScript(handover: self).text
        }
    }
}
