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
        guard let counts = try await fileCounts(in: store) else { return nil }
        var found: [String: [(VerificationFailure, count: Int64)]] = [:]
        var skipped: [String: SkippedObjects] = [:]
        var facts = try await EngineLines("facts.csv", in: store)
        while let line = try await facts.next() {
            guard line.count == 4, let count = Int64(line[3]) else { throw malformed("facts.csv") }
            switch (line[1], line[2]) {
            case ("skipped", "excluded"): skipped[line[0], default: SkippedObjects()].excluded = Int(count)
            case ("skipped", "folders"): skipped[line[0], default: SkippedObjects()].folders = Int(count)
            case ("skipped", "outOfScope"): skipped[line[0], default: SkippedObjects()].outOfScope = Int(count)
            case ("repeated", let key): found[line[0], default: []].append((.repeated(key), 1))
            case ("problem", let code):
                guard let code = VerificationFailure.Code(rawValue: code) else { throw malformed("facts.csv") }
                let sentence = "\(count) rows cannot be read; `report verify` names them"
                found[line[0], default: []].append((VerificationFailure(code, sentence), count))
            default: throw malformed("facts.csv")
            }
        }
        var result = ComparisonResult(
            source: try source.ended(counts["source"] ?? [], found["source"] ?? [], by: engine),
            target: try target.ended(counts["target"] ?? [], found["target"] ?? [], by: engine), summary: nil)
        guard result.source.outcome == .verified, result.target.outcome == .verified else { return result }
        guard hasSucceeded else { return nil }
        let verdicts = try await verdictCounts(in: store)
        if let tell { try await self.tell(tell, in: store, verdicts.values.reduce(0, +)) }
        result.summary = ComparisonSummary(
            counts: verdicts, settledBefore: settledBefore, skippedAtSource: skipped["source"] ?? SkippedObjects(),
            skippedAtTarget: skipped["target"] ?? SkippedObjects())
        return result
    }

    private func malformed(_ name: String) -> InventoryError {
        InventoryError(
            .invalidDocument, "'\(name)', which \(engine.rawValue) has written, is not as the script wants it")
    }

    /// Each side's counts of rows, in the order of its files; nil where the script did not come so far.
    private func fileCounts(in store: any ObjectStore) async throws -> [String: [RowCounts]]? {
        var lines: EngineLines
        do {
            lines = try await EngineLines("files.csv", in: store)
        } catch let error as InventoryError where error.code == .objectNotFound { return nil }
        var counts: [String: [RowCounts]] = [:]
        while let line = try await lines.next() {
            let numbers = line.dropFirst().compactMap { Int64($0) }
            guard numbers.count == 5, Int(numbers[0]) == counts[line[0], default: []].count else {
                throw malformed("files.csv")
            }
            counts[line[0], default: []].append(
                RowCounts(rows: numbers[1], current: numbers[2], objects: numbers[3], currentObjects: numbers[4]))
        }
        return counts
    }

    private func verdictCounts(in store: any ObjectStore) async throws -> [Verdict: Int] {
        var counts = Dictionary(uniqueKeysWithValues: Verdict.all(of: .copy).map { ($0, 0) })
        var lines = try await EngineLines("counts.csv", in: store)
        while let line = try await lines.next() {
            guard line.count == 2, let verdict = Verdict(rawValue: line[0]), let count = Int(line[1]) else {
                throw malformed("counts.csv")
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
            else { throw malformed("verdicts.csv") }
            try key.withUnsafeBytes { bytes in
                var key = ComparedKey(prefix: [], rest: bytes)
                key.verdict = verdict
                (key.sourceSize, key.targetSize) = (Int64(line[2]), Int64(line[3]))
                try tell(key)
            }
            told += 1
        }
        guard told == expected else { throw malformed("verdicts.csv") }
    }
}

extension HandoverSide {
    /// The verification with what the engine has counted and met.
    fileprivate func ended(
        _ counts: [RowCounts], _ failures: [(VerificationFailure, count: Int64)], by engine: HandoverEngine
    ) throws -> Verification {
        guard counts.count == files.count else {
            throw InventoryError(
                .invalidDocument,
                "\(engine.rawValue) tells of \(counts.count) files of the \(name), and \(files.count) were handed over")
        }
        var verified = verified
        verified.end(counts, failures)
        for (file, counted) in zip(files, counts) {
            guard let rows = file.rows, counted.rows != rows, verified.isFaultless else { continue }
            throw InventoryError(
                .invalidDocument,
                "\(engine.rawValue) has read \(counted.rows) rows of '\(Printable.quoted(file.place))', which has \(rows): "
                    + "the file is lost, or another one")
        }
        return verified.verification
    }
}
