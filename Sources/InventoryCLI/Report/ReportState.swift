import CloudInventory

/// What the page says of a rule, from worst to best, which is the order of its legend.
enum ReportState: String, CaseIterable, Encodable, Sendable {
    case failed, refused, remove, replace, rename, restore, create, unmanaged, same

    init(_ action: PlannedStep.Action) {
        self =
            switch action {
            case .create: .create
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
            case .done, .unconfirmed: step.action == "rename" ? .replace : ReportState(rawValue: step.action) ?? .same
            case .unchanged: .same
            case .unmanaged: .unmanaged
            case .refused: .refused
            case .changedSincePlanning, .failed, .notAttempted: .failed
            @unknown default: .failed
            }
    }

    /// Says it without colour.
    var mark: String {
        switch self {
        case .failed: "x"
        case .refused: "!"
        case .remove: "-"
        case .replace: "~"
        case .rename: ">"
        case .restore: "<"
        case .create: "+"
        case .unmanaged: "."
        case .same: "="
        }
    }

    func label(in kind: ReportKind) -> String {
        switch (self, kind) {
        case (.failed, .apply): "failed"
        case (.failed, _): "unreadable"
        case (.refused, .check): "impossible"
        case (.refused, _): "refused"
        case (.remove, .apply): "removed"
        case (.remove, _): "to remove"
        case (.replace, .plan): "to replace"
        case (.replace, .check): "different"
        case (.replace, .apply): "replaced"
        case (.rename, .apply): "renamed"
        case (.rename, _): "to rename"
        case (.restore, .apply): "restored"
        case (.restore, _): "to restore"
        case (.create, .plan): "to create"
        case (.create, .check): "missing"
        case (.create, .apply): "created"
        case (.unmanaged, _): "unmanaged"
        case (.same, _): "in place"
        }
    }
}

/// What a page is about; the name stands in its title.
enum ReportKind: String, Encodable, Sendable {
    case plan, check, apply
}
