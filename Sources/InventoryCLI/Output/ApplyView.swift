import CloudInventory

/// What a run did, as `apply` shows it.
struct ApplyView: Encodable, Sendable {
    struct Bucket: Encodable, Sendable {
        var index: Int
        var target: SyncTarget
        var steps: [Step]
        /// Why the bucket as a whole failed, or was not attempted.
        var error: String?
    }

    struct Step: Encodable, Sendable {
        var id: InventoryRule.ID
        /// The plan's word: `create`, `replace`, `remove`, `keep`, …
        var action: String
        /// `done`, `unchanged`, `unconfirmed`, `unmanaged`, `refused`, `changed`, `failed`, `not attempted`.
        var result: String
        var error: String?
        /// After a failure: whether the old rule is back.
        var restored: Bool?
        var receipt: Receipt?
        var findings: Findings
    }

    struct Summary: Encodable, Sendable {
        var buckets = 0
        var failedBuckets = 0
        var written = 0
        var unchanged = 0
        var refused = 0
    }

    var ruleSet: String
    /// In the order of the rule-set file.
    var buckets: [Bucket]
    var summary = Summary()
    var status: CommandStatus

    private enum CodingKeys: String, CodingKey { case ruleSet, buckets, summary }

    init(_ ruleSet: RuleSet, _ outcomes: [BucketOutcome]) {
        self.ruleSet = ruleSet.name
        let outcomes = outcomes.sorted { $0.index < $1.index }
        buckets = outcomes.map { outcome in
            Bucket(
                index: outcome.index, target: outcome.target, steps: outcome.steps.map(Step.init),
                error: outcome.error?.description)
        }
        let steps = outcomes.flatMap(\.steps)
        summary.buckets = outcomes.count
        summary.failedBuckets = outcomes.count(where: \.isFailure)
        summary.written = outcomes.reduce(0) { $0 + $1.writes }
        summary.unchanged = steps.count { $0.result.name == "unchanged" }
        summary.refused = steps.count { $0.result.name == "refused" }
        let errors = outcomes.compactMap(\.error).map { CommandStatus($0.code) }
        let failures: [CommandStatus] = outcomes.contains { $0.error == nil && $0.isFailure } ? [.failed] : []
        status = .worst(errors + failures + [CommandStatus(refusals: steps.flatMap(\.findings.refusals))])
    }

    /// Every rule that was written, refused or failed, a line each, and the counts.
    var text: String {
        let rows = buckets.flatMap { bucket in
            bucket.steps.filter { !["unchanged", "unmanaged"].contains($0.result) }.map { step in
                [step.result, step.action, step.id.string, bucket.target.description, step.details]
            } + (bucket.error == nil ? [] : [["failed", "", "", bucket.target.description, "see standard error"]])
        }
        let table = rows.isEmpty ? "" : Table(["RESULT", "ACTION", "RULE", "BUCKET", "DETAILS"], rows).text + "\n"
        return table
            + "\(summary.buckets) \(summary.buckets == 1 ? "bucket" : "buckets"), \(summary.failedBuckets) failed; rules: \(summary.written) written, "
            + "\(summary.unchanged) in place, \(summary.refused) refused\n"
    }
}

extension ApplyView.Step {
    fileprivate init(_ outcome: StepOutcome) {
        id = outcome.id
        action = outcome.action
        result = outcome.result.name
        receipt = outcome.receipt
        findings = outcome.findings
        switch outcome.result {
        case .failed(let error, let restored):
            self.error = error.description
            self.restored = restored
        case .notAttempted(let reason): error = reason
        default: break
        }
    }

    fileprivate var details: String {
        let refusals = findings.refusals.map(\.description)
        return error ?? (refusals.isEmpty ? findings.lostFeatures : refusals).joined(separator: "; ")
    }
}
