import Foundation
import InventoryProviderKit

/// Rules as the cloud writes them:
///
///     {"name": "nightly", "active": true, "every": "day", "prefix": "a/", "versions": "all", "columns": ["size"],
///      "to": {"bucket": "reports", "prefix": "r/", "format": "csv"}}
///
/// A list is lines: `{"next": "…"}` or `{}`, and below it a rule in each line.
struct SmallCodec: RuleCodec {
    private struct Report: Codable {
        struct Target: Codable {
            var bucket: String
            var prefix: String?
            var format: String
        }

        var name: String
        var active: Bool
        var every: String
        var prefix: String?
        var versions: String
        var columns: [String]
        var to: Target
    }

    private struct ListHead: Decodable { var next: String? }
    private struct Name: Decodable { var name: String }
    /// For the names of members alone.
    private struct Anything: Decodable { init(from decoder: any Decoder) {} }

    func encode(_ rule: InventoryRule) throws -> VendorDocument {
        let capabilities = SmallCloud.vendor.capabilities
        let report = Report(
            name: rule.id.string, active: rule.isEnabled, every: word(rule.schedule, in: Self.schedules),
            prefix: rule.content.filter.prefix?.string, versions: word(rule.content.versions, in: Self.versions),
            columns: rule.content.fields.list.map { capabilities.spelling(of: $0) ?? $0.description },
            to: Report.Target(
                bucket: rule.destination.bucket.string, prefix: rule.destination.prefix?.string,
                format: word(rule.content.format, in: Self.formats)))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return document(Array(try encoder.encode(report)))
    }

    func decodeRule(_ bytes: [UInt8]) throws -> StoredRule {
        let capabilities = SmallCloud.vendor.capabilities
        let report: Report = try decode(bytes)
        let rule = InventoryRule(
            id: ExactText(report.name), isEnabled: report.active,
            schedule: Self.schedules[report.every] ?? .other(own(report.every)),
            content: InventoryContent(
                filter: Filter(prefix: report.prefix.map { ExactText($0) }),
                versions: Self.versions[report.versions] ?? .other(own(report.versions)),
                fields: ReportFields(report.columns.map { capabilities.field(spelled: $0) }),
                format: Self.formats[report.to.format] ?? .other(own(report.to.format))),
            destination: Destination(
                bucket: ExactText(report.to.bucket), prefix: report.to.prefix.map { ExactText($0) }))
        let members: [String: Anything] = try decode(bytes)
        let known: Set = ["name", "active", "every", "prefix", "versions", "columns", "to"]
        let findings = members.keys.sorted().filter { !known.contains($0) }.map {
            Finding(
                .unrecognized, path: $0, value: "", message: "this adapter does not know this member",
                disposition: .noted)
        }
        return StoredRule(rule: rule, findings: Findings(findings), document: document(bytes))
    }

    func decodeList(_ bytes: [UInt8]) throws -> DecodedList {
        let lines = bytes.split(separator: 0x0A).map { Array($0) }
        let head: ListHead = try decode(lines.first ?? [])
        let entries = lines.dropFirst().map { line -> RuleEntry in
            do {
                return .rule(try decodeRule(line))
            } catch {
                let name: Name? = try? decode(line)
                return .unreadable(
                    id: name.map { ExactText($0.name) }, document: document(line),
                    error: error as? InventoryError ?? invalid("\(error)"))
            }
        }
        return DecodedList(entries: entries, isTruncated: head.next != nil, nextToken: head.next)
    }

    // MARK: Words

    private static let schedules: [String: Schedule] = ["day": .daily, "week": .weekly]
    private static let versions: [String: ObjectVersions] = ["current": .current, "all": .all]
    private static let formats: [String: ReportFormat] = ["csv": .csv]

    /// The cloud's word for a value; one that this cloud alone knows is written by its own name.
    private func word<Value: Equatable & CustomStringConvertible>(_ value: Value, in words: [String: Value]) -> String {
        words.first { $0.value == value }?.key ?? VendorName(value.description)?.name.string ?? value.description
    }

    private func own(_ word: String) -> VendorName { VendorName(provider: SmallCloud.id, name: ExactText(word)) }

    private func decode<Value: Decodable>(_ bytes: [UInt8]) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch {
            throw invalid("\(error)")
        }
    }

    private func document(_ bytes: [UInt8]) -> VendorDocument {
        VendorDocument(provider: SmallCloud.id, mediaType: "application/json", bytes: bytes)
    }

    private func invalid(_ problem: String) -> InventoryError {
        InventoryError(
            .invalidDocument, "the document of small-cloud is no report: \(problem)", provider: SmallCloud.id)
    }
}
