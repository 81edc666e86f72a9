import Foundation
import InventoryProviderKit

/// Rules as the cloud writes them:
///
///     {"name": "nightly", "active": true, "every": "day", "prefix": "a/", "versions": "all", "columns": ["size"],
///      "to": {"bucket": "reports", "prefix": "r/", "format": "csv"}}
struct SmallCodec: RuleCodec {
    func encode(_ rule: InventoryRule) throws -> VendorDocument {
        let capabilities = SmallCloud.vendor.capabilities
        var destination: [String: Any] = ["bucket": rule.destination.bucket.string, "format": "csv"]
        if let prefix = rule.destination.prefix { destination["prefix"] = prefix.string }
        var document: [String: Any] = [
            "name": rule.id.string, "active": rule.isEnabled, "every": rule.schedule == .weekly ? "week" : "day",
            "versions": rule.content.versions == .all ? "all" : "current",
            "columns": rule.content.fields.map { capabilities.spelling(of: $0) ?? $0.description },
            "to": destination,
        ]
        if let prefix = rule.content.filter.prefix { document["prefix"] = prefix.string }
        return self.document(try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys]))
    }

    func decodeRule(_ bytes: [UInt8]) throws -> StoredRule {
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            throw invalid("it is no JSON object")
        }
        return try stored(object, document(Data(bytes)))
    }

    func decodeList(_ bytes: [UInt8]) throws -> DecodedList {
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
            let reports = object["reports"] as? [[String: Any]]
        else { throw invalid("it is no list of reports") }
        let entries = try reports.map { report -> RuleEntry in
            let document = document(try JSONSerialization.data(withJSONObject: report, options: [.sortedKeys]))
            do {
                return .rule(try stored(report, document))
            } catch let error as InventoryError {
                return .unreadable(
                    id: (report["name"] as? String).map { ExactText($0) }, document: document, error: error)
            }
        }
        let next = object["next"] as? String
        return DecodedList(entries: entries, isTruncated: next != nil, nextToken: next)
    }

    private func stored(_ object: [String: Any], _ document: VendorDocument) throws -> StoredRule {
        let capabilities = SmallCloud.vendor.capabilities
        func text(_ name: String, in object: [String: Any]) throws -> String {
            guard let text = object[name] as? String else { throw invalid("it has no \(name)") }
            return text
        }
        guard let to = object["to"] as? [String: Any] else { throw invalid("it has no to") }
        let rule = InventoryRule(
            id: ExactText(try text("name", in: object)), isEnabled: object["active"] as? Bool ?? true,
            schedule: try text("every", in: object) == "week" ? .weekly : .daily,
            content: InventoryContent(
                filter: Filter(prefix: (object["prefix"] as? String).map { ExactText($0) }),
                versions: try text("versions", in: object) == "all" ? .all : .current,
                fields: ReportFields(
                    (object["columns"] as? [String] ?? []).map { capabilities.field(spelled: $0) })),
            destination: Destination(
                bucket: ExactText(try text("bucket", in: to)),
                prefix: (to["prefix"] as? String).map { ExactText($0) }))
        let known: Set = ["name", "active", "every", "prefix", "versions", "columns", "to"]
        let findings = object.keys.sorted().filter { !known.contains($0) }.map {
            Finding(
                .unrecognized, path: $0, value: "\(object[$0] ?? "")", message: "small-cloud has sent something new",
                disposition: .noted)
        }
        return StoredRule(rule: rule, findings: Findings(findings), document: document)
    }

    private func document(_ data: Data) -> VendorDocument {
        VendorDocument(provider: SmallCloud.id, mediaType: "application/json", bytes: Array(data))
    }

    private func invalid(_ problem: String) -> InventoryError {
        InventoryError(
            .invalidDocument, "the document of small-cloud is no report: \(problem)", provider: SmallCloud.id)
    }
}
