internal import InventoryCore

/// The record of one run. Every method returns only when what it was told is on disk.
protocol RunJournal: Sendable {
    /// Called before the first write to a bucket, with every document that the writes put an end to.
    func intend(_ plan: BucketPlan, _ writes: [Write]) throws
    /// Called after each write.
    func note(_ plan: BucketPlan, _ write: Write, _ receipt: Receipt) throws
    /// Called when a bucket is finished.
    func conclude(_ outcome: BucketOutcome) throws
}
