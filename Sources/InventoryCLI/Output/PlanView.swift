import CloudInventory

/// A plan as `plan` shows it.
struct PlanView: Encodable, Sendable {
    var ruleSet: String
    var buckets: [BucketPlan]
    var summary: PlanSummary

    init(_ plan: Plan) {
        ruleSet = plan.ruleSet.name
        buckets = plan.buckets
        summary = plan.summary
    }

    var status: CommandStatus {
        let failures = buckets.compactMap(\.error).map { CommandStatus($0.code) }
        let refusals = buckets.flatMap(\.refusals).map(\.finding)
        return .worst(
            failures + [CommandStatus(refusals: refusals)] + (summary.changes > 0 ? [.changesPending] : [.done]))
    }

    /// What would change or is refused, a line each, and the counts.
    var text: String {
        let rows = buckets.flatMap { bucket in
            bucket.steps.filter { $0.isChange || $0.action == .refuse }.map { step in
                [step.action.name, step.id.string, bucket.target.description, step.details]
            } + (bucket.error == nil ? [] : [["error", "", bucket.target.description, "cannot be planned"]])
        }
        let table = rows.isEmpty ? "" : Table(["ACTION", "RULE", "BUCKET", "DETAILS"], rows).text + "\n"
        let counts = [
            ("to create", summary.create), ("to replace", summary.replace), ("to remove", summary.remove),
            ("to restore", summary.restore), ("in place", summary.keep), ("refused", summary.refuse),
            ("of others", summary.unmanaged),
        ].filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
        return table + "\(summary.buckets) \(summary.buckets == 1 ? "bucket" : "buckets")"
            + (summary.failed > 0 ? ", \(summary.failed) of them unreadable" : "")
            + "; rules: \(counts.isEmpty ? "none" : counts.joined(separator: ", "))\n"
    }
}

extension PlannedStep {
    /// What changes, what is lost, or why it is refused.
    fileprivate var details: String {
        switch action {
        case .refuse: findings.refusals.map(\.description).joined(separator: "; ")
        case .replace(_, _, let differences):
            (differences.map(\.description) + findings.lostFeatures).joined(separator: "; ")
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
