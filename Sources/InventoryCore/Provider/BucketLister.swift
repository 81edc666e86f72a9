/// Lists the buckets of an account: a provider that can do this beside what every provider does.
public protocol BucketLister: Sendable {
    /// Every bucket of the account, page after page, over the network.
    /// - Parameter region: the region whose host is asked. Some clouds show its buckets alone then, others all of the account.
    /// - Throws: ``InventoryError``; a list that is not whole is an error, never a shorter list.
    func buckets(in region: ExactText?) async throws -> [BucketPage.Entry]
}
