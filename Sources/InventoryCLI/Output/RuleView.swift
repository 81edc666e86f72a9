import CloudInventory
import InventoryCore

/// A rule of a list in JSON: `{"rule": {…}, "findings": […], "document": "…"}`; one that cannot be read has `id` (where
/// that much is known) and `error` in place of `rule`.
struct RuleView: Encodable, Sendable {
    var rule: InventoryRule?
    var id: InventoryRule.ID?
    var error: String?
    var findings: Findings
    /// The vendor's document as received.
    var document: String

    init(_ stored: StoredRule) {
        rule = stored.rule
        findings = stored.findings
        document = stored.document.text
    }

    init(_ entry: RuleEntry) {
        switch entry {
        case .rule(let stored):
            rule = stored.rule
            findings = stored.findings
        case .unreadable(let id, _, let error):
            self.id = id
            self.error = error.description
            findings = []
        }
        document = entry.document.text
    }

    var isReadable: Bool { error == nil }
}

extension InventoryRule {
    static let columns = ["ID", "ENABLED", "SCHEDULE", "PREFIX", "VERSIONS", "FORMAT", "FIELDS", "REPORTS"]

    /// The rule as a row of a table.
    var cells: [String] {
        [
            id.string, isEnabled ? "yes" : "no", schedule.description, content.filter.effectivePrefix.string,
            content.versions.description, content.format.description,
            content.fields.list.map(\.description).joined(separator: ","), destination.place,
        ]
    }

    /// The parts that have no column, in the order of ``furtherColumns``.
    var furtherCells: [String] {
        let filter = content.filter
        return [
            filter.tags.sorted().map { "\($0.key)=\($0.value)" }.joined(separator: ","),
            filter.created?.description ?? "", filter.modified?.description ?? "", filter.storageClass?.string ?? "",
            filter.size?.description ?? "", content.encryption.description,
        ]
    }

    static let furtherColumns = ["TAGS", "CREATED", "MODIFIED", "CLASS", "SIZE", "ENCRYPTION"]

    /// The rule, a line for each of its parts.
    var facts: Facts {
        var facts = Facts()
        facts.add("id", id.string)
        facts.add("enabled", isEnabled ? "yes" : "no")
        facts.add("schedule", schedule.description)
        facts.add("prefix", content.filter.prefix?.string)
        for tag in content.filter.tags { facts.add("tag", "\(tag.key)=\(tag.value)") }
        facts.add("created", content.filter.created?.description)
        facts.add("modified", content.filter.modified?.description)
        facts.add("storage class", content.filter.storageClass?.string)
        facts.add("size", content.filter.size?.description)
        facts.add("versions", content.versions.description)
        facts.add("fields", content.fields.list.map(\.description).joined(separator: ", "))
        facts.add("format", content.format.description)
        facts.add("encryption", content.encryption.description)
        facts.add("reports to", destination.place)
        facts.add("report region", destination.region?.string)
        facts.add("report owner", destination.owner?.string)
        facts.add("report role", destination.role?.string)
        facts.add("KMS key", destination.kmsKey?.string)
        return facts
    }
}

extension Destination {
    /// Bucket and prefix in one.
    fileprivate var place: String { bucket.string + (prefix.map { "/\($0)" } ?? "") }
}
