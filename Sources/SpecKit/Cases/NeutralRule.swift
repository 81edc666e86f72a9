package import InventoryCore

/// A rule or a one-off job in its written form. A job is what has neither schedule nor switch.
package enum NeutralRule: Hashable, Sendable, Decodable {
    case rule(InventoryRule)
    case job(OneOffJob)

    package init(from decoder: any Decoder) throws {
        let keys = Set(try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue))
        if keys.isDisjoint(with: ["schedule", "enabled"]) {
            self = .job(try OneOffJob(from: decoder))
        } else {
            self = .rule(try InventoryRule(from: decoder))
        }
    }

    /// What the gate says of it.
    package func findings(of capabilities: Capabilities, fidelity: Fidelity = .exact) -> Findings {
        switch self {
        case .rule(let rule): capabilities.fit(rule, fidelity: fidelity).findings
        case .job(let job): capabilities.fit(job, fidelity: fidelity).findings
        }
    }
}

/// A rule of the corpus that every vendor is tried with.
package struct CorpusEntry: Sendable {
    /// The file's name without its ending.
    package var name: String
    package var rule: NeutralRule
}

extension SpecFolder {
    /// `neutral/rules/`, sorted by name.
    package func corpus() throws(SpecError) -> [CorpusEntry] {
        var corpus: [CorpusEntry] = []
        for file in try entries(of: "neutral/rules") {
            guard file.hasSuffix(".json") else {
                throw SpecError("neutral/rules/\(file)", "the corpus holds .json files alone")
            }
            corpus.append(
                CorpusEntry(name: String(file.dropLast(5)), rule: try decode(at: "neutral/rules/\(file)")))
        }
        return corpus
    }
}
