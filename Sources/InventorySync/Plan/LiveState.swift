internal import InventoryCore

/// What a list shows of a rule that was being written.
enum LiveState {
    case absent, old, new, both, foreign

    init(_ step: PlannedStep, _ live: [RuleEntry], _ capabilities: Capabilities) {
        let old = live.first { $0.id == step.foundID }
        let isOld = old.flatMap { entry in step.found.map { $0.isStill(entry) } } ?? false
        guard let entry = live.first(where: { $0.id == step.id }) else {
            // Under the id of before, where a rename has not come further.
            self = isOld ? .old : old == nil ? .absent : .foreign
            return
        }
        let isNew =
            switch step.action {
            case .create(let rule), .replace(let rule, _, _), .rename(let rule, _, _):
                capabilities.isSame(entry, as: rule)
            case .restore(let document, _): document.isStill(entry)
            case .remove, .keep, .refuse, .orphaned, .unmanaged: false
            }
        if step.id != step.foundID {
            self = !isNew ? .foreign : old == nil ? .new : isOld ? .both : .foreign
        } else {
            self = isOld ? .old : isNew ? .new : .foreign
        }
    }
}
