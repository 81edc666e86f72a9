/// Every rule of a bucket, fetched page after page while it is read. Each iteration asks the server anew. A list ends: it
/// has at most twice the rules that the cloud holds by its facts, as many pages, and 256 MiB.
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
        private var extent = ListExtent()
        private var isAtEnd = false

        init(provider: any InventoryProvider, bucket: BucketAddress) {
            self.provider = provider
            self.bucket = bucket
        }

        /// The next rule; asks for the next page over the network when this one is used up.
        /// - Throws: what the provider throws, and `malformedReply` when a page's mark for the next one has been used
        ///   before (the server would lead us in a circle), or when the list is longer than any bucket's can be.
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
                if let excess = extent.excess(with: page, of: provider.capabilities.limits) {
                    throw InventoryError(
                        .malformedReply,
                        "the list of \(bucket) does not end: \(excess); what was read of it is not used, and "
                            + "\(provider.id) can say more by the request ids",
                        provider: provider.id,
                        reply: VendorReply(status: page.receipt.status, requestIDs: page.receipt.requestIDs))
                }
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

/// How much of a list has come.
private struct ListExtent {
    private var pages = 0
    private var rules = 0
    private var bytes = 0

    private static let largestBytes = 256 << 20

    /// Counts a page; what is too much with it, or nil.
    mutating func excess(with page: RulePage, of limits: Limits) -> String? {
        pages += 1
        rules += page.entries.count
        bytes += page.entries.reduce(0) { $0 + $1.document.bytes.count }
        // Twice what the facts say, and room for a bucket that was allowed more; a page may hold a single rule, or none.
        let most = 2 * max(limits.ruleCount?.value ?? 5000, 1000)
        if rules > most { return "\(rules) rules have come, and no bucket holds more than \(most / 2)" }
        if pages > most { return "\(pages) pages have come" }
        return bytes > Self.largestBytes ? "\(bytes >> 20) MiB have come" : nil
    }
}
