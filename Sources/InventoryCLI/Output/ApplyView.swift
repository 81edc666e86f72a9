import CloudInventory

/// What a run does, as `apply` and `undo` show it, bucket by bucket.
struct ApplyView {
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

    private var printer: BucketPrinter<Bucket, Summary>
    private var statuses: Set<CommandStatus> = []
    private(set) var summary = Summary()

    init(_ form: BucketPrinterForm, ruleSet: String, page: HTMLReport? = nil) {
        printer = BucketPrinter(
            form, ruleSet: ruleSet, columns: ["RESULT", "ACTION", "RULE", "BUCKET", "DETAILS"], page: page)
    }

    var status: CommandStatus { .worst(statuses) }

    /// Shows every rule that was written, refused or failed, a line each.
    mutating func add(_ outcome: BucketOutcome) {
        summary.buckets += 1
        summary.written += outcome.writes
        summary.unchanged += outcome.steps.count { $0.result.name == "unchanged" }
        summary.refused += outcome.steps.count { $0.result.name == "refused" }
        if outcome.isFailure {
            summary.failedBuckets += 1
            statuses.insert(outcome.error.map { CommandStatus($0.code) } ?? .failed)
        }
        statuses.insert(CommandStatus(refusals: outcome.steps.flatMap(\.findings.refusals)))
        tell(outcome)
        let bucket = Bucket(
            index: outcome.index, target: outcome.target, steps: outcome.steps.map(Step.init),
            error: outcome.error?.description)
        let place = outcome.target.description
        let rows = bucket.steps.filter { !["unchanged", "unmanaged"].contains($0.result) }.map { step in
            [step.result, step.action, step.id.string, place, step.details]
        }
        printer.add(
            bucket, index: outcome.index,
            rows: rows + (bucket.error == nil ? [] : [["failed", "", "", place, "see standard error"]]),
            report: ReportBucket(outcome))
    }

    /// Shows the counts.
    /// - Parameter note: why the run ended before its time.
    mutating func end(note: String? = nil) throws {
        try printer.end(
            summary,
            text: "\(summary.buckets) \(summary.buckets == 1 ? "bucket" : "buckets"), \(summary.failedBuckets) failed; "
                + "rules: \(summary.written) written, \(summary.unchanged) in place, \(summary.refused) refused\n", note: note)
    }

    /// Tells what went wrong in a bucket while the others are still under way.
    private func tell(_ bucket: BucketOutcome) {
        if let error = bucket.error { Console.error("\(bucket.target): \(error)") }
        for step in bucket.steps {
            let place = "\(bucket.target), rule '\(Printable.quoted(step.id.string))'"
            switch step.result {
            case .failed(let error, let restored):
                Console.error("\(place): \(error)" + (restored ? "; the old rule is back in its place" : ""))
            case .changedSincePlanning:
                Console.error("\(place): somebody changed it meanwhile, so it was left alone; run again")
            case .unconfirmed:
                Console.warning("\(place): written, and not yet seen in the bucket's list; plan again in a while")
            default: break
            }
        }
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
