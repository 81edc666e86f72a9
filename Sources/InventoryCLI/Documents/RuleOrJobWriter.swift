import CloudInventory
import FoundationEssentials
import InventoryCore
import InventoryWire

/// Writes a rule or a one-off job in any dialect.
struct RuleOrJobWriter {
    var dialect: DocumentFormat
    var fidelity: Fidelity

    /// - Parameter tell: hears every finding before anything is refused.
    /// - Throws: `lossNotAccepted` or `invalidRule` where the dialect's cloud cannot hold it.
    func write(_ ruleOrJob: RuleOrJob, telling tell: (Findings) -> Void) throws -> RenderedDocument {
        guard let provider = dialect.provider else {
            return RenderedDocument(text: try JSONText.encode(ruleOrJob), ruleOrJob: ruleOrJob, findings: [])
        }
        let capabilities = try Vendors.vendor(provider).capabilities
        let translation = try dialect.translation()
        let fitted: RuleOrJob
        let findings: Findings
        let document: VendorDocument
        switch ruleOrJob {
        case .rule(let rule):
            let translated = capabilities.fit(rule, fidelity: fidelity)
            findings = translated.findings
            tell(findings)
            let accepted = try translated.accepted("rule '\(Printable.quoted(rule.id.string))'", by: provider)
            (fitted, document) = (.rule(accepted), try translation.rules.encode(accepted))
        case .job(let job):
            let translated = capabilities.fit(job, fidelity: fidelity)
            findings = translated.findings
            tell(findings)
            let accepted = try translated.accepted("job '\(Printable.quoted(job.id.string))'", by: provider)
            (fitted, document) = (.job(accepted), try encode(accepted, by: translation))
        }
        return RenderedDocument(
            text: try text(of: document, isJSON: translation.isJSON), ruleOrJob: fitted, findings: findings)
    }

    private func encode(_ job: OneOffJob, by translation: DocumentFormat.Translation) throws -> VendorDocument {
        guard let jobs = translation.jobs else {
            throw InventoryError(.unsupported, "\(dialect.name) has no one-off reports", provider: dialect.provider)
        }
        return try jobs.encode(job)
    }

    /// The document as it is printed: JSON indented, as all JSON of this command.
    private func text(of document: VendorDocument, isJSON: Bool) throws -> String {
        guard isJSON else { return document.text + "\n" }
        return try JSONText.encode(JSONValue(try InventoryWire.JSONValue(document.bytes, maximumBytes: .max)))
    }
}

extension JSONValue {
    /// A document's value, each scalar of the kind that it is there.
    fileprivate init(_ value: InventoryWire.JSONValue) {
        switch value {
        case .object(let members): self = .object(members.mapValues(JSONValue.init))
        case .array(let values): self = .list(values.map(JSONValue.init))
        case .string(let text): self = .text(text)
        case .number(let text): self = Decimal(string: text).map(JSONValue.number) ?? .text(text)
        case .bool(let value): self = .truth(value)
        case .null: self = .null
        }
    }
}

/// A document, the rule as it stands in it, and what was to be said on the way.
struct RenderedDocument: Sendable {
    var text: String
    var ruleOrJob: RuleOrJob
    var findings: Findings
}
