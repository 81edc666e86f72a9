internal import InventoryCore

/// Takes back the writes of a bucket from the last to the first, down to the first half whose second was not made.
/// Every state on the way has been there before, so the cloud has no reason to refuse one, and no list, which may lag
/// behind, has to be believed.
struct Rollback {
    let client: InventoryClient
    let bucket: BucketAddress

    /// The part of the writes that must be taken back: from the first half whose second was not made.
    /// - Parameters:
    ///   - attempted: the writes that were sent, whatever became of them.
    ///   - isCompleted: whether the second half of that first one was made.
    static func span<Writes: RandomAccessCollection<Write>>(
        _ attempted: Writes, isCompleted: (Write) -> Bool
    ) -> Writes.SubSequence {
        let start = attempted.firstIndex { $0.isFirstHalf && !isCompleted($0) }
        return attempted[(start ?? attempted.endIndex)...]
    }

    /// Takes one write back. Sends nothing for a store that had nothing before it and is not there.
    func takeBack(_ write: Write, isSecondHalf: Bool) async throws {
        switch write.kind {
        case .remove, .removeBeforeStore:
            if let found = write.step.found { _ = try await client.putBack(found, as: write.id, in: bucket) }
        case .storeBeforeRemove:
            _ = try await client.removeIfThere(write.id, in: bucket)
        case .store:
            if !isSecondHalf, let found = write.step.found {
                _ = try await client.putBack(found, as: write.step.id, in: bucket)
            } else {
                _ = try await client.removeIfThere(write.step.id, in: bucket)
            }
        }
    }
}

extension InventoryClient {
    /// Stores a document of earlier. Where a cloud replaces no rule and says that there is one of that id, its list has to
    /// show that it is this one: it was not removed yet, or is back already.
    func putBack(_ found: FoundRule, as id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        do {
            return try await storeAgain(found, as: id, in: bucket)
        } catch let error as InventoryError where error.code == .alreadyExists {
            guard try await liveRules(in: bucket).contains(where: { $0.id == id && found.isStill($0) }) else {
                throw error
            }
            return Receipt(status: error.reply?.status ?? 409, requestIDs: error.reply?.requestIDs ?? [:])
        }
    }

    /// Byte for byte. A server may not take back its own words (a read-only element, another spelling): it then gets the
    /// same rule as we would write it, because no rule is worse.
    private func storeAgain(
        _ found: FoundRule, as id: InventoryRule.ID, in bucket: BucketAddress
    ) async throws -> Receipt {
        do {
            return try await store(found.document, as: id, in: bucket)
        } catch let error as InventoryError where error.code == .invalidRequest {
            guard let rule = found.rule else { throw error }
            return try await provider.store(rule, in: bucket)
        }
    }

    /// Removes a rule that may be gone already, which is all that is wanted.
    func removeIfThere(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        do {
            return try await removeRule(id, in: bucket)
        } catch let error as InventoryError where error.code == .ruleNotFound {
            return Receipt(status: error.reply?.status ?? 404, requestIDs: error.reply?.requestIDs ?? [:])
        }
    }
}
