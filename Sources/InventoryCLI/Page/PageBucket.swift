import CloudInventory
import InventoryComparison
import InventoryCore
import InventoryReports
import InventoryRuleSet
import InventorySync
import InventoryWatch

/// A bucket as the page has it: one line of its data. Every text is safe to show: control characters and those of text
/// direction are spelled out.
struct PageBucket: Encodable, Sendable {
    struct Rule: Encodable, Sendable {
        var id: String
        var state: PageState
        /// Where the state's own name does not say it all.
        var label: String?
        var differences: [Difference]?
        /// Why it is refused or has failed.
        var reasons: [String]?
        var losses: [Loss]?
        var remarks: [String]?
        /// What to give to the vendor's support.
        var requests: [String]?
    }

    struct Loss: Encodable, Sendable {
        /// The feature, or the place in the rule.
        var what: String
        var message: String
        var refused: Bool
    }

    var index: Int
    var group: String
    var cloud: String
    var name: String
    var region: String?
    /// The state of the bucket as a whole, where it came to nothing: failed, or not attempted.
    var state: PageState?
    /// Why it came to nothing.
    var error: String?
    var rules: [Rule]

    init(_ plan: BucketPlan, in kind: PageKind) {
        self.init(plan.index, plan.target, error: plan.error)
        rules = plan.steps.map { step in
            var rule = Rule(step.id, PageState(step.action, in: kind), step.findings, step.differences)
            if case .remove(let found) = step.action { rule.note(gone: found) }
            return rule
        }
    }

    init(_ outcome: BucketOutcome) {
        self.init(outcome.index, outcome.target, error: outcome.error)
        rules = outcome.steps.map { step in
            var rule = Rule(step.id, PageState(step), step.findings, step.differences)
            rule.note(step)
            return rule
        }
    }

    init(_ bucket: BucketReportStatus) {
        self.init(bucket.index, bucket.target, error: bucket.error)
        rules = bucket.reports.map { report in
            let view = ReportStatusView.Rule(report: report)
            return Rule(
                id: report.rule.string.shown, state: PageState(report.state),
                reasons: view.problems(\.readable).map(\.shown).orNil,
                remarks: view.facts.map(\.shown).orNil)
        }
    }

    /// A pair: the source's bucket, and what its copy came to.
    init(_ result: PairResult, _ pair: ComparedPair) {
        self.init(result.index, pair.source, error: nil)
        name = "\(pair.source.bucket.name.string) → \(pair.target)".shown
        let counts = (result.counts ?? [:]).filter { $0.value > 0 }.sorted { $0.key < $1.key }
        rules = [
            Rule(
                id: result.source.rule.string.shown, state: PageState(result.state),
                label: [.extra, .empty].contains(result.state) ? result.state.rawValue : nil,
                reasons: ([result.details] + result.differences.map { "\($0.verdict.rawValue): \($0.key)" }).map(
                    \.shown),
                remarks: (counts.map { "\($0.key): \($0.value.grouped)" } + result.manifests).map(\.shown).orNil)
        ]
    }

    private init(_ index: Int, _ target: SyncTarget, error: InventoryError?) {
        self.index = index
        group = target.group.shown
        cloud = target.provider.rawValue.shown
        name = target.bucket.name.string.shown
        region = target.bucket.region?.string.shown
        state = error.map { PageState($0) }
        self.error = error?.description.shown
        rules = []
    }
}

extension PageBucket.Rule {
    fileprivate init(
        _ id: InventoryRule.ID, _ state: PageState, _ findings: Findings, _ differences: [Difference]
    ) {
        self.id = id.string.shown
        self.state = state
        self.differences =
            differences.map {
                Difference(path: $0.path.shown, found: $0.found.shown, wanted: $0.wanted.shown)
            }.orNil
        var (reasons, losses, remarks): ([String], [PageBucket.Loss], [String]) = ([], [], [])
        for finding in findings {
            let isRefused = finding.disposition == .refused
            if isRefused { reasons.append(finding.description.shown) }
            switch finding.kind {
            case .lost, .substituted:
                losses.append(
                    PageBucket.Loss(
                        what: (finding.feature?.rawValue ?? finding.path).shown, message: finding.description.shown,
                        refused: isRefused))
            case .unproven, .violation, .unrecognized, .gap:
                if !isRefused { remarks.append(finding.description.shown) }
            @unknown default: remarks.append(finding.description.shown)
            }
        }
        (self.reasons, self.losses, self.remarks) = (reasons.orNil, losses.orNil, remarks.orNil)
    }

    /// What a rule that is to be removed says.
    fileprivate mutating func note(gone found: FoundRule) {
        guard let rule = found.rule else { return }
        remarks =
            (remarks ?? []) + ["it reads: \(rule.schedule), prefix '\(rule.content.filter.effectivePrefix)'".shown]
    }

    fileprivate mutating func note(_ step: StepOutcome) {
        requests = step.receipt.map { receipt in
            ["status \(receipt.status)"]
                + receipt.requestIDs.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)".shown }
        }
        switch step.result {
        case .done, .unchanged, .unmanaged, .refused: break
        case .unconfirmed(let reason): (label, reasons) = ("not seen", [reason.description.shown])
        case .changedSincePlanning: reasons = ["somebody changed it meanwhile, so it was left alone; run again"]
        case .notAttempted(let reason): reasons = [reason.shown]
        case .failed(let error, let restored):
            reasons = [error.description.shown] + (restored ? ["the old rule is back in its place"] : [])
        @unknown default: label = step.result.name.shown
        }
    }
}

extension String {
    /// Safe to show, and not without end.
    fileprivate var shown: String { Printable.quoted(self, limit: 2000) }
}

extension Array {
    /// Nothing in place of an empty list: most rules of a fleet have nothing to say.
    fileprivate var orNil: Self? { isEmpty ? nil : self }
}
