internal import InventoryCore
internal import InventoryWire

extension Report {
    /// Reads the whole report and tries every step of the ladder as far as it can be tried. Reads every file once.
    /// - Parameter progress: called after every piece that was read.
    /// - Throws: what the store throws but for files that are not there; `CancellationError`. What is wrong with the report is
    ///   no error: it stands in the value.
    public func verify(progress: (@Sendable (ReportProgress) -> Void)? = nil) async throws -> Verification {
        try await read(into: nil, progress: progress)
    }

    /// The same, handing every row that can be read to the sink.
    package func read(
        into sink: (any RowSink)?, progress: (@Sendable (ReportProgress) -> Void)? = nil
    ) async throws -> Verification {
        guard let manifest else { return manifestVerification }
        var ladder = Ladder(manifest, manifestVerification)
        var decoder = RowDecoder(manifest)
        var done = ReportProgress()
        done.allFiles = manifest.files.count
        for try await file in manifest.files {
            try Task.checkCancellation()
            let content: ObjectContent
            do {
                content = try await store.objects.read(file.key, in: store.bucket, from: 0, ifMatch: nil)
            } catch let error as InventoryError where error.code == .objectNotFound {
                ladder.note(missing: file, error)
                continue
            }
            ladder.note(size: content.size, of: file)
            var reader = FileReader(file.key, manifest.columns)
            var digest = file.checksum == nil ? nil : try DigestStream(.md5)
            for try await piece in content.bytes {
                try digest?.update(piece)
                try reader.feed(piece, &decoder, sink)
                done.bytes += Int64(piece.count)
                if let progress {
                    var now = done
                    now.rows += reader.counts.rows
                    progress(now)
                }
            }
            try reader.finish(&decoder, sink)
            ladder.note(rows: reader.counts, isWhole: reader.isWhole, reader.failures, reader.failureCount, of: file)
            ladder.seen.formUnion(reader.seen)
            if let digest = digest.take() { ladder.note(digest: try digest.finish(), of: file) }
            done.files += 1
            done.rows += reader.counts.rows
        }
        ladder.seen.formUnion(decoder.seen)
        return ladder.finish(bytes: done.bytes)
    }
}
