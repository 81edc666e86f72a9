internal import InventoryCore
internal import InventoryReports

/// What an engine has counted and met, before it concluded anything.
struct EngineAnswer {
    let engine: HandoverEngine
    /// Each side's rows, in the order of its files.
    private(set) var counts: [String: [RowCounts]] = [:]
    /// What is wrong with a side, and how often.
    private(set) var failures: [String: [(VerificationFailure, count: Int64)]] = [:]
    /// What was left out.
    private(set) var skipped: [String: SkippedObjects] = [:]

    /// - Returns: nil where the script did not come so far.
    /// - Throws: what the store throws; `invalidDocument`.
    init?(_ engine: HandoverEngine, in store: any ObjectStore) async throws {
        self.engine = engine
        do {
            try await readCounts(in: store)
        } catch let error as InventoryError where error.code == .objectNotFound { return nil }
        try await readFacts(in: store)
    }

    private mutating func readCounts(in store: any ObjectStore) async throws {
        var lines = try await EngineLines("files.csv", in: store)
        while let line = try await lines.next() {
            let numbers = line.dropFirst().compactMap { Int64($0) }
            guard numbers.count == 5, Int(numbers[0]) == counts[line[0], default: []].count else {
                throw engine.malformed("files.csv")
            }
            counts[line[0], default: []].append(
                RowCounts(rows: numbers[1], current: numbers[2], objects: numbers[3], currentObjects: numbers[4]))
        }
    }

    private mutating func readFacts(in store: any ObjectStore) async throws {
        var facts = try await EngineLines("facts.csv", in: store)
        while let line = try await facts.next() {
            guard line.count == 4, let count = Int64(line[3]) else { throw engine.malformed("facts.csv") }
            switch (line[1], line[2]) {
            case ("skipped", "excluded"): skipped[line[0], default: SkippedObjects()].excluded = Int(count)
            case ("skipped", "folders"): skipped[line[0], default: SkippedObjects()].folders = Int(count)
            case ("skipped", "outOfScope"): skipped[line[0], default: SkippedObjects()].outOfScope = Int(count)
            case ("repeated", let key): failures[line[0], default: []].append((.repeated(key), 1))
            case ("problem", let code):
                guard let code = VerificationFailure.Code(rawValue: code) else { throw engine.malformed("facts.csv") }
                let sentence = "\(count) rows cannot be read; `report verify` names them"
                failures[line[0], default: []].append((VerificationFailure(code, sentence), count))
            default: throw engine.malformed("facts.csv")
            }
        }
    }
}

extension HandoverEngine {
    func malformed(_ name: String) -> InventoryError {
        InventoryError(.invalidDocument, "'\(name)', which \(rawValue) has written, is not as the script wants it")
    }
}

extension HandoverSide {
    /// The verification with what the engine has counted and met.
    func ended(by answer: EngineAnswer) throws -> Verification {
        let (engine, counts) = (answer.engine, answer.counts[name] ?? [])
        guard counts.count == files.count else {
            throw InventoryError(
                .invalidDocument,
                "\(engine.rawValue) tells of \(counts.count) files of the \(name), and \(files.count) were handed over")
        }
        var verified = verified
        verified.end(counts, answer.failures[name] ?? [])
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
