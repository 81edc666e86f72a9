internal import InventoryCore

/// One write.
struct Write: Sendable {
    /// The raw values stand in journals.
    enum Kind: String, Sendable, Codable {
        case store
        case remove
        /// The first half of a replacement or rename that must go through a removal, whose `store` follows; or a removal
        /// that makes room for another rule, whose store follows.
        case removeBeforeStore = "removeFirst"
        /// The first half of a rename that leaves no moment without the rule; the `remove` of the same step follows.
        case storeBeforeRemove = "storeFirst"
    }

    var kind: Kind
    var step: PlannedStep
    /// The rule for which a removal of another one makes room: without it nothing would be removed yet.
    var makesRoomFor: InventoryRule.ID?

    /// The rule that the request names.
    var id: InventoryRule.ID {
        switch kind {
        case .store, .storeBeforeRemove: step.id
        case .remove, .removeBeforeStore: step.foundID
        }
    }

    var isFirstHalf: Bool { kind == .removeBeforeStore || kind == .storeBeforeRemove }

    /// Whether this write makes whole what that first half began.
    func completes(_ first: Write) -> Bool {
        if let other = first.makesRoomFor { return step.id == other && (kind == .store || kind == .storeBeforeRemove) }
        return step.id == first.step.id && kind == (first.kind == .removeBeforeStore ? .store : .remove)
    }

    /// Whether nothing is stored in the place of what it removes.
    var isRemovalAlone: Bool {
        if case .remove = step.action { kind == .remove } else { false }
    }

    /// Whether the step has a later write, which tells how it ended.
    var hasSecondHalf: Bool { kind == .storeBeforeRemove || (kind == .removeBeforeStore && makesRoomFor == nil) }
}

extension Collection<Write> {
    /// For every first half what belongs together with it: all writes to the second half, or to the end where that is
    /// missing. As long as one of them is not seen, the bucket may hold what was neither there before nor planned.
    var groups: [SubSequence] {
        indices.filter { self[$0].isFirstHalf }.map { start in
            let rest = self[start...]
            let end = rest.firstIndex { $0.completes(self[start]) }
            return end.map { self[start...$0] } ?? rest
        }
    }
}
