public import InventoryCore
internal import InventoryReports

extension Handover {
    /// Reads what the script has written, and concludes.
    /// - Parameters:
    ///   - store: the folder that it ran in.
    ///   - hasSucceeded: whether it came to its end.
    ///   - tell: called for every key in the order of the keys' bytes; nil where only the counts are wanted.
    /// - Returns: nil where it failed for another reason than the reports.
    /// - Throws: what the store throws, what `tell` throws; `invalidDocument` where the engine has not read what is there.
    public func result(
        in store: any ObjectStore, hasSucceeded: Bool, _ tell: ((borrowing ComparedKey) throws -> Void)? = nil
    ) async throws -> ComparisonResult? {
        guard let answer = try await EngineAnswer(engine, in: store) else { return nil }
        var result = ComparisonResult(
            source: try source.ended(by: answer), target: try target.ended(by: answer), summary: nil)
        guard result.source.outcome == .verified, result.target.outcome == .verified else { return result }
        guard hasSucceeded else { return nil }
        let verdicts = try await verdictCounts(in: store)
        if let tell { try await self.tell(tell, in: store, verdicts.values.reduce(0, +)) }
        result.summary = ComparisonSummary(
            counts: verdicts, settledBefore: settledBefore,
            skippedAtSource: answer.skipped["source"] ?? SkippedObjects(),
            skippedAtTarget: answer.skipped["target"] ?? SkippedObjects())
        if let equalBuckets { try result.add(equalBuckets) }
        return result
    }

    private func verdictCounts(in store: any ObjectStore) async throws -> [Verdict: Int] {
        var counts = Dictionary(uniqueKeysWithValues: Verdict.all(of: .copy).map { ($0, 0) })
        var lines = try await EngineLines("counts.csv", in: store)
        while let line = try await lines.next() {
            guard line.count == 2, let verdict = Verdict(rawValue: line[0]), let count = Int(line[1]) else {
                throw engine.malformed("counts.csv")
            }
            counts[verdict] = count
        }
        return counts
    }

    private func tell(
        _ tell: (borrowing ComparedKey) throws -> Void, in store: any ObjectStore, _ expected: Int
    ) async throws {
        var lines = try await EngineLines("verdicts.csv", in: store)
        var told = 0
        while let line = try await lines.next() {
            guard line.count == 4, let verdict = Verdict(rawValue: line[0]),
                let key = KeyText.decode(Array(line[1].utf8))
            else { throw engine.malformed("verdicts.csv") }
            try key.withUnsafeBytes { bytes in
                var key = ComparedKey(prefix: [], rest: bytes)
                key.verdict = verdict
                (key.sourceSize, key.targetSize) = (Int64(line[2]), Int64(line[3]))
                try tell(key)
            }
            told += 1
        }
        guard told == expected else { throw engine.malformed("verdicts.csv") }
    }
}
