internal import InventoryCore

extension InventoryClient {
    /// Every live rule of a bucket by its id, over the network.
    /// - Throws: as ``allRules(in:)`` does, and `malformedReply` where the id of a rule cannot be read: any rule could be
    ///   that one, so none may be taken for absent.
    func liveRules(in bucket: BucketAddress) async throws -> [RuleEntry] {
        let live = try await allRules(in: bucket)
        for case .unreadable(let id, _, let error) in live where id?.isEmpty != false {
            throw InventoryError(
                .malformedReply,
                "the list of \(bucket) has a rule whose id cannot be read, so no rule can be taken for absent: "
                    + "\(error.message); see it with `list`, and correct or remove it in the cloud's console",
                provider: self.id, cause: error)
        }
        return live
    }
}
