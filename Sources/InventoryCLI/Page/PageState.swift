import CloudInventory
import InventoryReports
import InventorySync

/// What the page says of a rule, from worst to best, which is the order of its legend.
enum PageState: String, CaseIterable, Encodable, Sendable {
    case failed, refused, changed, notAttempted, missing, remove, replace, rename, restore, create, unmanaged, same
    // Of reports.
    case broken, incomplete, overdue, never, arrived, off
    // Of pairs.
    case different, complete

    /// The states that a page of that kind may have, in the order of its legend.
    static func all(in kind: PageKind) -> [PageState] {
        let ofReports: [PageState] = [.failed, .notAttempted, .broken, .incomplete, .overdue, .never, .arrived, .off]
        let ofPairs: [PageState] = [.failed, .notAttempted, .broken, .different, .never, .complete]
        switch kind {
        case .status: return ofReports
        case .pairs: return ofPairs
        case .plan, .check, .apply:
            let others = Set(ofReports + ofPairs).subtracting([.failed, .notAttempted])
            return allCases.filter { !others.contains($0) }
        }
    }

    init(_ action: PlannedStep.Action, in kind: PageKind = .plan) {
        self =
            switch action {
            // A check creates nothing: a rule that is not there is a finding, and no good news.
            case .create: kind == .check ? .missing : .create
            case .replace: .replace
            case .remove: .remove
            case .rename: .rename
            case .restore: .restore
            case .keep: .same
            case .refuse: .refused
            case .orphaned, .unmanaged: .unmanaged
            @unknown default: .refused
            }
    }

    init(_ step: StepOutcome) {
        self =
            switch step.result {
            case .done: PageState(rawValue: step.action.rawValue) ?? .same
            case .unchanged: .same
            case .unmanaged: .unmanaged
            case .refused: .refused
            case .changedSincePlanning: .changed
            case .notAttempted: .notAttempted
            case .unconfirmed, .failed: .failed
            @unknown default: .failed
            }
    }

    init(_ state: ReportStatus.State) {
        self =
            switch state {
            case .arrived: .arrived
            case .overdue: .overdue
            case .incomplete: .incomplete
            case .broken: .broken
            case .never: .never
            case .unreadable: .failed
            case .off: .off
            @unknown default: .failed
            }
    }

    init(_ state: PairResult.State) {
        self =
            switch state {
            case .complete, .empty: .complete
            case .extra, .different: .different
            case .broken: .broken
            case .never: .never
            case .unreadable: .failed
            case .notAttempted: .notAttempted
            }
    }

    /// The state of a bucket as a whole that ended in an error.
    init(_ error: InventoryError) {
        self = error.code == .notAttempted ? .notAttempted : .failed
    }

    /// Says it without colour.
    var mark: String {
        switch self {
        case .failed: "x"
        case .refused: "!"
        case .changed: "*"
        case .notAttempted: "/"
        case .missing: "?"
        case .remove: "-"
        case .replace: "~"
        case .rename: ">"
        case .restore: "<"
        case .create: "+"
        case .unmanaged: "."
        case .same, .arrived, .complete: "="
        case .broken: "!"
        case .incomplete: "~"
        case .overdue, .different: "*"
        case .never: "?"
        case .off: "."
        }
    }

    func label(in kind: PageKind) -> String {
        switch (self, kind) {
        case (.failed, .apply): "failed"
        case (.failed, _): "unreadable"
        case (.refused, .check): "impossible"
        case (.refused, _): "refused"
        case (.changed, _): "changed meanwhile"
        case (.notAttempted, _): "not attempted"
        case (.missing, _): "missing"
        case (.remove, .apply): "removed"
        case (.remove, _): "to remove"
        case (.replace, .check): "different"
        case (.replace, .apply): "replaced"
        case (.replace, _): "to replace"
        case (.rename, .apply): "renamed"
        case (.rename, _): "to rename"
        case (.restore, .apply): "restored"
        case (.restore, _): "to restore"
        case (.create, .apply): "created"
        case (.create, _): "to create"
        case (.unmanaged, _): "unmanaged"
        case (.same, .check): "as wanted"
        case (.same, _): "unchanged"
        case (.broken, _): "broken"
        case (.incomplete, _): "incomplete"
        case (.overdue, _): "overdue"
        case (.never, _): "never"
        case (.arrived, _): "arrived"
        case (.off, _): "switched off"
        case (.different, _): "different"
        case (.complete, _): "complete"
        }
    }
}

/// What a page is about; the name stands in its title.
enum PageKind: String, Encodable, Sendable {
    case plan, check, apply, status, pairs
}
