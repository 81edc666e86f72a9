internal import InventoryCore
internal import InventoryReports

extension Comparison {
    /// How the two rules differ in what they report, for people; nil where they do not, or where one of them is not known.
    /// Reports of other objects say that objects are missing or extra that are none of theirs.
    public var differentCoverage: String? {
        guard let source = source.store.rule?.content.filter, let target = target.store.rule?.content.filter else {
            return nil
        }
        let (here, there) = (source.effectivePrefix, target.effectivePrefix)
        guard rest(of: here, below: options.sourcePrefix) == rest(of: there, below: options.targetPrefix) else {
            return
                "the rules report different prefixes: the source's \(Self.text(here)), the target's \(Self.text(there))"
        }
        let (some, others) = (Self.conditions(of: source), Self.conditions(of: target))
        guard some != others else { return nil }
        return "the rules filter differently: the source's by \(some.isEmpty ? "nothing" : some), the target's by "
            + (others.isEmpty ? "nothing" : others)
    }

    /// The part of a rule's prefix behind that of the comparison: empty where the rule reports all below it, nil where nothing.
    private func rest(of prefix: ExactText, below compared: ExactText) -> ExactText? {
        let (rule, all) = (Array(prefix.string.utf8), Array(compared.string.utf8))
        if all.starts(with: rule) { return "" }
        return rule.starts(with: all) ? ExactText(String(decoding: rule[all.count...], as: UTF8.self)) : nil
    }

    private static func text(_ prefix: ExactText) -> String {
        prefix.isEmpty ? "the whole bucket" : "'\(Printable.quoted(prefix.string, limit: 80))'"
    }

    private static func conditions(of filter: Filter) -> String {
        var parts = filter.tags.sorted().map { "tag \($0.key)=\($0.value)" }
        if let created = filter.created { parts.append("created \(created)") }
        if let modified = filter.modified { parts.append("modified \(modified)") }
        if let storageClass = filter.storageClass { parts.append("storage class \(storageClass)") }
        if let size = filter.size { parts.append("size \(size)") }
        return Printable.quoted(parts.joined(separator: ", "), limit: 200)
    }
}
