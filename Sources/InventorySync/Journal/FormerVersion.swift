internal import InventoryCore

/// What has to be known of earlier versions of the journal: that a run is of one of them, and how it ended. Such a run is
/// listed, and neither recovered nor undone. The lines of version 1 had no digest; those of version 2 had one, and did not
/// say of which run they were.
struct FormerVersion {
    /// The first line of a run.
    struct Start: Decodable {
        var version: Int
        var run: String
        var ruleSet: String
        var started: UTCInstant
    }

    private struct End: Codable {
        var finished: UTCInstant
        var confirmed: UTCInstant?
        var recovered: Bool
    }

    private struct FirstLine: Decodable { var start: Start }
    private struct LastLine: Codable { var end: End }

    let start: Start

    /// Nil for a line that is no start of a run of an earlier version.
    init?(firstLine line: [UInt8]) {
        let sealed = SealedLine.open(FirstLine.self, from: line)?.start
        guard let start = sealed ?? (try? JSONLine.decode(FirstLine.self, from: line).start),
            start.version == (sealed == nil ? 1 : 2)
        else { return nil }
        self.start = start
    }

    /// How the run ended, by the last line of its file. Nil for a line that says anything else or more.
    func end(lastLine line: [UInt8]) -> JournalRecord.End? {
        let end: End?
        if start.version == 1 {
            // Without a digest a damaged line is told by being written otherwise than we write.
            let last = try? JSONLine.decode(LastLine.self, from: line)
            end = last.flatMap { (try? JSONLine.encode($0)) == line ? $0.end : nil }
        } else {
            end = SealedLine.open(LastLine.self, from: line)?.end
        }
        return end.map {
            JournalRecord.End(finished: $0.finished, confirmed: $0.confirmed, recovered: $0.recovered)
        }
    }
}
