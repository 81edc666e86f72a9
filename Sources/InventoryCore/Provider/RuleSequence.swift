/// Every rule of a bucket, fetched page after page while it is read. Each iteration asks the server anew.
public struct RuleSequence: AsyncSequence, Sendable {
    public typealias Element = RuleEntry

    let provider: any InventoryProvider
    let bucket: BucketAddress

    public func makeAsyncIterator() -> Iterator { Iterator(provider: provider, bucket: bucket) }

    /// One pass through the list, which begins at the first page.
    public struct Iterator: AsyncIteratorProtocol {
        let provider: any InventoryProvider
        let bucket: BucketAddress
        private var page = RulePage(entries: [], next: nil, receipt: Receipt(status: 0))
        private var position = 0
        private var seen: Set<PageCursor> = []
        private var isAtEnd = false

        init(provider: any InventoryProvider, bucket: BucketAddress) {
            self.provider = provider
            self.bucket = bucket
        }

        /// The next rule; asks for the next page over the network when this one is used up.
        /// - Throws: what the provider throws, and `malformedReply` when a page's mark for the next one has been used
        ///   before: the server would lead us in a circle.
        public mutating func next() async throws -> RuleEntry? {
            while position == page.entries.count {
                if isAtEnd { return nil }
                // After an error too, as every iterator: a page that was asked for in vain is not asked for again.
                isAtEnd = true
                if let cursor = page.next, !seen.insert(cursor).inserted {
                    throw InventoryError(
                        .malformedReply,
                        "the list of \(bucket) leads in a circle: the mark of its next page came before; try again, "
                            + "and if it stays so ask \(provider.id) with the request ids",
                        provider: provider.id,
                        reply: VendorReply(status: page.receipt.status, requestIDs: page.receipt.requestIDs))
                }
                page = try await provider.rules(in: bucket, after: page.next)
                position = 0
                isAtEnd = page.next == nil
            }
            defer { position += 1 }
            return page.entries[position]
        }
    }

    /// All rules at once.
    public func collect() async throws -> [RuleEntry] {
        var entries: [RuleEntry] = []
        for try await entry in self { entries.append(entry) }
        return entries
    }
}
