import CloudInventory

/// A plan as `plan` shows it, bucket by bucket.
struct PlanView {
    private var printer: BucketPrinter<BucketPlan, PlanSummary>

    init(_ form: BucketPrinterForm, ruleSet: String, page: HTMLReport? = nil) {
        printer = BucketPrinter(
            form, ruleSet: ruleSet, columns: ["ACTION", "RULE", "BUCKET", "DETAILS"], summary: PlanSummary(), page: page
        )
    }

    var status: CommandStatus { printer.status }
    var summary: PlanSummary { printer.summary }

    /// Shows what would change or is refused, a line each.
    mutating func add(_ bucket: BucketPlan) {
        printer.summary.add(bucket)
        if let error = bucket.error {
            Console.error("\(bucket.target): \(error)")
            printer.note(CommandStatus(error.code))
        }
        if bucket.changes > 0 { printer.note(.changesPending) }
        printer.note(CommandStatus(refusals: bucket.refusals.map(\.finding)))
        let rows = bucket.steps.filter { $0.isChange || [.refuse, .orphaned].contains($0.action) }.map { step in
            let state = ReportState(step.action)
            return Row(
                ["\(state.mark) \(step.action.name)", step.id.string, bucket.target.description, step.details],
                tint: state.tint)
        }
        printer.add(
            bucket, index: bucket.index,
            rows: rows
                + (bucket.error == nil
                    ? [] : [Row(["x error", "", bucket.target.description, "cannot be planned"], tint: .red)]),
            report: ReportBucket(bucket))
    }

    /// Shows the counts.
    mutating func end() throws { try printer.end(text: "\(summary)\n") }
}

extension PlannedStep {
    /// What changes, what is lost, or why it is refused.
    var details: String {
        switch action {
        case .refuse: findings.refusals.map(\.description).joined(separator: "; ")
        case .orphaned: "left the rule set and stays; to remove it, name it under retired or set prune: owned"
        case .replace(_, _, let differences):
            (differences.map(\.description) + findings.lostFeatures).joined(separator: "; ")
        case .rename(_, let old, _):
            (["now '\(Printable.quoted(old.string))'"] + findings.lostFeatures).joined(separator: "; ")
        default: findings.lostFeatures.joined(separator: "; ")
        }
    }
}

extension Findings {
    /// The accepted losses, in few words.
    var lostFeatures: [String] {
        acceptedLosses.map { "\($0.kind) \($0.feature?.rawValue ?? $0.path)" }
    }
}
