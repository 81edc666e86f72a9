import CloudInventory

/// Writes a rule or a one-off job in any dialect.
struct OrderWriter {
    var dialect: Dialect
    var fidelity: Fidelity

    /// A document, the rule as it stands in it, and what was to be said on the way.
    struct Writing: Sendable {
        var text: String
        var order: Order
        var findings: Findings
    }

    /// - Parameter tell: hears every finding before anything is refused.
    /// - Throws: `lossNotAccepted` or `invalidRule` where the dialect's cloud cannot hold the order.
    func write(_ order: Order, telling tell: (Findings) -> Void) throws -> Writing {
        guard let provider = dialect.provider else {
            return Writing(text: try JSONText.encode(order), order: order, findings: [])
        }
        let capabilities = try ProviderCatalog.capabilities(of: provider)
        let codec = try ProviderCatalog.codec(of: provider)
        let fitted: Order
        let findings: Findings
        let document: VendorDocument
        switch order {
        case .rule(let rule):
            let translated = capabilities.fit(rule, fidelity: fidelity)
            findings = translated.findings
            tell(findings)
            let accepted = try translated.accepted("rule '\(Printable.quoted(rule.id.string))'", by: provider)
            (fitted, document) = (.rule(accepted), try codec.encode(accepted))
        case .job(let job):
            let translated = capabilities.fit(job, fidelity: fidelity)
            findings = translated.findings
            tell(findings)
            let accepted = try translated.accepted("job '\(Printable.quoted(job.id.string))'", by: provider)
            (fitted, document) = (.job(accepted), try codec.encode(accepted))
        }
        let text =
            dialect == .tencentCOSJSON
            ? try JSONText.encode(try JSONValue(cosDocument: document.bytes)) : document.text + "\n"
        return Writing(text: text, order: fitted, findings: findings)
    }
}
