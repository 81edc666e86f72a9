public import InventoryCore
public import InventoryReports
internal import InventoryVendorFacts

/// Compares two reports of any two clouds: is everything there, and is it the same?
///
/// Both reports are verified while they are read, each once, and put in the order of their keys; only when both are
/// verified is anything concluded. The result does not depend on the order of files or rows.
public struct Comparison: Sendable {
    /// The report of what is to be copied.
    public var source: Report
    /// The report of the copy.
    public var target: Report
    /// What is compared, and how.
    public var options: ComparisonOptions

    /// Bytes of records that each side keeps in memory before it uses its scratch folder.
    public var memory = 20 << 20

    public init(of source: Report, with target: Report, _ options: ComparisonOptions = ComparisonOptions()) {
        self.source = source
        self.target = target
        self.options = options
    }

    /// What was written at or after that moment may have been seen by one scan only. Clocks differ, and lists of objects
    /// lag: without an option it is an hour before the earliest moment at which either scan can have begun.
    public var settledBefore: UTCInstant {
        let starts = [source, target].map { $0.manifestVerification.earliestStart ?? $0.run.earliestStart }
        return options.settledBefore ?? (starts.min() ?? source.run.earliestStart).advanced(by: -3600)
    }

    /// Reads both reports and compares them.
    /// - Parameters:
    ///   - progress: called while the source and the target are read, from two tasks.
    ///   - tell: called for every key in the order of the keys' bytes. What was told counts only if the result has a
    ///     summary: a key that stands twice is met on the way.
    /// - Throws: what the stores throw, what `tell` throws, `fileUnreadable` when the scratch folder is full.
    public func run(
        progress: (@Sendable (_ isSource: Bool, ReportProgress) -> Void)? = nil,
        _ tell: (borrowing ComparedKey) throws -> Void
    ) async throws -> ComparisonResult {
        async let sourceSide = read(source) { progress?(true, $0) }
        async let targetSide = read(target) { progress?(false, $0) }
        let (a, b) = try await (sourceSide, targetSide)
        var result = ComparisonResult(source: a.verification, target: b.verification, summary: nil)
        guard a.verification.outcome == .verified, b.verification.outcome == .verified else { return result }
        do {
            let from = try side(a, prefix: options.sourcePrefix) { result.source.fail($0) }
            let to = try side(b, prefix: options.targetPrefix) { result.target.fail($0) }
            guard let from, let to else { return result }
            result.summary = try merge(from, to, tell) { isSource, failure in
                if isSource { result.source.fail(failure) } else { result.target.fail(failure) }
            }
        }
        return result
    }

    /// A report, read and in order. Handed from the task that read it to the one that compares.
    // @unchecked: one task at a time has it, and the records are read by nobody else.
    private struct Side: @unchecked Sendable {
        var verification: Verification
        var records: RecordStream
    }

    private func read(_ report: Report, _ progress: @escaping @Sendable (ReportProgress) -> Void) async throws -> Side {
        let sorter = RecordSorter(memory: memory, scratch: report.store.scratch)
        let verification = try await report.read(into: sorter, progress: progress)
        return Side(verification: verification, records: try sorter.finish())
    }

    private static func failure(_ error: ComparisonSide.RepeatedKey) -> VerificationFailure {
        var key: [UInt8] = []
        error.key.withUnsafeBufferPointer { KeyText.appendCanonical($0, to: &key) }
        let text = Printable.quoted(String(decoding: key, as: UTF8.self))
        return VerificationFailure(
            .keyRepeated,
            "the report lists the current version of '\(text)' twice; a file of another run may be among its files")
    }

    private func side(
        _ side: Side, prefix: ExactText, _ fail: (VerificationFailure) -> Void
    ) throws -> ComparisonSide? {
        do {
            return try ComparisonSide(side.records, prefix: prefix, options)
        } catch let error as ComparisonSide.RepeatedKey {
            fail(Self.failure(error))
            return nil
        }
    }

    private func merge(
        _ source: ComparisonSide, _ target: ComparisonSide, _ tell: (borrowing ComparedKey) throws -> Void,
        _ fail: (Bool, VerificationFailure) -> Void
    ) throws -> ComparisonSummary? {
        let settledBefore = settledBefore
        let evidence = Evidence(settledBefore: settledBefore.secondsSinceEpoch, self)
        var merger = Merger(evidence, prefix: Array(options.sourcePrefix.string.utf8))
        while source.record != nil || target.record != nil {
            let (takesSource, takesTarget) = Merger.next(source, target)
            try merger.conclude(takesSource ? source : nil, takesTarget ? target : nil, tell)
            do {
                if takesSource { try source.advance() }
            } catch let error as ComparisonSide.RepeatedKey {
                fail(true, Self.failure(error))
                return nil
            }
            do {
                if takesTarget { try target.advance() }
            } catch let error as ComparisonSide.RepeatedKey {
                fail(false, Self.failure(error))
                return nil
            }
            if merger.told % 65536 == 0 { try Task.checkCancellation() }
        }
        return ComparisonSummary(
            counts: merger.counts, settledBefore: settledBefore, skippedAtSource: source.skipped,
            skippedAtTarget: target.skipped)
    }
}

extension Evidence {
    /// What the reports of a comparison allow to conclude.
    fileprivate init(settledBefore: Int64, _ comparison: Comparison) {
        let manifests = [comparison.source, comparison.target].map(\.manifest)
        func tellsMD5(_ manifest: Manifest?) -> Bool {
            guard let manifest, manifest.forms.etagsCanBeMD5 else { return false }
            return [manifest.forms.columns.multipart, manifest.forms.columns.encryption]
                .allSatisfy { manifest.hasColumn($0) }
        }
        self.init(
            settledBefore: settledBefore,
            comparesCRC64: manifests.allSatisfy { $0?.forms.hasComparableCRC64 ?? false },
            sourceTellsMD5: tellsMD5(manifests[0]), targetTellsMD5: tellsMD5(manifests[1]))
    }
}
