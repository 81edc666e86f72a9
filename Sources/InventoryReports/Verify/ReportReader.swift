internal import InventoryCore
internal import InventoryWire

/// Reads a report piece by piece: the files in the manifest's order, their rows to the sink, what they show to the ladder.
final class ReportReader {
    private let report: Report
    private let sink: (any RowSink)?
    private let longestPiece: Int
    private var files: ReportFiles.Iterator
    private var ladder: Ladder
    private var decoder: RowDecoder
    private var current: ReportFile?
    private var pieces: ByteStream.Iterator?
    private var piece: ArraySlice<UInt8> = []
    private var reader: FileReader?
    private var digest: DigestStream?
    private(set) var progress = ReportProgress()

    /// - Parameter longestPiece: bytes that are unpacked in one step: of a gzip bomb a thousand times as many come out.
    init(_ report: Report, _ manifest: Manifest, sink: (any RowSink)?, longestPiece: Int = .max) {
        self.report = report
        self.sink = sink
        self.longestPiece = longestPiece
        files = manifest.files.makeAsyncIterator()
        ladder = Ladder(manifest, report.manifestVerification)
        decoder = RowDecoder(manifest)
        progress.allFiles = manifest.files.count
    }

    /// Reads the next piece.
    /// - Returns: false at the end.
    func step() async throws -> Bool {
        guard let file = current else { return try await open() }
        if piece.isEmpty {
            guard let next = try await pieces?.next() else {
                try end(file)
                return true
            }
            try digest?.update(next)
            progress.bytes += Int64(next.count)
            piece = next[...]
        }
        let part = piece.prefix(longestPiece)
        piece = piece.dropFirst(part.count)
        let before = reader?.counts.rows ?? 0
        try reader?.feed(part, &decoder, sink)
        progress.rows += (reader?.counts.rows ?? 0) - before
        return true
    }

    /// What all of it came to.
    func finish() -> Verification {
        ladder.seen.formUnion(decoder.seen)
        return ladder.finish(bytes: progress.bytes)
    }

    private func open() async throws -> Bool {
        try Task.checkCancellation()
        guard let file = try await files.next() else { return false }
        do {
            let content = try await report.store.objects.read(
                file.key, in: report.store.bucket, from: 0, ifMatch: nil)
            ladder.note(size: content.size, of: file)
            reader = FileReader(file.key, report.manifest?.columns ?? [])
            digest = file.checksum == nil ? nil : try DigestStream(.md5)
            pieces = content.bytes.makeAsyncIterator()
            current = file
        } catch let error as InventoryError where [.objectNotFound, .unsupported].contains(error.code) {
            ladder.note(missing: file, error)
        }
        return true
    }

    private func end(_ file: ReportFile) throws {
        (current, pieces) = (nil, nil)
        guard var reader = reader.take() else { return }
        let before = reader.counts.rows
        try reader.finish(&decoder, sink)
        progress.rows += reader.counts.rows - before
        progress.files += 1
        ladder.note(rows: reader.counts, isWhole: reader.isWhole, reader.failures, reader.failureCount, of: file)
        ladder.seen.formUnion(reader.seen)
        if let digest = digest.take() { ladder.note(digest: try digest.finish(), of: file) }
    }
}
