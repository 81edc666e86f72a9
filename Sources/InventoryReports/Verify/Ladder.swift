internal import InventoryCore
internal import InventoryVendorFacts

/// Gathers what the files of a report show, and ends in its verification.
struct Ladder {
    private let manifest: Manifest
    private var verification: Verification
    private var counts = RowCounts()
    /// Files that are not there, files whose rows were not all reached.
    private var missing = 0
    private var cut = 0
    private var withChecksum = 0
    private var withRows = 0
    /// Whether the rows are left to another reader, which has not told of them yet.
    var hasUnreadRows = false
    var seen: Dialect = []

    init(_ manifest: Manifest, _ verification: Verification) {
        self.manifest = manifest
        self.verification = verification
    }

    private mutating func fail(
        _ code: VerificationFailure.Code, _ message: String, _ file: ReportFile? = nil
    ) {
        verification.fail(VerificationFailure(code, message, file: file?.key.string))
    }

    /// Whether nothing has failed yet.
    var isFaultless: Bool { verification.failureCount == 0 }

    private func name(_ file: ReportFile) -> String { "'\(Printable.quoted(file.key.string))'" }

    mutating func note(missing file: ReportFile, _ error: InventoryError) {
        missing += 1
        if file.checksum != nil { withChecksum += 1 }
        fail(.fileMissing, error.message + (isBesideRuns(file) ? "" : Self.remedy), file)
    }

    /// Whether a file would lie in the folder of the rule, as every cloud puts it there.
    private func isBesideRuns(_ file: ReportFile) -> Bool {
        let folder = parent(parent(manifest.key.string[...]))
        return !folder.isEmpty && file.key.string.utf8.starts(with: folder.utf8)
    }

    private static let remedy =
        "; a manifest names files by their place in the bucket: if the folder is a part of it, name the one that is laid out like "
        + "the whole bucket"

    mutating func note(size: Int64, of file: ReportFile) {
        guard size != file.size else { return }
        fail(.fileSizeMismatch, "\(name(file)) has \(size) bytes, and by the manifest \(file.size)", file)
    }

    mutating func note(digest: [UInt8], of file: ReportFile) {
        withChecksum += 1
        guard digest != file.checksum else { return }
        fail(.fileChecksumMismatch, "\(name(file)) is not the file that the manifest's checksum is of", file)
    }

    mutating func note(unusableChecksumOf file: ReportFile) {
        withChecksum += 1
        fail(
            .fileChecksumMismatch,
            "the manifest's checksum of \(name(file)) is not an MD5 (32 hexadecimal digits), so nothing shows that its bytes are "
                + "those that were written", file)
    }

    mutating func note(_ failures: [VerificationFailure], count: Int) {
        for failure in failures { verification.fail(failure) }
        verification.addFailures(count - failures.count)
    }

    mutating func note(rows: RowCounts, isWhole: Bool, of file: ReportFile) {
        counts.add(rows)
        if rows.hasHeader { seen.insert(.header) }
        guard isWhole else { return cut += 1 }
        guard manifest.forms.members.fileRows != nil, let told = file.rows else { return }
        withRows += 1
        guard rows.rows != told else { return }
        fail(.countMismatch, "\(name(file)) has \(rows.rows) rows, and by the manifest \(told)", file)
    }

    mutating func finish(bytes: Int64) -> Verification {
        let isWhole = missing == 0 && cut == 0 && !hasUnreadRows
        let files = manifest.files.count
        verification.end(.files, .passed)
        let offersChecksums = files == 0 ? manifest.forms.hasFileChecksums : withChecksum > 0
        if withChecksum > 0, withChecksum < files { seen.insert(.someChecksums) }
        verification.end(.fileChecksums, !offersChecksums ? .absent : missing == 0 ? .passed : .notReached)
        verification.end(.rows, isWhole ? .passed : .notReached)
        if isWhole { checkTotal() }
        let offersCounts = manifest.rows != nil || (files == 0 ? manifest.forms.hasCounts : withRows > 0)
        let mayOffer = offersCounts || (manifest.forms.hasCounts && !isWhole)
        verification.end(.counts, !mayOffer ? .absent : isWhole ? .passed : .notReached)
        verification.end(.keys, isWhole ? .passed : .notReached)
        verification.rows = counts.rows
        verification.bytes = bytes
        verification.dialect.formUnion(seen)
        return verification
    }

    /// Holds all rows against the manifest. Whether versions and delete markers count there is not said anywhere.
    private mutating func checkTotal() {
        guard let told = manifest.rows else { return }
        guard manifest.hasVersions else {
            if counts.rows != told {
                fail(.countMismatch, "the report has \(counts.rows) rows, and by the manifest \(told)")
            }
            return
        }
        switch told {
        case counts.rows: seen.insert(.countsAllVersions)
        case counts.objects, counts.currentObjects: seen.insert(.countsNoMarkers)
        case counts.current: seen.insert(.countsCurrentVersions)
        default:
            fail(
                .countMismatch,
                "the report has \(counts.rows) rows, \(counts.current) of current versions, and by the manifest \(told)"
            )
        }
    }
}
