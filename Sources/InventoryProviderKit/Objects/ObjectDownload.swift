internal import InventoryCore
internal import InventoryWire

/// One object while it is read: goes on where a connection broke off, as long as it is the same object.
actor ObjectDownload {
    private let reader: ObjectReader
    private let key: ExactText
    private let bucket: BucketAddress
    private let first: ObjectReply
    /// The next byte that the caller gets.
    private var position: Int64
    private var body: HTTPStream?
    /// Bytes at the beginning of the body that the caller does not want.
    private var surplus: Int64
    private var failures = 0
    /// Where the last failure happened.
    private var lastFailure: Int64

    /// Failures with less than that between them are failures in a row: a server that drips never gets so far.
    private static let progress: Int64 = 1 << 20

    init(
        _ key: ExactText, in bucket: BucketAddress, from offset: Int64, _ opened: ObjectReader.Opened,
        by reader: ObjectReader
    ) {
        self.reader = reader
        self.key = key
        self.bucket = bucket
        first = opened.reply
        position = offset
        lastFailure = offset
        body = opened.body
        surplus = offset - opened.reply.start
    }

    /// The next piece; nil once every byte was handed out.
    func next() async throws -> [UInt8]? {
        while position < first.size {
            do {
                if body == nil { try await reopen() }
                guard let piece = try await body?.next() else {
                    throw TransportError(
                        .connectionLost, "the answer is shorter than announced", mayHaveReachedServer: true)
                }
                if let wanted = try wanted(of: piece) { return wanted }
            } catch let error as TransportError {
                body = nil
                try await pause(after: error)
            }
        }
        body = nil
        return nil
    }

    /// What of a piece the caller gets; nil for nothing.
    private func wanted(of piece: [UInt8]) throws -> [UInt8]? {
        let skipped = min(surplus, Int64(piece.count))
        surplus -= skipped
        let count = Int64(piece.count) - skipped
        guard count <= first.size - position else {
            throw InventoryError(
                .malformedReply, "\(phrase): more bytes came than the \(first.size) that were announced",
                provider: reader.pipeline.vendor.id)
        }
        position += count
        if count == 0 { return nil }
        return skipped == 0 ? piece : Array(piece.dropFirst(Int(skipped)))
    }

    /// Waits before the object is asked for again.
    /// - Throws: the failure, where it must not be.
    private func pause(after error: TransportError) async throws {
        let options = reader.pipeline.options
        let failure = error.inventoryError(
            reader.pipeline.vendor.id, "\(phrase), \(position) of \(first.size) bytes read")
        failures = position - lastFailure >= Self.progress ? 1 : failures + 1
        lastFailure = position
        // Without an entity tag nobody could tell whether the rest is of the same object.
        guard first.etag != nil,
            let delay = options.retry.delay(
                after: failures, advice: failure.retry, random: options.services.random())
        else { throw failure }
        try await options.services.sleep(delay)
    }

    private func reopen() async throws {
        let opened = try await reader.open(key, in: bucket, from: position, ifMatch: first.etag)
        guard opened.reply.etag == first.etag, opened.reply.size == first.size else {
            throw reader.changed(key, in: bucket, from: first.etag ?? "", to: opened.reply.etag)
        }
        body = opened.body
        surplus = position - opened.reply.start
    }

    private var phrase: String { "reading object '\(Printable.quoted(key.string, limit: 200))' in \(bucket)" }
}
