import CloudInventory
import InventoryCore
import InventoryProviderKit
import InventorySync
import InventoryWire

/// Which buckets do not have their rules, as `check` shows it.
struct CheckView: FleetView {
    struct Bucket: Encodable, Sendable {
        var index: Int
        var target: SyncTarget
        /// Whether every wanted rule is there as wanted.
        var complies: Bool
        var problems: [Problem]
        /// Why the bucket could not be read.
        var error: String?
    }

    struct Problem: Encodable, Sendable {
        var id: InventoryRule.ID
        /// `missing`, `different`, `impossible`, `extra`.
        var kind: String
        var details: String
    }

    struct Summary: Encodable, Sendable {
        var buckets = 0
        var complying = 0
        var unreadable = 0
    }

    private var printer: BucketPrinter<Bucket, Summary>
    private var errors = RepeatedErrors()

    init(_ form: BucketPrinterForm, ruleSet: String, page: HTMLPage? = nil) {
        printer = BucketPrinter(
            form, ruleSet: ruleSet, columns: ["BUCKET", "PROBLEMS"], summary: Summary(), page: page)
    }

    var status: CommandStatus { printer.status }
    var summary: Summary { printer.summary }
    var bucketCount: Int { summary.buckets }

    /// Shows a bucket that does not comply, in one line.
    mutating func add(_ plan: BucketPlan) {
        let problems = plan.steps.compactMap(Problem.init)
        let bucket = Bucket(
            index: plan.index, target: plan.target, complies: problems.isEmpty && plan.error == nil,
            problems: problems, error: plan.error?.description)
        printer.summary.buckets += 1
        if bucket.complies { printer.summary.complying += 1 }
        if !problems.isEmpty { printer.note(.changesPending) }
        if let error = plan.error {
            printer.summary.unreadable += 1
            errors.tell(error, of: plan.target)
            printer.note(CommandStatus(error))
        }
        let text = plan.error == nil ? problems.map(\.text).joined(separator: "; ") : "cannot be read"
        printer.add(
            bucket, index: plan.index,
            rows: bucket.complies
                ? [] : [Row([plan.target.description, text], tint: plan.error == nil ? .yellow : .red)],
            report: PageBucket(plan, in: .check))
    }

    /// Ends the page alone, where the check came to an end before its time.
    mutating func endPage(note: String) { printer.endPage(note: note) }

    /// Shows the counts.
    /// - Parameter note: why it ended before its time, for the page.
    mutating func end(note: String?) throws {
        errors.tellCounts()
        try printer.end(
            text:
                "\(summary.complying.grouped) of \(summary.buckets.grouped) \(summary.buckets == 1 ? "bucket has its" : "buckets have their") rules"
                + (summary.unreadable > 0 ? "; \(summary.unreadable.grouped) cannot be read" : "") + "\n",
            note: note)
    }
}

extension CheckView.Problem {
    /// Nil for a rule that is as wanted.
    fileprivate init?(_ step: PlannedStep) {
        id = step.id
        details = [.orphaned, .unmanaged].contains(step.action) ? "" : step.details
        switch step.action {
        case .create: kind = "missing"
        case .replace: kind = "different"
        case .refuse: kind = "impossible"
        case .remove, .orphaned, .unmanaged: kind = "extra"
        case .keep, .rename, .restore: return nil
        @unknown default: kind = "impossible"
        }
    }

    fileprivate var text: String {
        "\(id.isEmpty ? "a rule without an id" : id.string) is \(kind)" + (details.isEmpty ? "" : " (\(details))")
    }
}
