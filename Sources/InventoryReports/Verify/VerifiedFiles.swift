/// How far the files of a report are read.
package enum ReadDepth: Hashable, Sendable {
    /// To the end, every row.
    case rows
    /// Their bytes where there are checksums, and their first rows: another reader takes the rest.
    case beginnings
    /// Their bytes where there are checksums: rows of Parquet and ORC are not read here.
    case bytes
}

/// How one file of a report is written: what another reader has to be told of it.
package struct FileForm: Hashable, Sendable {
    /// Whether it is compressed, whatever its name says.
    package var isGzip: Bool
    /// Whether zeros follow its gzip data, as far as it was read.
    package var hasPadding: Bool
    /// Whether a byte order mark stands before its first row.
    package var hasMark: Bool
    /// Whether lines end in CR and LF.
    package var hasCarriageReturns: Bool
    /// Whether its first row is the schema.
    package var hasHeader: Bool
    /// In which letters it can be read, where all of it was; else `ascii`.
    package var text: FileText
    /// The rows that were read of it.
    package var rows: Int64

    /// That of a file that is no CSV.
    init() {
        (isGzip, hasPadding, hasMark, hasCarriageReturns, hasHeader) = (false, false, false, false, false)
        (text, rows) = (.ascii, 0)
    }

    init(_ seen: Dialect, _ counts: RowCounts, _ text: FileText) {
        self.text = text
        isGzip = seen.contains(.gzip)
        hasPadding = seen.contains(.gzipPadding)
        hasMark = seen.contains(.markBeforeRows)
        hasCarriageReturns = seen.contains(.carriageReturn)
        hasHeader = counts.hasHeader
        rows = counts.rows
    }
}

/// A report whose manifest and files were verified, for a reader that takes the rows.
package struct VerifiedFiles: Sendable {
    /// What is known so far; all of it where every row was read.
    package private(set) var verification: Verification
    /// The files that are there, in the manifest's order.
    package private(set) var files: [(file: ReportFile, form: FileForm)]
    private var ladder: Ladder?

    /// Ends the verification with the rows that the other reader has counted.
    /// - Parameters:
    ///   - counts: of each file.
    ///   - failures: what it has met, and how often each.
    package mutating func end(_ counts: [RowCounts], _ failures: [(VerificationFailure, count: Int64)]) {
        guard var ladder = ladder.take() else {
            for (failure, _) in failures { verification.fail(failure) }
            return
        }
        ladder.hasUnreadRows = false
        for (file, counts) in zip(files, counts) { ladder.note(rows: counts, isWhole: true, of: file.file) }
        for (failure, count) in failures { ladder.note([failure], count: Int(clamping: count)) }
        verification = ladder.finish(bytes: verification.bytes)
    }

    fileprivate init(_ reader: ReportReader, _ files: [(ReportFile, FileForm)], depth: ReadDepth) {
        self.files = files
        let gathered = reader.gathered
        ladder = depth != .rows && gathered.isFaultless ? gathered : nil
        verification = reader.finish()
    }

    fileprivate init(_ verification: Verification) {
        self.verification = verification
        files = []
    }
}

extension Report {
    /// Verifies manifest and files, and says how each file is written.
    /// - Throws: as ``verify(progress:)`` does.
    package func verifyFiles(
        _ depth: ReadDepth, progress: (@Sendable (ReportProgress) -> Void)? = nil
    ) async throws -> VerifiedFiles {
        guard let manifest = manifest ?? columnar?.manifest else { return VerifiedFiles(manifestVerification) }
        let depth = manifest.format == .csv ? depth : .bytes
        var files: [(ReportFile, FileForm)] = []
        let reader = ReportReader(self, manifest, sink: nil, depth: depth) { files.append(($0, $1)) }
        while try await reader.step() { progress?(reader.progress) }
        return VerifiedFiles(reader, files, depth: depth)
    }
}

extension VerifiedFiles {
    /// Whether nothing has failed so far.
    package var isFaultless: Bool { verification.failureCount == 0 }
}
