import CloudInventory
import InventoryCore
import InventoryProviderKit
import InventorySync
import InventoryWire

/// A plan as `plan` shows it, bucket by bucket.
struct PlanView: FleetView {
    private var printer: BucketPrinter<BucketPlan, PlanSummary>
    private var refusals = RefusalGroups()
    private var errors = RepeatedErrors()
    private var remarks = Footnotes()
    /// Where whole documents are shown: what makes them.
    private let details: InventorySync?

    /// - Parameter details: shows below each change the differences, a line each, and the documents that are written and put
    ///   an end to.
    init(_ form: BucketPrinterForm, ruleSet: String, page: HTMLPage? = nil, details: InventorySync? = nil) {
        self.details = details
        printer = BucketPrinter(
            form, ruleSet: ruleSet, columns: ["ACTION", "RULE", "BUCKET", "DETAILS"], summary: PlanSummary(), page: page
        )
    }

    var status: CommandStatus { printer.status }
    var summary: PlanSummary { printer.summary }
    var bucketCount: Int { summary.buckets }

    /// Shows what would change or is refused, a line each.
    mutating func add(_ bucket: BucketPlan) {
        printer.summary.add(bucket)
        if let error = bucket.error {
            errors.tell(error, of: bucket.target)
            printer.note(CommandStatus(error))
        }
        if bucket.changes > 0 || bucket.leftOut > 0 { printer.note(.changesPending) }
        printer.note(CommandStatus(refusals: bucket.refusals.map(\.finding)))
        var rows: [Row] = []
        // What a live rule has that cannot be compared is shown, though the rule stays as it is.
        for step in bucket.steps
        where step.isChange || [.refuse, .orphaned].contains(step.action) || !step.findings.unrecognized.isEmpty {
            if step.action == .refuse, !refusals.isNew(step, in: bucket.target) { continue }
            let state = PageState(step.action)
            var row = Row(
                [
                    "\(state.mark) \(step.action.name)", step.id.string, bucket.target.description,
                    [step.details, remarks.marks(of: step.findings.remarkTexts)].filter { !$0.isEmpty }
                        .joined(separator: " "),
                ], tint: state.tint)
            if let details { row.below = step.lines(in: bucket.target, details) }
            rows.append(row)
        }
        printer.add(
            bucket, index: bucket.index,
            rows: rows
                + (bucket.error == nil
                    ? [] : [Row(["x error", "", bucket.target.description, "cannot be planned"], tint: .red)]),
            report: PageBucket(bucket, in: .plan))
    }

    /// Shows what was refused in several buckets, and the counts.
    /// - Parameter note: why it ended before its time, for the page.
    mutating func end(note: String?) throws {
        errors.tellCounts()
        let lines = remarks.lines.map { Printable.quoted($0, limit: 2000) } + refusals.lines
        let text = lines.isEmpty ? "" : lines.map { $0 + "\n" }.joined() + "\n"
        try printer.end(text: text + "\(summary)\n", note: note)
    }

    /// Ends the page alone, where the plan failed before its end.
    mutating func endPage(note: String) { printer.endPage(note: note) }
}

extension PlannedStep {
    /// The change in full: differences, then the document that goes and the one that comes.
    fileprivate func lines(in target: SyncTarget, _ sync: InventorySync) -> [String] {
        guard isChange else { return [] }
        func lines(_ mark: String, _ document: VendorDocument?) -> [String] {
            (document?.text ?? "").split(separator: "\n").map { "\(mark) \($0)" }
        }
        return differences.map { "  \($0)" } + lines("-", endedDocument)
            + lines("+", try? sync.writtenDocument(of: self, in: target))
    }

    /// What changes, what is lost, or why it is refused.
    var details: String {
        switch action {
        case .refuse: findings.refusals.map(\.description).joined(separator: "; ")
        case .orphaned: "left the rule set and stays; to remove it, name it under retired or set prune: owned"
        case .replace(_, _, let differences):
            (differences.map(\.description) + findings.lostFeatures).joined(separator: "; ")
        case .rename(_, let old, _):
            (["now '\(Printable.quoted(old.string))'"] + findings.lostFeatures).joined(separator: "; ")
        case .keep: findings.unrecognized.map(\.description).joined(separator: "; ")
        default: findings.lostFeatures.joined(separator: "; ")
        }
    }
}

extension Findings {
    /// The accepted losses, in few words.
    var lostFeatures: [String] {
        acceptedLosses.map { "\($0.kind) \($0.feature?.rawValue ?? $0.path)" }
    }

    /// What was remarked, a sentence each: `remark on format (ORC): it is not proven that …`.
    var remarkTexts: [String] {
        remarks.map { remark in
            // It is about the row's rule as a whole, whichever that is.
            if remark.kind == .gap { return "remark: \(remark.message)" }
            let place = remark.path.isEmpty ? "" : " on \(Printable.quoted(remark.path))"
            let value = remark.value.isEmpty ? "" : " (\(Printable.quoted(remark.value, limit: 40)))"
            return "remark\(place)\(value): \(remark.message)"
        }
    }
}
