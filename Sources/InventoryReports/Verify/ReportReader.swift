internal import InventoryCore
internal import InventoryWire

/// Reads a report piece by piece: the files in the manifest's order, their rows to the sink, what they show to the ladder.
final class ReportReader {
    private let report: Report
    private let sink: (any RowSink)?
    private let longestPiece: Int
    private let depth: ReadDepth
    /// Told of every file that was read.
    private let told: ((ReportFile, FileForm) -> Void)?
    private var files: ReportFiles.Iterator
    private var ladder: Ladder
    private var decoder: RowDecoder
    private var current: ReportFile?
    private var pieces: ByteStream.Iterator?
    private var piece: ArraySlice<UInt8> = []
    private var reader: FileReader?
    private var digest: DigestStream?
    /// How many bytes of the file were unpacked.
    private var fed = 0
    /// How many are unpacked in one step where the first row is all that is asked for.
    private static let beginning = 1 << 12
    private(set) var progress = ReportProgress()

    /// - Parameter longestPiece: bytes that are unpacked in one step: of a gzip bomb a thousand times as many come out.
    init(
        _ report: Report, _ manifest: Manifest, sink: (any RowSink)?, longestPiece: Int = .max,
        depth: ReadDepth = .rows, told: ((ReportFile, FileForm) -> Void)? = nil
    ) {
        self.depth = depth
        self.told = told
        self.report = report
        self.sink = sink
        self.longestPiece = longestPiece
        files = manifest.files.makeAsyncIterator()
        ladder = Ladder(manifest, report.columnar?.verification ?? report.manifestVerification)
        ladder.hasUnreadRows = depth != .rows
        decoder = RowDecoder(manifest)
        progress.allFiles = manifest.files.count
    }

    /// Reads the next piece.
    /// - Returns: false at the end.
    func step() async throws -> Bool {
        guard let file = current else { return try await open() }
        if piece.isEmpty {
            // Where bytes have no checksum, there is nothing to see behind the beginning.
            guard !(isPastBeginning && digest == nil), let next = try await pieces?.next() else {
                try end(file)
                return true
            }
            try digest?.update(next)
            progress.bytes += Int64(next.count)
            piece = next[...]
        }
        guard !isPastBeginning else {
            piece = []
            return true
        }
        let part = piece.prefix(depth == .beginnings ? Self.beginning : longestPiece)
        piece = piece.dropFirst(part.count)
        fed += part.count
        let before = reader?.counts.rows ?? 0
        try reader?.feed(part, &decoder, sink)
        progress.rows += (reader?.counts.rows ?? 0) - before
        return true
    }

    /// Whether enough of a file was seen of which no more than the beginning is asked for.
    private var isPastBeginning: Bool {
        depth == .bytes || depth == .beginnings && ((reader?.counts.rows ?? 0) > 0 || fed > CSVRows.longestRow)
    }

    /// What was gathered, for a reader that goes on.
    var gathered: Ladder {
        var ladder = ladder
        ladder.seen.formUnion(decoder.seen)
        return ladder
    }

    /// What all of it came to.
    func finish() -> Verification {
        ladder.seen.formUnion(decoder.seen)
        return ladder.finish(bytes: progress.bytes)
    }

    private func open() async throws -> Bool {
        try Task.checkCancellation()
        guard let file = try await files.next() else { return false }
        if file.hasUnusableChecksum { ladder.note(unusableChecksumOf: file) }
        do {
            let content = try await report.store.objects.read(
                file.key, in: report.store.bucket, from: 0, ifMatch: nil)
            ladder.note(size: content.size, of: file)
            reader =
                depth == .bytes
                ? nil
                : FileReader(
                    file.key, report.manifest?.columns ?? [], tellsText: told != nil && depth == .rows)
            digest = file.checksum == nil ? nil : try DigestStream(.md5)
            pieces = content.bytes.makeAsyncIterator()
            current = file
            fed = 0
        } catch let error as InventoryError where [.objectNotFound, .unsupported].contains(error.code) {
            ladder.note(missing: file, error)
        }
        return true
    }

    private func end(_ file: ReportFile) throws {
        (current, pieces) = (nil, nil)
        progress.files += 1
        if depth == .bytes { told?(file, FileForm()) }
        try endRows(of: file)
        if let digest = digest.take() { ladder.note(digest: try digest.finish(), of: file) }
    }

    private func endRows(of file: ReportFile) throws {
        let isCut = isPastBeginning
        guard var reader = reader.take() else { return }
        let before = reader.counts.rows
        if !isCut { try reader.finish(&decoder, sink) }
        progress.rows += reader.counts.rows - before
        ladder.note(reader.failures.first, count: reader.failures.count)
        if depth == .rows { ladder.note(rows: reader.counts, isWhole: reader.isWhole, of: file) }
        told?(file, FileForm(reader.seen, reader.counts, reader.text?.text ?? .ascii))
        ladder.seen.formUnion(reader.seen)
    }
}
