package import InventoryCore

/// `wire/<case>/`: one rule in its neutral form and on one vendor's wire.
package struct WireCase: Sendable, CustomStringConvertible {
    package var vendor: String
    package var name: String
    /// Source, status and a sentence.
    package var about: CaseNote
    package var rule: NeutralRule
    /// The document that we write.
    package var request: [UInt8]
    /// A document that the vendor answers and that means the same rule; nil for one-off jobs, which no one reads back.
    package var response: [UInt8]?
    /// What the gate says of the rule, refusing nothing.
    package var fitting: [ExpectedFinding]
    /// What reading ``response`` says.
    package var reading: [ExpectedFinding]

    package var description: String { "\(vendor)/\(name): \(about.title)" }

    init(vendor: String, name: String, in specs: SpecFolder) throws(SpecError) {
        let folder = "\(vendor)/wire/\(name)"
        let form = specs.exists("\(folder)/request.json") ? "json" : "xml"
        try specs.allow(
            ["case.json", "rule.json", "request.\(form)", "response.\(form)", "findings.json"],
            optional: ["response.\(form)"], in: folder)
        self.vendor = vendor
        self.name = name
        about = try specs.decode(at: "\(folder)/case.json")
        rule = try specs.decode(at: "\(folder)/rule.json")
        request = try specs.content(at: "\(folder)/request.\(form)")
        let answer = "\(folder)/response.\(form)"
        response = specs.exists(answer) ? try specs.content(at: answer) : nil
        let findings: FindingsFile = try specs.decode(at: "\(folder)/findings.json")
        fitting = findings.fitting
        reading = findings.reading
    }
}

/// `case.json` beside the documents of a case.
package struct CaseNote: Decodable, Sendable {
    /// A sentence without a full stop.
    package var title: String
    package var source: String
    package var status: FactStatus
    package var note: String?

    private enum Key: String, CodingKey, CaseIterable { case title, source, status, note }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a case")
        title = try container.decode(String.self, forKey: .title)
        source = try container.decodeSource(forKey: .source)
        status = try container.decode(FactStatus.self, forKey: .status)
        note = try container.decodeIfPresent(String.self, forKey: .note)
    }
}

/// A finding without its sentence, which may be reworded.
package struct ExpectedFinding: Hashable, Sendable, Decodable {
    package var kind: String
    package var feature: Feature?
    package var path: String
    package var value: String
    package var disposition: Finding.Disposition

    private enum Key: String, CodingKey, CaseIterable { case kind, feature, path, value, disposition }

    package init(_ finding: Finding) {
        kind = finding.kind.description
        feature = finding.feature
        path = finding.path
        value = finding.value
        disposition = finding.disposition
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a finding")
        kind = try container.decode(String.self, forKey: .kind)
        feature = try container.decodeIfPresent(Feature.self, forKey: .feature)
        path = try container.decode(String.self, forKey: .path)
        value = try container.decode(String.self, forKey: .value)
        disposition = try container.decode(Finding.Disposition.self, forKey: .disposition)
    }
}

private struct FindingsFile: Decodable {
    var fitting: [ExpectedFinding]
    var reading: [ExpectedFinding]

    private enum Key: String, CodingKey, CaseIterable { case fitting, reading }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "findings.json")
        fitting = try container.decode([ExpectedFinding].self, forKey: .fitting)
        reading = try container.decode([ExpectedFinding].self, forKey: .reading)
    }
}
