public import InventoryCore

/// What became of one rule of one bucket.
public struct StepOutcome: Sendable {
    /// How a step can end.
    @nonexhaustive public enum Result: Sendable {
        /// Written, and seen afterwards in a list.
        case done
        /// Written, and not seen within the budget, for this reason: the cloud may still be settling, or not have done what
        /// it said. Counts as a failure.
        case unconfirmed(InventoryError)
        /// It was as wanted already.
        case unchanged
        /// Not ours; untouched.
        case unmanaged
        /// Nothing was sent, for the reasons in the plan.
        case refused
        /// The live rule is no longer the one that the plan found; nothing was sent.
        case changedSincePlanning
        /// The write failed, or another rule than the one written is live (``StepOutcome/differences``). `restored` says whether the old rule had to be put back, and is there again.
        case failed(InventoryError, restored: Bool)
        /// Nothing was sent, because the run or the bucket had come to its end before.
        case notAttempted(String)
    }

    /// The rule.
    public var id: InventoryRule.ID
    /// What the plan wanted.
    public var action: PlannedStep.Kind
    /// How it ended.
    public var result: Result
    /// The server's receipt, where something was written.
    public var receipt: Receipt?
    /// What the plan had to say of it.
    public var findings: Findings
    /// In what the live rule was not as wanted, for `replace`; after a failure in what it still is not, where it is another
    /// one than the one written.
    public var differences: [Difference]

    public init(
        id: InventoryRule.ID, action: PlannedStep.Kind, result: Result, receipt: Receipt? = nil,
        findings: Findings = [],
        differences: [Difference] = []
    ) {
        self.id = id
        self.action = action
        self.result = result
        self.receipt = receipt
        self.findings = findings
        self.differences = differences
    }
}

extension StepOutcome.Result {
    /// One word, for tables and counters.
    public var name: String {
        switch self {
        case .done: "done"
        case .unconfirmed: "unconfirmed"
        case .unchanged: "unchanged"
        case .unmanaged: "unmanaged"
        case .refused: "refused"
        case .changedSincePlanning: "changed"
        case .failed: "failed"
        case .notAttempted: "not attempted"
        }
    }
}

/// What became of one bucket. A run yields exactly one for every target, in the order in which they are finished.
public struct BucketOutcome: Sendable {
    /// The position of the bucket among the targets.
    public var index: Int
    /// The bucket.
    public var target: SyncTarget
    /// One for every step of its plan, and one for every other rule that was there before the writes and is not after them.
    public var steps: [StepOutcome]
    /// Why the bucket as a whole failed, or was not attempted.
    public var error: InventoryError?
    /// Changes that a selection left out: the bucket still needs them.
    public var leftOut = 0

    public init(index: Int, target: SyncTarget, steps: [StepOutcome] = [], error: InventoryError? = nil) {
        self.index = index
        self.target = target
        self.steps = steps
        self.error = error
    }

    /// Whether it is not known that the bucket is now as the plan wanted it, refusals apart. What was not seen is not known.
    public var isFailure: Bool {
        error != nil
            || steps.contains {
                switch $0.result {
                case .unconfirmed, .failed, .changedSincePlanning, .notAttempted: true
                case .done, .unchanged, .unmanaged, .refused: false
                }
            }
    }

    /// How many rules were written: with the server's receipt, or seen afterwards though the answer was no success.
    public var writes: Int {
        steps.count { if case .done = $0.result { true } else { $0.receipt != nil } }
    }
}
