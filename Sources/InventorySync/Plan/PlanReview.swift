internal import InventoryCore

/// What has to be known of a whole plan before any of it is applied. Does not grow with the fleet.
struct PlanReview: Sendable {
    private(set) var summary = PlanSummary()
    /// The first bucket with a refusal.
    private(set) var refused: BucketPlan?

    mutating func add(_ bucket: BucketPlan) {
        summary.add(bucket)
        if refused == nil, !bucket.refusals.isEmpty { refused = bucket }
    }
}

/// Decides whether a plan may be applied as a whole.
struct PlanGate {
    let safety: Safety
    let hasJournal: Bool
    /// Whether the plan takes a run back.
    var isUndo = false

    /// - Throws: `planRefused`, or `lossNotAccepted` where losses are all that is refused.
    func check(_ review: PlanReview) throws(InventoryError) {
        let summary = review.summary
        guard hasJournal || summary.changes == summary.create else {
            throw InventoryError(
                .planRefused,
                "the plan replaces or removes live rules, which is only done with a journal; name a journal folder")
        }
        if let objection = safety.objection(to: summary, isUndo: isUndo) {
            throw InventoryError(.planRefused, objection)
        }
        guard safety.onRefusal == .stopAll, let bucket = review.refused, let first = bucket.refusals.first else {
            return
        }
        let others = summary.refuse - 1
        throw InventoryError(
            summary.refusedLosses == summary.refuse ? .lossNotAccepted : .planRefused,
            "\(bucket.target): rule '\(Printable.quoted(first.id.string))' is refused: \(first.finding); "
                + (others == 0 ? "" : "\(others) more \(others == 1 ? "is" : "are"), see the plan; ")
                + "nothing was written (safety.onRefusal: stop-all)",
            findings: Findings(bucket.refusals.map(\.finding)))
    }
}
