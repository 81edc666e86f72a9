internal import InventoryCore

/// What a plan says of changes that have to remove a rule before they store one.
extension StepOrder {
    /// The steps, with a remark on each whose rule is missing for a moment.
    func remarkingOnGaps(_ steps: [PlannedStep], live: [RuleEntry]) -> [PlannedStep] {
        guard steps.contains(where: \.isChange) else { return steps }
        let first = Dictionary(
            order(steps, live: live).writes.filter { $0.kind == .removeBeforeStore }.map { ($0.step.id, $0) },
            uniquingKeysWith: { first, _ in first })
        return steps.map { step in
            guard step.isChange, let write = first[step.id] else { return step }
            var step = step
            step.findings.list.append(
                Finding(.gap, path: "id", value: write.id.string, message: sentence(write), disposition: .noted))
            return step
        }
    }

    private func sentence(_ removal: Write) -> String {
        let order =
            if let other = removal.makesRoomFor {
                "it is removed before rule '\(Printable.quoted(other.string))' is stored, which has no room beside it"
            } else if capabilities.overwriting == .createOnly, removal.id == removal.step.id {
                "\(capabilities.provider) replaces no rule, so this one is removed before it is stored anew"
            } else {
                "there is no room for the new one beside the old one, so this one is removed before it is stored anew"
            }
        return order + ", and in between the bucket has neither; where a run is cut short there, recover puts it back"
    }
}
