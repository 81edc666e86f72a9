public import InventoryCore

/// Finds rules whose prefixes overlap: one begins with the other, by bytes. The empty prefix overlaps with all.
public enum PrefixOverlap {
    /// A pair of rules that a cloud without overlap would not hold together.
    public struct Conflict: Hashable, Sendable {
        /// The rule with the shorter prefix.
        public var outer: InventoryRule.ID
        /// The rule whose prefix begins with the other's.
        public var inner: InventoryRule.ID
    }

    /// Every rule that overlaps with another one, each inner rule with the nearest outer one. Sorted once: among sorted
    /// prefixes the ones that begin with a given prefix follow it directly.
    public static func conflicts(among rules: [(id: InventoryRule.ID, prefix: ExactText)]) -> [Conflict] {
        var conflicts: [Conflict] = []
        var enclosing: [(id: InventoryRule.ID, prefix: ExactText)] = []
        for rule in rules.sorted(by: { ($0.prefix, $0.id) < ($1.prefix, $1.id) }) {
            while let last = enclosing.last, !rule.prefix.hasPrefix(last.prefix) { enclosing.removeLast() }
            if let outer = enclosing.last { conflicts.append(Conflict(outer: outer.id, inner: rule.id)) }
            enclosing.append(rule)
        }
        return conflicts
    }
}
