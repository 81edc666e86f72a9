internal import InventoryCore

/// Findings on the rules of targets, each told once at its place however many rules and targets have it.
struct GroupedFindings {
    private struct Subjects {
        var rules: [String] = []
        var targets: [String] = []
    }

    private var order: [RuleSetReview.Remark] = []
    private var subjects: [RuleSetReview.Remark: Subjects] = [:]

    /// - Parameter remark: what is said of the rule, without the rule.
    mutating func add(_ remark: RuleSetReview.Remark, of id: InventoryRule.ID, in target: String) {
        if subjects[remark] == nil { order.append(remark) }
        var found = subjects[remark] ?? Subjects()
        if !found.rules.contains(id.string) { found.rules.append(id.string) }
        if !found.targets.contains(target) { found.targets.append(target) }
        subjects[remark] = found
    }

    /// Each finding with those that have it, in the order in which they came.
    var remarks: [RuleSetReview.Remark] {
        order.map { finding in
            let found = subjects[finding] ?? Subjects()
            var remark = finding
            remark.message =
                "\(Self.names(found.rules, "rule")) in \(Self.names(found.targets, "target")): \(finding.message)"
            return remark
        }
    }

    /// `rule 'a'`, `rules 'a', 'b'`, `rules 'a', 'b' and 3 more`.
    private static func names(_ names: [String], _ thing: String) -> String {
        let shown = names.prefix(3).map { "'\(Printable.quoted($0))'" }.joined(separator: ", ")
        let more = names.count > 3 ? " and \(names.count - 3) more" : ""
        return "\(thing)\(names.count == 1 ? "" : "s") \(shown)\(more)"
    }
}
