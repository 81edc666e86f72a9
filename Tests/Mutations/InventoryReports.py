"""Changes below Sources/InventoryReports."""

from change import Change

CHANGES = [
    Change(3, "a report is overdue in time", "a report is overdue when schedule and grace have passed",
           "Watch/ReportStore+Status.swift", "due.map { now > $0 } ?? false", "due.map { now > $0 } ?? true"),
    Change(3, "the newest run is found over a turn of the year", "the newest run counts over the turn of a year",
           "Watch/NewestRun.swift", "zip($0, $1).prefix { $0 == $1 }.map(\\.0)", "$1"),
    Change(3, "a run under way is no failure", "a run that has just begun is no failure, and one that does not end is",
           "Watch/ReportStore+Status.swift", "now > $0.latestStart.advanced(by: grace)", "now > $0.latestStart"),
    Change(5, "50 … byte by byte", "keys are matched byte by byte, whatever they spell",
           "Rows/KeyText.swift", "output[written] = 0x20", "output[written] = 0x2B"),
    Change(5, "51 gzip is read whole", "gzip is read whole or called by what is wrong",
           "Rows/Inflater.swift", "if input.contains(where: { $0 != 0 }) { isCorrupt = true }", ""),
    Change(5, "51 rows are read strictly", "every form is read, and what is wrong has its code",
           "Rows/CSVRows.swift", 'throw .malformed("text after a closing quote")', "place += 1"),
    Change(5, "51 a manifest names files inside the bucket", "every known form is read, and what is wrong has its code",
           "Manifest/FilePath.swift", "for bytes in [bytes] + [decoded].compactMap(\\.self)", "for bytes in [bytes]"),
    Change(5, "51 nothing outside of the folder is read", "nothing outside of the folder is read, by whatever way",
           "Locate/FolderStore.swift", "O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK", "O_RDONLY | O_CLOEXEC | O_NONBLOCK"),
    Change(5, "52 a snapshot has every object once", "every object is listed once, in parts",
           "Snapshot/SpanBoard.swift", "open[id]?.span.through = middle", ""),
    Change(5, "52 … and is no report where a page failed", "a page that fails leaves no report",
           "Snapshot/SnapshotListing.swift", "                        throw error\n", ""),
    Change(5, "52 … and goes on where it was killed", "what a killed process had half written does not count",
           "Snapshot/SnapshotPlace.swift", ".cut(to: part.bytes)", ""),
    Change(5, "51 a changed byte is seen", "a changed byte is seen by the file's checksum",
           "Verify/Ladder.swift", "guard digest != file.checksum else { return }", "guard digest.isEmpty else { return }"),
    Change(8, "gzip is unpacked alike by ISA-L", "zlib and ISA-L unpack the same, whatever the pieces, and find the same damage",
           "Rows/ISALMember.swift", "guard status >= 0 else", "guard status >= -1 else"),
    Change(6, "no engine gets bytes that it refuses", "DuckDB is told of UTF-8, and gets no bytes that it refuses",
           "Rows/FileText.swift", "begun = Array(text[end...])", "begun = []"),
]
