extension Report {
    /// Reads the whole report and tries every step of the ladder as far as it can be tried. Reads every file once.
    /// - Parameter progress: called after every piece that was read.
    /// - Throws: what the store throws but for files that are not there; `CancellationError`. What is wrong with the
    ///   report is no error: it stands in the value.
    public func verify(progress: (@Sendable (ReportProgress) -> Void)? = nil) async throws -> Verification {
        try await read(into: nil) { progress?($0) }
    }

    /// The same, handing every row that can be read to the sink.
    /// - Parameter afterPiece: called after every piece that was read; the next one is not read before it returns.
    package func read(
        into sink: (any RowSink)?, afterPiece: (ReportProgress) async throws -> Void
    ) async throws -> Verification {
        guard let manifest else { return manifestVerification }
        let reader = ReportReader(self, manifest, sink: sink, longestPiece: sink == nil ? .max : 1 << 16)
        while try await reader.step() { try await afterPiece(reader.progress) }
        return reader.finish()
    }
}
