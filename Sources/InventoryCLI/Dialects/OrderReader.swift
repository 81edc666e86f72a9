import CloudInventory
import InventoryRuleSet

/// Reads a rule or a one-off job in any dialect.
struct OrderReader {
    /// What a file turned out to say.
    struct Reading: Sendable {
        var order: Order
        var dialect: Dialect
        /// What in the file we do not know.
        var findings: Findings

        /// The order for a bucket of that cloud: the region in another cloud's document names nothing there.
        func order(for provider: ProviderID) -> Order {
            guard let origin = dialect.provider, origin != provider else { return order }
            var order = order
            order.destination.region = nil
            return order
        }
    }

    /// Nil finds the dialect from the content.
    var dialect: Dialect?
    /// True takes the file for a job, or refuses it; nil finds out from the content.
    var isOneOff: Bool?

    /// - Throws: an error that names the file, and where in it something is wrong.
    func read(_ file: InputFile) throws -> Reading {
        switch dialect {
        case .neutral: try neutral(try DocumentReader.read(file.bytes, name: file.name), in: file)
        case .tencentCOSJSON: try cosJSON(try DocumentReader.read(file.bytes, name: file.name), in: file)
        case .vendor(let provider): try xml(file, as: [provider])
        case nil:
            if Self.looksLikeXML(file.bytes) {
                try xml(file, as: ProviderCatalog.providers)
            } else {
                try guessed(try DocumentReader.read(file.bytes, name: file.name), in: file)
            }
        }
    }

    private static func looksLikeXML(_ bytes: [UInt8]) -> Bool {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return start.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "<")
    }

    // MARK: JSON and YAML

    private func guessed(_ node: DocumentNode, in file: InputFile) throws -> Reading {
        if case .mapping(let mapping) = node.content, COSDocument.isEnvelope(mapping) || mapping["Destination"] != nil {
            return try cosJSON(node, in: file)
        }
        return try neutral(node, in: file)
    }

    private func neutral(_ node: DocumentNode, in file: InputFile) throws -> Reading {
        guard case .mapping(let mapping) = node.content else {
            throw DocumentError(at: node.location, "a rule is a mapping: id, schedule, reports, …")
        }
        // A misspelt key of a rule makes no job of it: the rule's decoder says what was meant.
        let ofRules = mapping.entries.first {
            Suggestion.closest(to: $0.key, among: ["schedule", "enabled"]) != nil
        }
        let decoder = DocumentDecoder()
        let order: Order =
            if try isJob(marker: ofRules?.key, in: file) {
                .job(try decoder.decode(OneOffJob.self, from: node))
            } else {
                .rule(try decoder.decode(InventoryRule.self, from: node))
            }
        return Reading(order: order, dialect: .neutral, findings: [])
    }

    private func cosJSON(_ node: DocumentNode, in file: InputFile) throws -> Reading {
        let document = try COSDocument(node)
        var reading = try xml(InputFile(name: file.name, bytes: document.xml), as: [TencentCOS.id])
        reading.dialect = .tencentCOSJSON
        reading.findings = Findings(document.findings.list + reading.findings.list)
        return reading
    }

    // MARK: XML

    private func xml(_ file: InputFile, as providers: [ProviderID]) throws -> Reading {
        let root: XMLElement
        do {
            root = try XMLReader.read(file.bytes).root
        } catch {
            throw CommandFailure(
                .preflight, "\(file.name):\(error.line):\(error.column): no acceptable XML document: \(error.problem)")
        }
        let ofRules = root.children.first { ["Schedule", "IsEnabled"].contains($0.name) }
        let isJob = try isJob(marker: ofRules?.name, in: file)
        var readings: [Reading] = []
        var problems: [String] = []
        for provider in providers {
            do {
                readings.append(try reading(file.bytes, provider, isJob: isJob))
            } catch let error as InventoryError {
                problems.append(error.message)
            }
        }
        // A document that several clouds can read belongs to the one that knows the most of it.
        guard let best = readings.min(by: { $0.findings.count < $1.findings.count }) else {
            throw CommandFailure(.preflight, "\(file.name): \(problems.joined(separator: "; "))")
        }
        guard readings.count(where: { $0.findings.count == best.findings.count }) == 1 else {
            throw CommandFailure(.preflight, "\(file.name) can be read in several dialects; name one with --from")
        }
        return best
    }

    private func reading(_ bytes: [UInt8], _ provider: ProviderID, isJob: Bool) throws -> Reading {
        let codec = try ProviderCatalog.codec(of: provider)
        if isJob {
            let job = try codec.decodeJob(bytes)
            return Reading(order: .job(job.value), dialect: .vendor(provider), findings: job.findings)
        }
        let stored = try codec.decodeRule(bytes)
        return Reading(order: .rule(stored.rule), dialect: .vendor(provider), findings: stored.findings)
    }

    /// Whether the file is a job's.
    /// - Parameter marker: something in the file that only a rule has.
    private func isJob(marker: String?, in file: InputFile) throws(CommandFailure) -> Bool {
        if isOneOff == true, let marker {
            throw CommandFailure(
                .preflight,
                "\(file.name) has \(marker), which a one-off job cannot have; remove it, or store the rule instead")
        }
        return isOneOff ?? (marker == nil)
    }
}
