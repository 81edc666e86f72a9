import CloudInventory
import InventoryCore
import InventoryRuleSet
import InventoryWire

/// Reads a rule or a one-off job in any dialect.
struct RuleOrJobReader {
    /// Nil finds the dialect from the content.
    var dialect: DocumentFormat?
    /// The cloud that a document is for which several clouds could have written.
    var cloud: ProviderID?
    /// True takes the file for a job, or refuses it; nil finds out from the content.
    var isOneOff: Bool?

    /// - Throws: an error that names the file, and where in it something is wrong.
    func read(_ file: InputFile) throws -> ParsedDocument {
        switch dialect {
        case .neutral: return try neutral(try DocumentReader.read(file.bytes, name: file.name), in: file)
        case let dialect?: return try document(file, as: [dialect])
        case nil:
            if Self.looksLikeXML(file.bytes) {
                return try document(file, as: DocumentFormat.ofClouds(isJSON: false))
            }
            let node = try DocumentReader.read(file.bytes, name: file.name)
            guard case .mapping(let mapping) = node.content,
                mapping["InventoryConfiguration"] != nil || mapping["Destination"] != nil
            else { return try neutral(node, in: file) }
            return try document(file, as: DocumentFormat.ofClouds(isJSON: true))
        }
    }

    private static func looksLikeXML(_ bytes: [UInt8]) -> Bool {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return start.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "<")
    }

    // MARK: JSON and YAML

    private func neutral(_ node: DocumentNode, in file: InputFile) throws -> ParsedDocument {
        guard case .mapping(let mapping) = node.content else {
            throw DocumentError(at: node.location, "a rule is a mapping: id, schedule, reports, …")
        }
        // A misspelt key of a rule makes no job of it: the rule's decoder says what was meant.
        let ofRules = mapping.entries.first {
            Suggestion.closest(to: $0.key, among: ["schedule", "enabled"]) != nil
        }
        let decoder = DocumentDecoder()
        let ruleOrJob: RuleOrJob =
            if try isJob(marker: ofRules?.key, in: file) {
                .job(try decoder.decode(OneOffJob.self, from: node))
            } else {
                .rule(try decoder.decode(InventoryRule.self, from: node))
            }
        return ParsedDocument(ruleOrJob: ruleOrJob, dialect: .neutral, findings: [])
    }

    // MARK: Documents of clouds

    private func document(_ file: InputFile, as dialects: [DocumentFormat]) throws -> ParsedDocument {
        let root = try root(of: file, isJSON: dialects.contains { try $0.translation().isJSON })
        let ofRules = root.children.first { ["Schedule", "IsEnabled"].contains($0.name) }
        // What a rule has, a job has, too, where clouds store it as a rule: the dialect says which of them this is.
        let isJob = ofRules == nil && isOneOff != false
        var readings: [ParsedDocument] = []
        var problems: [String] = []
        for dialect in dialects {
            do {
                readings.append(try reading(file.bytes, dialect, isJob: isJob))
            } catch let error as InventoryError {
                problems.append(error.message)
            }
        }
        // A document that several clouds can read belongs to the one that knows the most of it.
        guard let best = readings.min(by: { $0.findings.count < $1.findings.count }) else {
            let remedy = dialect == nil ? "; name the dialect with --from if it is one of \(DocumentFormat.names)" : ""
            throw CommandFailure(.preflight, "\(file.name): \(problems.joined(separator: "; "))\(remedy)")
        }
        let equals = readings.filter { $0.findings.count == best.findings.count }
        guard let chosen = equals.count == 1 ? best : equals.first(where: { $0.dialect.provider == cloud }) else {
            throw CommandFailure(.preflight, "\(file.name) can be read in several dialects; name one with --from")
        }
        // Clouds that copied another's interface send a namespace of their own, so it refuses nothing once a cloud is named.
        if dialect == nil, chosen.dialect.provider != cloud,
            let namespace = chosen.findings.first(where: { $0.path == "@xmlns" })?.value
        {
            throw CommandFailure(
                .preflight,
                "\(file.name): this looks like a rule of another cloud than \(chosen.dialect.name): its namespace is "
                    + "\(Printable.quoted(namespace)); if it is one of \(chosen.dialect.name), say so with --from")
        }
        guard isOneOff == true, let ofRules else { return chosen }
        guard try chosen.dialect.storesJobsAsRules else { throw hasMarker(ofRules.name, in: file) }
        return try reading(file.bytes, chosen.dialect, isJob: true)
    }

    /// The element that holds the rule.
    private func root(of file: InputFile, isJSON: Bool) throws(CommandFailure) -> DocumentElement {
        do {
            let root = try (isJSON ? JSONReader.read(file.bytes) : XMLReader.read(file.bytes)).root
            return isJSON ? root.child("InventoryConfiguration") ?? root : root
        } catch {
            throw CommandFailure(
                .preflight,
                "\(file.name):\(error.line):\(error.column): not an acceptable \(error.language) document: "
                    + "\(error.problem)")
        }
    }

    private func reading(_ bytes: [UInt8], _ dialect: DocumentFormat, isJob: Bool) throws -> ParsedDocument {
        let translation = try dialect.translation()
        if isJob {
            guard let jobs = translation.jobs else {
                throw InventoryError(.unsupported, "\(dialect.name) has no one-off reports")
            }
            let job = try jobs.decodeJob(bytes)
            return ParsedDocument(ruleOrJob: .job(job.value), dialect: dialect, findings: job.findings)
        }
        let stored = try translation.rules.decodeRule(bytes)
        return ParsedDocument(ruleOrJob: .rule(stored.rule), dialect: dialect, findings: stored.findings)
    }

    /// Whether the file is a job's.
    /// - Parameter marker: something in the file that only a rule has.
    private func isJob(marker: String?, in file: InputFile) throws(CommandFailure) -> Bool {
        if isOneOff == true, let marker { throw hasMarker(marker, in: file) }
        return isOneOff ?? (marker == nil)
    }

    private func hasMarker(_ marker: String, in file: InputFile) -> CommandFailure {
        CommandFailure(
            .preflight,
            "\(file.name) has \(marker), which a one-off job cannot have; remove it, or store the rule instead")
    }
}

/// What a file turned out to say, in whatever dialect.
struct ParsedDocument: Sendable {
    var ruleOrJob: RuleOrJob
    var dialect: DocumentFormat
    /// What in the file we do not know.
    var findings: Findings

    /// What it says for a bucket of that cloud: the region in another cloud's document names nothing there.
    func ruleOrJob(for provider: ProviderID) -> RuleOrJob {
        guard let origin = dialect.provider, origin != provider else { return ruleOrJob }
        var ruleOrJob = ruleOrJob
        ruleOrJob.destination.region = nil
        return ruleOrJob
    }
}
