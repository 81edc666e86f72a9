public import InventoryCore

/// A run as the journal folder knows it.
public struct RunSummary: Hashable, Sendable {
    /// The run's name; names sort in the order in which the runs began, whatever the clock said.
    public var run: String
    /// The name of the rule set; empty where the first line of the run's file cannot be read.
    public var ruleSet: String
    /// When the run began, by its first line, else by its name; nil where neither tells.
    public var started: UTCInstant?
    /// Whether a line of the run's file is whole. A run that was killed before has written nothing; a recovery closes it.
    public var hasBegun: Bool
    /// Nil for a run that is under way or was cut short.
    public var finished: UTCInstant?
    /// Whether a recovery brought it to its end.
    public var wasRecovered: Bool
}

extension InventorySync {
    /// The runs of the journal folder, oldest first. Reads beginning and end of each file only, and nothing else.
    public func runSummaries() throws -> [RunSummary] {
        guard let folder = try readJournal() else { return [] }
        return try folder.runs().map { run in
            let first = try folder.firstLine(of: run)
            let beginning = first.flatMap(Self.beginning)
            let end = try folder.end(of: run)
            return RunSummary(
                run: run, ruleSet: beginning?.ruleSet ?? "", started: beginning?.started ?? RunID(run)?.time,
                hasBegun: first != nil, finished: end?.finished, wasRecovered: end?.recovered ?? false)
        }
    }

    private static func beginning(_ line: [UInt8]) -> (ruleSet: String, started: UTCInstant)? {
        if let start = JournalRecord(sealed: line)?.start { return (start.ruleSet, start.started) }
        return FormerVersion(firstLine: line).map { ($0.start.ruleSet, $0.start.started) }
    }
}
