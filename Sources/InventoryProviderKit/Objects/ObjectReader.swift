internal import InventoryCore
internal import InventoryWire

/// Opens reads of one vendor's objects.
struct ObjectReader: Sendable {
    let pipeline: RequestPipeline

    private var listing: ObjectListing { pipeline.vendor.objects }

    /// An answer that began well.
    struct Opened: Sendable {
        var reply: ObjectReply
        var body: HTTPStream
    }

    /// Asks for an object, or for the rest of it. An answer that begins earlier is one, too: a range may be ignored.
    /// - Throws: `objectChanged` where the object no longer has that entity tag, and what the pipeline throws.
    func open(
        _ key: ExactText, in bucket: BucketAddress, from offset: Int64, ifMatch etag: String?
    ) async throws -> Opened {
        let request = try listing.read(key, from: offset, ifMatch: etag)
        let transport = StreamingTransport(pipeline.options.transport)
        do {
            return try await pipeline.over(transport).perform(.object(request), in: bucket) { [listing] response in
                guard let body = transport.takeBody() else {
                    throw InventoryError(.invalidDocument, "the answer has no body that can be read")
                }
                let reply = try ObjectReply(response.status, response.headers, length: body.length, of: listing)
                guard reply.start <= offset else {
                    throw InventoryError(
                        .invalidDocument,
                        "the answer begins at byte \(reply.start) of the object, and byte \(offset) was asked for")
                }
                return Opened(reply: reply, body: body)
            }.value
        } catch let error as InventoryError where error.reply?.status == 412 {
            guard let etag else { throw error }
            throw changed(key, in: bucket, from: etag, to: await currentTag(of: key, in: bucket), error.reply)
        }
    }

    /// The entity tag that the object has now; nil where that cannot be found out.
    private func currentTag(of key: ExactText, in bucket: BucketAddress) async -> String? {
        do {
            let request = try listing.read(key, method: .head)
            return try await pipeline.perform(.object(request), in: bucket) { $0.headers["ETag"] }.value
        } catch {
            // It only completes a sentence.
            return nil
        }
    }

    /// The error of an object that is another than it was.
    func changed(
        _ key: ExactText, in bucket: BucketAddress, from old: String, to new: String?, _ reply: VendorReply? = nil
    ) -> InventoryError {
        let now = new.map { "is \(Printable.quoted($0, limit: 80)) now" } ?? "is another now"
        return InventoryError(
            .objectChanged,
            "object '\(Printable.quoted(key.string, limit: 200))' in \(bucket) was changed while it was read: its entity "
                + "tag was \(Printable.quoted(old, limit: 80)) and \(now); read it again from the beginning",
            provider: pipeline.vendor.id, reply: reply)
    }
}
