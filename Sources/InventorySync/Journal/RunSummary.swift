public import InventoryCore

/// A run as the journal folder knows it.
public struct RunSummary: Hashable, Sendable {
    /// The run's name; names sort in the order in which the runs began, whatever the clock said.
    public var run: String
    /// The name of the rule set.
    public var ruleSet: String
    /// When the run began.
    public var started: UTCInstant
    /// Nil for a run that is under way or was cut short.
    public var finished: UTCInstant?
    /// Whether a recovery brought it to its end.
    public var wasRecovered: Bool
}

extension InventorySync {
    /// The runs of the journal folder, oldest first. Reads beginning and end of each file only, and nothing else.
    public func runSummaries() throws -> [RunSummary] {
        guard let folder = try readJournal() else { return [] }
        return try folder.runs().compactMap { run in
            // A run that was killed before its first line was on disk has done nothing.
            guard let line = try LineReader(own: folder.file(of: run))?.next(),
                let (ruleSet, started) = Self.beginning(line)
            else { return nil }
            let end = try folder.end(of: run)
            return RunSummary(
                run: run, ruleSet: ruleSet, started: started, finished: end?.finished,
                wasRecovered: end?.recovered ?? false)
        }
    }

    private static func beginning(_ line: [UInt8]) -> (ruleSet: String, started: UTCInstant)? {
        if let start = JournalRecord(sealed: line)?.start { return (start.ruleSet, start.started) }
        return FormerVersion(firstLine: line).map { ($0.start.ruleSet, $0.start.started) }
    }
}
