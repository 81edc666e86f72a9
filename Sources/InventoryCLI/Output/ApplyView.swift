import CloudInventory
import InventoryCore
import InventorySync
import InventoryWire

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
        /// Those that were not attempted among them.
        var failedBuckets = 0
        var notAttempted = 0
        var written = 0
        /// Those among them that are not known to be there as wanted.
        var unseen = 0
        var unchanged = 0
        var refused = 0
        /// Changes that `--only` left out.
        var leftOut = 0
    }

    private var printer: BucketPrinter<Bucket, Summary>
    private var errors = RepeatedErrors()
    /// The results that are worth no line of the table.
    private let untold: Set<String>

    /// - Parameter tellsUnchanged: whether a rule that is as it was to be is worth a line: who undoes a run wants to know
    ///   of every rule.
    init(_ form: BucketPrinterForm, ruleSet: String, page: HTMLPage? = nil, tellsUnchanged: Bool = false) {
        untold = tellsUnchanged ? ["unmanaged"] : ["unchanged", "unmanaged"]
        printer = BucketPrinter(
            form, ruleSet: ruleSet, columns: ["RESULT", "ACTION", "RULE", "BUCKET", "DETAILS"], summary: Summary(),
            page: page)
    }

    /// What `preflight` says must be true of the whole run: that nothing was written.
    var status: CommandStatus {
        printer.status == .preflight && summary.written > 0 ? .failed : printer.status
    }
    var summary: Summary { printer.summary }

    /// Shows every rule that was written, refused or failed, a line each.
    mutating func add(_ outcome: BucketOutcome) {
        printer.summary.buckets += 1
        printer.summary.written += outcome.writes
        printer.summary.unseen += outcome.steps.count { $0.receipt != nil && $0.result.name != "done" }
        printer.summary.unchanged += outcome.steps.count { $0.result.name == "unchanged" }
        printer.summary.refused += outcome.steps.count { $0.result.name == "refused" }
        if outcome.isFailure {
            printer.summary.failedBuckets += 1
            printer.note(outcome.error.map { CommandStatus($0) } ?? .failed)
        }
        printer.note(CommandStatus(refusals: outcome.steps.flatMap(\.findings.refusals)))
        if outcome.leftOut > 0 {
            printer.summary.leftOut += outcome.leftOut
            printer.note(.changesPending)
        }
        let isLeftOut = outcome.error?.code == .notAttempted
        if isLeftOut { printer.summary.notAttempted += 1 }
        tell(outcome)
        let bucket = Bucket(
            index: outcome.index, target: outcome.target, steps: outcome.steps.map(Step.init),
            error: outcome.error?.description)
        let place = outcome.target.description
        let rows = zip(bucket.steps, outcome.steps).filter { !untold.contains($0.0.result) }.map {
            Row([$0.result, $0.action, $0.id.string, place, $0.details], tint: PageState($1).tint)
        }
        printer.add(
            bucket, index: outcome.index,
            rows: rows
                + (bucket.error == nil || isLeftOut
                    ? [] : [Row(["failed", "", "", place, "see standard error"], tint: .red)]),
            report: PageBucket(outcome))
    }

    /// Shows the counts.
    /// - Parameters:
    ///   - missing: buckets of which nothing was said, because the run was cut short.
    ///   - note: why the run ended before its time.
    mutating func end(missing: Int = 0, note: String? = nil) throws {
        errors.tellCounts()
        printer.summary.buckets += missing
        printer.summary.failedBuckets += missing
        printer.summary.notAttempted += missing
        let (leftOut, failed) = (summary.notAttempted, summary.failedBuckets - summary.notAttempted)
        try printer.end(
            text: "\(summary.buckets.grouped) \(summary.buckets == 1 ? "bucket" : "buckets"), \(failed.grouped) failed"
                + (leftOut > 0 ? ", \(leftOut.grouped) not attempted" : "")
                + "; rules: \(summary.written.grouped) written"
                + (summary.unseen > 0 ? " (\(summary.unseen.grouped) of them not seen)" : "")
                + ", \(summary.unchanged.grouped) in place, \(summary.refused.grouped) refused"
                + (summary.leftOut > 0 ? ", \(summary.leftOut.grouped) left out" : "") + "\n",
            note: note)
    }

    /// Tells what went wrong in a bucket while the others are still under way.
    private mutating func tell(_ bucket: BucketOutcome) {
        if let error = bucket.error { errors.tell(error, of: bucket.target) }
        for step in bucket.steps {
            let place = "\(bucket.target), rule '\(Printable.quoted(step.id.string))'"
            switch step.result {
            case .failed(let error, let restored):
                Console.error(
                    "\(place): \(error)" + (restored ? "; the old rule is back in its place" : ""),
                    about: bucket.target, rule: step.id)
            case .changedSincePlanning:
                Console.error(
                    "\(place): somebody changed it meanwhile, so it was left alone; run again", about: bucket.target,
                    rule: step.id)
            case .unconfirmed(let reason):
                Console.error("\(place): \(reason)", about: bucket.target, rule: step.id)
            default: break
            }
        }
    }
}

extension ApplyView.Step {
    fileprivate init(_ outcome: StepOutcome) {
        id = outcome.id
        action = outcome.action.rawValue
        result = outcome.result.name
        receipt = outcome.receipt
        findings = outcome.findings
        switch outcome.result {
        case .failed(let error, let restored):
            self.error = error.description
            self.restored = restored
        case .unconfirmed(let reason): error = reason.description
        case .notAttempted(let reason): error = reason
        default: break
        }
    }

    fileprivate var details: String {
        let refusals = findings.refusals.map(\.description)
        return error ?? (refusals.isEmpty ? findings.lostFeatures : refusals).joined(separator: "; ")
    }
}
