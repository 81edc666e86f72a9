public import InventoryCore
internal import InventoryWire

/// Objects and buckets, with the permissions for listing and reading objects: others than those for rules.
extension HTTPProvider: OrderedObjectStore {
    /// One page of the objects whose names begin with a prefix, over the network.
    /// - Parameters:
    ///   - delimiter: with it, names that have one behind the prefix are listed as one folder up to and including it.
    ///   - cursor: what the page before said; nil for the first.
    /// - Throws: ``InventoryError``; `malformedReply` for a list whose end is not clear, that does not move on, or that is
    ///   about other names.
    public func objects(
        in bucket: BucketAddress, under prefix: ExactText, delimiter: String?, after cursor: PageCursor?
    ) async throws -> ObjectPage {
        let listing = vendor.objects
        let request = listing.objects(under: prefix, delimiter: delimiter, after: cursor)
        return try await pipeline.perform(.object(request), in: bucket) {
            try listing.readObjects($0.body, under: prefix, delimiter: delimiter, after: cursor)
        }.value
    }

    /// One page of the objects whose names begin with a prefix and lie behind a name, over the network.
    /// - Throws: as ``objects(in:under:delimiter:after:)``.
    public func objects(
        in bucket: BucketAddress, under prefix: ExactText, behind key: ExactText, limit: Int?
    ) async throws -> ObjectPage {
        let listing = vendor.objects
        let request = listing.objects(under: prefix, behind: key, limit: limit ?? ObjectListing.largestPage)
        // A marker is a name: the next one lies behind it.
        let cursor = listing.paging == .markers && !key.isEmpty ? PageCursor(token: key.string) : nil
        return try await pipeline.perform(.object(request), in: bucket) {
            try listing.readObjects($0.body, under: prefix, delimiter: nil, after: cursor)
        }.value
    }

    /// One page of the versions and delete markers of the objects whose names begin with a prefix, over the network.
    /// - Throws: as ``objects(in:under:delimiter:after:)``.
    public func versions(
        in bucket: BucketAddress, under prefix: ExactText, delimiter: String?, after cursor: ObjectVersionPage.Cursor?
    ) async throws -> ObjectVersionPage {
        let listing = vendor.objects
        let request = listing.versions(under: prefix, delimiter: delimiter, after: cursor)
        return try await pipeline.perform(.object(request), in: bucket) {
            try listing.readVersions($0.body, under: prefix, delimiter: delimiter, after: cursor)
        }.value
    }

    /// Begins to read an object over the network. Where a connection breaks off the rest is asked for, by range and
    /// `If-Match`, as often as the retry policy allows without a mebibyte of progress. At no time more than about half a
    /// mebibyte of it is held.
    /// - Parameters:
    ///   - offset: how many bytes to leave out at its beginning.
    ///   - etag: reads only the object that had this entity tag, as ``ObjectContent/etag`` said.
    /// - Throws: ``InventoryError``, also while the bytes are read: `objectNotFound`; `objectChanged` with both entity tags
    ///   where the object became another one; `malformedReply` where the answer does not say how long it is.
    ///   `CancellationError` when the task was cancelled: the connection is closed.
    public func read(
        _ key: ExactText, in bucket: BucketAddress, from offset: Int64, ifMatch etag: String?
    ) async throws -> ObjectContent {
        let reader = ObjectReader(pipeline: pipeline)
        let opened = try await reader.open(key, in: bucket, from: max(0, offset), ifMatch: etag)
        let download = ObjectDownload(key, in: bucket, from: max(0, offset), opened, by: reader)
        return ObjectContent(
            size: opened.reply.size, etag: opened.reply.etag, modified: opened.reply.modified,
            bytes: ByteStream { try await download.next() })
    }
}

extension HTTPProvider: BucketLister {
    /// Pages of buckets that are read at most, and buckets in them.
    private static let mostBuckets = (pages: 1000, buckets: 1_000_000)

    /// One page of the account's buckets, over the network.
    /// - Parameter region: the region whose host is asked: some clouds show its buckets alone then, and all of the account's
    ///   without one; others show all whatever the region, and need one.
    /// - Throws: ``InventoryError``; `invalidAddress` where a region is needed, `timedOut` where the pages do not end.
    public func buckets(in region: ExactText?, after cursor: PageCursor?) async throws -> BucketPage {
        let listing = vendor.objects
        let start = try listingStart(cursor, of: "buckets")
        let request = try listing.buckets(in: region, after: cursor, of: capabilities)
        // No bucket leads to the service's host; the name stands in sentences.
        var page = try await pipeline.perform(.object(request), in: BucketAddress("*", region: region)) {
            try listing.readBuckets($0.body, after: cursor)
        }.value
        tell(of: page.unknown, in: BucketAddress("*", region: region), .object(request))
        page.next = page.next.map { PageCursor(token: $0.token, listingStart: start) }
        return page
    }

    /// Every bucket of the account, page after page.
    /// - Throws: as ``buckets(in:after:)``, and `malformedReply` for a list that leads in a circle, has no end or names a
    ///   bucket twice.
    public func buckets(in region: ExactText?) async throws -> [BucketPage.Entry] {
        var buckets: [BucketPage.Entry] = []
        var names: Set<ExactText> = []
        var seen: Set<PageCursor> = []
        var cursor: PageCursor?
        repeat {
            let page = try await self.buckets(in: region, after: cursor)
            if let twice = page.buckets.first(where: { !names.insert($0.name).inserted }) {
                throw InventoryError(
                    .malformedReply,
                    "the list of buckets names '\(Printable.quoted(twice.name.string, limit: 80))' twice, so it is not clear "
                        + "which buckets there are; try again", provider: id)
            }
            buckets += page.buckets
            cursor = page.next
            if let cursor, !seen.insert(cursor).inserted {
                throw InventoryError(.malformedReply, "the list of buckets leads in a circle; try again", provider: id)
            }
            guard seen.count <= Self.mostBuckets.pages, buckets.count <= Self.mostBuckets.buckets else {
                throw InventoryError(
                    .malformedReply, "the list of buckets does not end: \(buckets.count) have come", provider: id)
            }
        } while cursor != nil
        return buckets
    }
}
