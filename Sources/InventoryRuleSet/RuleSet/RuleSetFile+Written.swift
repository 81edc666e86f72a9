internal import InventoryCore
public import InventorySync
internal import InventoryWire

extension RuleSetFile {
    /// A file from its parts.
    public init(ruleSet: RuleSet, groups: [Group], pairs: [RuleSetPair] = []) {
        self.ruleSet = ruleSet
        self.groups = groups
        self.pairs = pairs
    }

    /// The file as YAML, a rule and a bucket a line. Reading it gives the same rule set.
    public func yaml() throws -> String {
        let written = WrittenRuleSet(self)
        var text = "version: 1\nname: \(try Self.flow(written.name))\nrules:"
        text += written.rules.isEmpty ? " []\n" : "\n"
        for rule in written.rules {
            // The id first: it is what the eye looks for.
            let rest = try Self.flow(rule.rest).dropFirst()
            text += "  - {\"id\": \(try Self.flow(rule.id)), \(rest)\n"
        }
        if let retired = written.retired { text += "retired: \(try Self.flow(retired))\n" }
        if let ownership = written.ownership { text += "ownership: \(try Self.flow(ownership))\n" }
        text += written.targets.isEmpty ? "targets: []\n" : "targets:\n"
        for target in written.targets {
            text += "  - name: \(try Self.flow(target.name))\n    provider: \(try Self.flow(target.provider))\n"
            if let region = target.region { text += "    region: \(try Self.flow(region))\n" }
            if let endpoint = target.endpoint { text += "    endpoint: \(try Self.flow(endpoint))\n" }
            if let name = target.credentials { text += "    credentials: \(try Self.flow(name))\n" }
            text += "    reports: \(try Self.flow(target.reports))\n"
            if let accept = target.accept { text += "    accept: \(try Self.flow(accept))\n" }
            if let limits = target.limits { text += "    limits: \(try Self.flow(limits))\n" }
            switch target.buckets {
            case .matching: text += "    buckets: \(try Self.flow(target.buckets))\n"
            case .named(let buckets):
                text += buckets.isEmpty ? "    buckets: []\n" : "    buckets:\n"
                for bucket in buckets { text += "      - \(try Self.flow(bucket))\n" }
            }
        }
        if let pairs = written.pairs {
            text += "pairs:\n"
            for pair in pairs { text += "  - \(try Self.flow(pair))\n" }
        }
        if let pacing = written.pacing { text += "pacing: \(try Self.flow(pacing))\n" }
        if let safety = written.safety { text += "safety: \(try Self.flow(safety))\n" }
        return text
    }

    /// JSON on one line, which is YAML too once the characters are escaped that YAML folds or does not print.
    private static func flow(_ value: some Encodable) throws -> String {
        var text = ""
        for scalar in String(decoding: try JSONText.encode(value), as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE...0xFFFF:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

/// The file as JSON has it: the keys of ``RuleSetFile/yaml()`` in one object.
extension RuleSetFile: Encodable {
    public func encode(to encoder: any Encoder) throws { try WrittenRuleSet(self).encode(to: encoder) }
}
