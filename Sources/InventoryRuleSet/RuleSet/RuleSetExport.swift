internal import InventoryCore
public import InventorySync

/// One rule set made of what is live in many buckets. Planned on the same buckets it changes nothing.
///
/// Rules of one id that say the same become one rule. Where a rule of that id says something else, its buckets form a
/// target group of their own, with a second rule of the id that is for this group alone.
public struct RuleSetExport: Sendable {
    /// The rule set with its target groups.
    public var file: RuleSetFile
    /// What the rule set does not hold, a sentence each: plans leave it alone as someone else's.
    public var omissions: [String] = []
    /// Buckets that hold no rule and are like no other: they are not in the file.
    public var empty: [SyncTarget] = []

    /// - Parameters:
    ///   - name: the rule set's name.
    ///   - unifyingIDs: gives rules that say the same one id, the most frequent of theirs: a proposal. Planned as it is
    ///     it would create them anew beside the old ones, so ``InventorySync/adoptionPlan(_:on:)`` comes first.
    public init(_ survey: Survey, name: String, unifyingIDs: Bool = false) {
        omissions = survey.problems.map { $0.error.description }
        let patterns = PrefixPatterns(survey)
        // Of a bucket that was not read nothing is known.
        var isKnown = Set(survey.targets.indices).subtracting(survey.problems.map(\.target))
        for group in survey.groups { isKnown.formUnion(group.members.map(\.target)) }
        let known = survey.targets.indices.filter(isKnown.contains)
        var buckets = known.map { LiveBucket(survey.targets[$0]) }
        let positions = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($0.element, $0.offset) })
        for (meaning, group) in survey.groups.enumerated() {
            for member in group.members {
                let target = survey.targets[member.target]
                guard let position = positions[member.target] else { continue }
                guard let destination = patterns.pattern(of: member.destination, in: target) else {
                    omissions.append(
                        "\(target), rule '\(Printable.quoted(member.id.string))': the prefix of its reports holds "
                            + "a brace, which a rule set takes for the bucket's name")
                    continue
                }
                buckets[position].rules.append(.init(id: member.id, meaning: meaning, destination: destination))
            }
        }
        if unifyingIDs {
            for position in buckets.indices { buckets[position].unifyIDs(survey.groups.map(\.template.id)) }
        }
        for position in buckets.indices { omissions += buckets[position].settleDestination() }
        let grouping = ExportGrouping(buckets)
        empty = grouping.empty
        file = grouping.file(named: name, survey.groups.map(\.template))
    }
}

/// A bucket with what is live in it.
struct LiveBucket {
    struct Rule {
        var id: InventoryRule.ID
        /// What it says, as a position among the survey's groups.
        var meaning: Int
        /// With a pattern as its prefix.
        var destination: Destination
    }

    let target: SyncTarget
    var rules: [Rule] = []
    /// Where the reports of all its rules go; nil without rules.
    var destination: Destination? { rules.first?.destination }

    init(_ target: SyncTarget) { self.target = target }

    /// Gives each rule the id that is proposed for what it says, unless another rule of the bucket has it.
    mutating func unifyIDs(_ proposed: [InventoryRule.ID]) {
        var taken = Set(rules.map(\.id))
        for index in rules.indices where taken.insert(proposed[rules[index].meaning]).inserted {
            rules[index].id = proposed[rules[index].meaning]
        }
    }

    /// Keeps the rules that have the most frequent destination: a rule set has one for each bucket.
    /// - Returns: a sentence for each of the others.
    mutating func settleDestination() -> [String] {
        guard let kept = rules.map(\.destination).mostFrequent else { return [] }
        let others = rules.filter { $0.destination != kept }.map { rule in
            "\(target), rule '\(Printable.quoted(rule.id.string))': its reports go elsewhere than those of the bucket's "
                + "other rules, and a rule set has one place for each bucket"
        }
        rules.removeAll { $0.destination != kept }
        return others
    }
}

extension Sequence where Element: Hashable {
    /// The element that occurs most often, of several the first.
    var mostFrequent: Element? {
        var counts: [Element: (count: Int, first: Int)] = [:]
        for (position, element) in enumerated() { counts[element, default: (0, position)].count += 1 }
        return counts.max { ($0.value.count, -$0.value.first) < ($1.value.count, -$1.value.first) }?.key
    }
}
