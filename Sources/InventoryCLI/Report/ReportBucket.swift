import CloudInventory

/// A bucket as the page has it: one line of its data. Every text is safe to show: control characters and those of text
/// direction are spelled out.
struct ReportBucket: Encodable, Sendable {
    struct Rule: Encodable, Sendable {
        var id: String
        var state: ReportState
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
    /// Why the bucket as a whole failed.
    var error: String?
    var rules: [Rule]

    init(_ plan: BucketPlan) {
        self.init(plan.index, plan.target, error: plan.error)
        rules = plan.steps.map { step in
            var rule = Rule(step.id, ReportState(step.action), step.findings, step.differences)
            if case .remove(let found) = step.action { rule.note(gone: found) }
            return rule
        }
    }

    init(_ outcome: BucketOutcome) {
        self.init(outcome.index, outcome.target, error: outcome.error)
        rules = outcome.steps.map { step in
            var rule = Rule(step.id, ReportState(step), step.findings, step.differences)
            rule.note(step)
            return rule
        }
    }

    private init(_ index: Int, _ target: SyncTarget, error: InventoryError?) {
        self.index = index
        group = target.group.shown
        cloud = target.provider.rawValue.shown
        name = target.bucket.name.string.shown
        region = target.bucket.region?.string.shown
        self.error = error?.description.shown
        rules = []
    }
}

extension ReportBucket.Rule {
    fileprivate init(
        _ id: InventoryRule.ID, _ state: ReportState, _ findings: Findings, _ differences: [Difference]
    ) {
        self.id = id.string.shown
        self.state = state
        self.differences =
            differences.map {
                Difference(path: $0.path.shown, found: $0.found.shown, wanted: $0.wanted.shown)
            }.orNil
        var (reasons, losses, remarks): ([String], [ReportBucket.Loss], [String]) = ([], [], [])
        for finding in findings {
            let isRefused = finding.disposition == .refused
            if isRefused { reasons.append(finding.description.shown) }
            switch finding.kind {
            case .lost, .substituted:
                losses.append(
                    ReportBucket.Loss(
                        what: (finding.feature?.rawValue ?? finding.path).shown, message: finding.description.shown,
                        refused: isRefused))
            case .unproven, .violation, .unrecognized: if !isRefused { remarks.append(finding.description.shown) }
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
        case .changedSincePlanning: (label, reasons) = ("changed", ["somebody changed it meanwhile; it was left alone"])
        case .notAttempted(let reason): (label, reasons) = ("not attempted", [reason.shown])
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
