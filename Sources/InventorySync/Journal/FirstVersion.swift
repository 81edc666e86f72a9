internal import InventoryCore

/// What has to be known of version 1 of the journal, whose lines had no digest: that a run is of it, and how it ended. Such
/// a run is listed, and neither recovered nor undone.
enum FirstVersion {
    private struct Line: Codable {
        struct End: Codable {
            var finished: UTCInstant
            var recovered: Bool
        }

        var start: JournalRecord.Start?
        var end: End?
    }

    /// Nil for a line that is no start of that version.
    static func start(_ line: [UInt8]) -> JournalRecord.Start? {
        guard let start = try? JSONLine.decode(Line.self, from: line).start, start.version == 1 else { return nil }
        return start
    }

    /// Nil for a line that says anything else or more: a damaged line of a later version is none.
    static func end(_ line: [UInt8]) -> JournalRecord.End? {
        guard let end = try? JSONLine.decode(Line.self, from: line).end,
            let written = try? JSONLine.encode(Line(end: end)), written == line
        else { return nil }
        return JournalRecord.End(finished: end.finished, recovered: end.recovered)
    }
}
