public import InventoryCore
public import InventoryReports

/// Compares two reports of any two clouds: is everything there, and is it the same?
///
/// Both reports are verified while they are read, put in the order of their keys and merged, side by side; only when both
/// are verified does what was told count. The result does not depend on the order of files or rows, nor on threads.
public struct Comparison: Sendable {
    /// The report of what is to be copied.
    public var source: Report
    /// The report of the copy.
    public var target: Report
    /// What is compared, and how.
    public var options: ComparisonOptions

    /// Bytes of records that each side keeps in memory before it uses its scratch folder.
    public var memory = 20 << 20

    /// Buckets whose keys are not compared one by one, since both reports' fingerprints say that they are equal: they are
    /// counted as the same, and not told. Both reports are read and verified all the same.
    public var equalBuckets: EqualBuckets?

    public init(of source: Report, with target: Report, _ options: ComparisonOptions = ComparisonOptions()) {
        self.source = source
        self.target = target
        self.options = options
    }

    /// What was written at or after that moment may have been seen by one scan only. Clocks differ, and lists of objects
    /// lag: without an option it is an hour before the earliest moment at which either scan can have begun. Between two
    /// reports of one bucket nothing is unsettled.
    public var settledBefore: UTCInstant {
        let starts = [source, target].map { $0.manifestVerification.earliestStart ?? $0.run.earliestStart }
        return options.settledBefore ?? (starts.min() ?? source.run.earliestStart).advanced(by: -3600)
    }

    /// Reads both reports and compares them.
    /// - Parameters:
    ///   - progress: called while the source and the target are read, from two tasks.
    ///   - startOver: called where what was told so far does not count, since rows that had come in order did not go on so:
    ///     both reports are then read once more. nil: nothing is told before both reports are read, at the price of
    ///     a scratch file also for rows in order.
    ///   - tell: called for every key in the order of the keys' bytes. What was told counts only if the result has a
    ///     summary: what is wrong with a report may show at its end.
    /// - Throws: what the stores throw, what `tell` and `startOver` throw, `fileUnreadable` when the scratch folder is full,
    ///   `unsupported` where the reports do not list what is asked for, or ``equalBuckets`` are of others.
    public func run(
        progress: (@Sendable (_ isSource: Bool, ReportProgress) -> Void)? = nil,
        startOver: (() throws -> Void)? = nil, _ tell: (borrowing ComparedKey) throws -> Void
    ) async throws -> ComparisonResult {
        guard source.manifest != nil, target.manifest != nil else {
            return ComparisonResult(
                source: try await source.verify { progress?(true, $0) },
                target: try await target.verify { progress?(false, $0) }, summary: nil)
        }
        try requireColumns()
        try requireFingerprints()
        if let startOver {
            do {
                return try await attempt(sorts: false, progress, tell)
            } catch is RecordIntake.OrderBroken {
                try startOver()
            }
        }
        return try await attempt(sorts: true, progress, tell)
    }

    private func attempt(
        sorts: Bool, _ progress: (@Sendable (Bool, ReportProgress) -> Void)?,
        _ tell: (borrowing ComparedKey) throws -> Void
    ) async throws -> ComparisonResult {
        let (from, to) = (RecordChannel(), RecordChannel())
        let (prefix, targetPrefix) = (options.sourcePrefix, options.targetPrefix)
        async let readSource = read(source, below: prefix, into: from, sorts: sorts) { progress?(true, $0) }
        async let readTarget = read(target, below: targetPrefix, into: to, sorts: sorts) { progress?(false, $0) }
        var summary: ComparisonSummary?
        var repeated: RepeatedKey?
        do {
            switch options.question {
            case .copy, .change: summary = try await merge(CurrentSide.self, from, to, tell)
            case .history: summary = try await merge(HistorySide.self, from, to, tell)
            }
        } catch let error as RepeatedKey {
            repeated = error
        } catch {
            from.close()
            to.close()
            throw error
        }
        from.close()
        to.close()
        var result = ComparisonResult(source: try await readSource, target: try await readTarget, summary: nil)
        guard result.source.outcome == .verified, result.target.outcome == .verified else { return result }
        if let repeated {
            result.fail(repeated)
            return result
        }
        result.summary = summary
        if let equalBuckets { try result.add(equalBuckets) }
        return result
    }

    /// Reads a report and hands on its records in order. What ends it is told the channel, too.
    private func read(
        _ report: Report, below prefix: ExactText, into channel: RecordChannel, sorts: Bool,
        _ progress: @escaping @Sendable (ReportProgress) -> Void
    ) async throws -> Verification {
        do {
            let intake = RecordIntake(
                memory: memory, scratch: report.store.scratch, sorts: sorts,
                keepsVersions: options.question == .history,
                without: equalBuckets.map { EqualRows(ComparedScope(prefix: prefix, options), $0) })
            let verification = try await report.read(into: intake) { now in
                progress(now)
                while let piece = intake.next() { await channel.send(piece) }
            }
            if verification.outcome == .verified {
                while let piece = try intake.rest() { await channel.send(piece) }
            }
            channel.finish()
            return verification
        } catch {
            channel.finish(.failure(error))
            throw error
        }
    }

    private func merge<Side: ComparedSide>(
        _ kind: Side.Type, _ from: RecordChannel, _ to: RecordChannel, _ tell: (borrowing ComparedKey) throws -> Void
    ) async throws -> ComparisonSummary {
        var merger = Merger<Side>(Evidence(self), prefix: Array(options.sourcePrefix.string.utf8))
        var source = Side(ComparedScope(prefix: options.sourcePrefix, options), isSource: true)
        var target = Side(ComparedScope(prefix: options.targetPrefix, options), isSource: false)
        while !source.isAtEnd || !target.isAtEnd {
            try Task.checkCancellation()
            if source.isStarved {
                try source.feed(try await from.next())
            } else if target.isStarved {
                try target.feed(try await to.next())
            } else {
                try merger.merge(&source, &target, tell)
            }
        }
        let verdicts = Verdict.all(of: options.question)
        return ComparisonSummary(
            counts: Dictionary(uniqueKeysWithValues: verdicts.map { ($0, merger.count($0)) }),
            settledBefore: settledBefore, skippedAtSource: source.skipped, skippedAtTarget: target.skipped)
    }
}
