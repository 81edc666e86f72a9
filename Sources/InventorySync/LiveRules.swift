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

    /// The rules of a list, and in it those rules as they are when they are asked for one by one, over the network: for
    /// rules that are known to have been otherwise than the list says.
    /// - Throws: what kept a rule from being read.
    func asking(
        for ids: Set<InventoryRule.ID>, beside listed: [RuleEntry], in bucket: BucketAddress
    ) async throws -> [RuleEntry] {
        var live = listed
        for id in ids.sorted() where !id.isEmpty {
            let entry: RuleEntry?
            do {
                entry = .rule(try await rule(id, in: bucket))
            } catch let error as InventoryError where error.code == .ruleNotFound {
                entry = nil
            } catch let error as InventoryError
                where error.code == .malformedReply && listed.contains(where: { $0.id == id })
            {
                // It is there, and cannot be read here either.
                continue
            } catch var error as InventoryError {
                error.message =
                    "the list of \(bucket) does not show rule '\(Printable.quoted(id.string))' as it was left, and the rule "
                    + "itself cannot be read: \(error.message)"
                throw error
            }
            let place = live.firstIndex { $0.id == id }
            // What both have, the list has byte for byte.
            if let place, let entry, FoundRule(live[place]).isStill(entry) { continue }
            if let place { live.remove(at: place) }
            if let entry { live.append(entry) }
        }
        return live
    }

    /// The ids of the rules about which a list and the rules themselves say different things.
    func contradicted(_ listed: [RuleEntry], by live: [RuleEntry]) -> Set<InventoryRule.ID> {
        let ids = Set((listed + live).compactMap(\.id))
        return ids.filter { id in
            let (a, b) = (listed.first { $0.id == id }, live.first { $0.id == id })
            guard let a, let b else { return a != nil || b != nil }
            return !FoundRule(a).isStill(b)
        }
    }
}
