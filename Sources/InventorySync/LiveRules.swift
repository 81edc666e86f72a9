internal import InventoryCore

extension InventoryClient {
    /// Every live rule of a bucket, over the network. A list that contradicts itself says nothing about the bucket.
    /// - Throws: `malformedReply` where an id stands there twice, whatever the two say and in whichever order.
    func liveRules(in bucket: BucketAddress) async throws -> [RuleEntry] {
        let live = try await rules(in: bucket).collect()
        var seen: Set<InventoryRule.ID> = []
        for id in live.compactMap(\.id) where !id.isEmpty && !seen.insert(id).inserted {
            throw InventoryError(
                .malformedReply,
                "the list of \(bucket) names rule '\(Printable.quoted(id.string))' twice, and a bucket has one rule of an "
                    + "id; try again, and ask the vendor if it stays so", retry: .transient, provider: self.id)
        }
        return live
    }
}
