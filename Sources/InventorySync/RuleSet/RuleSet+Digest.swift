internal import InventoryCore
internal import InventoryWire

extension RuleSet {
    /// A fingerprint of everything that the set says: SHA-256 of its written form.
    public var digest: String {
        get throws { Hex.encode(try Digest.sha256(try JSONLine.encode(self))) }
    }
}

// Only for the digest: a rule set is read by `InventoryRuleSet`, from a form made for people.
extension RuleSet: Encodable {
    private enum Key: String, CodingKey { case name, rules, on, retired, takeover, prune, pattern, unknown, ignored }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        // The destination is the target's affair; a placeholder gives the rest the written form of a rule.
        try container.encode(rules.map { $0.rule(deliveringTo: Destination(bucket: "")) }, forKey: .rules)
        try container.encode(rules.map { $0.on?.sorted() ?? [] }, forKey: .on)
        try container.encode(retired, forKey: .retired)
        try container.encode(ownership.takeover, forKey: .takeover)
        try container.encode(ownership.prune, forKey: .prune)
        try container.encodeIfPresent(ownership.pattern, forKey: .pattern)
        try container.encode(ownership.unknownElements, forKey: .unknown)
        try container.encode(ownership.ignoreElements.sorted(), forKey: .ignored)
    }
}
