public import InventoryCore
internal import InventorySync

/// Where a rule stands in its rule set.
struct RulePlace: Sendable {
    var id: InventoryRule.ID
    /// The groups it is for; nil for all.
    var on: Set<String>?
    /// Its entry under `rules`.
    var node: DocumentNode

    /// Where a part of the rule stands, as findings name it: `prefix`, `fields[3]`; the rule's own place where it does not
    /// say that part.
    func location(of part: String) -> DocumentLocation { node.find(RuleSetReview.keys(part)).node.location }
}

extension RuleSetTargets {
    /// Where a rule of the target of that number stands, or the part of it that a finding names: in the rule, and for its
    /// reports in the target. Nil for a rule set that was not read.
    public func place(of number: Int, rule id: InventoryRule.ID, part: String) -> DocumentLocation? {
        guard let group = group(of: number) else { return nil }
        if part.hasPrefix("reports.") {
            return group.keyPlaces[part] == nil ? place(of: number, key: "reports") : place(of: number, key: part)
        }
        return file.rules.first { $0.id == id && $0.on?.contains(group.group.name) ?? true }?.location(of: part)
    }
}
