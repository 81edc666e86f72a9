package import InventoryCore
internal import InventoryWire

/// Reading of rules from documents of any form: what a vendor says of the elements of its rules, and what is the same for
/// all around it.
package protocol RuleDocumentReading: RuleCodec {
    var vocabulary: WireVocabulary { get }
    /// The media type of the documents.
    var mediaType: String { get }
    /// Reads a `Filter`. By default one whose parts stand side by side.
    func readFilter(_ element: RuleReader.Element, _ reader: RuleReader) throws(DraftError) -> Filter
    /// Reads the name of the report bucket, which is not empty. By default it is the bucket's own.
    func readBucket(
        _ name: ExactText, _ element: RuleReader.Element, _ reader: RuleReader, into destination: inout Destination
    ) throws(DraftError)
}

extension RuleDocumentReading {
    package func readFilter(_ element: RuleReader.Element, _ reader: RuleReader) throws(DraftError) -> Filter {
        try reader.readFlatFilter(element)
    }

    package func readBucket(
        _ name: ExactText, _ element: RuleReader.Element, _ reader: RuleReader, into destination: inout Destination
    ) throws(DraftError) {
        destination.bucket = name
    }

    package var provider: ProviderID { vocabulary.capabilities.provider }

    func document(_ bytes: [UInt8]) -> VendorDocument {
        VendorDocument(provider: provider, mediaType: mediaType, bytes: bytes)
    }

    /// Reads the rule at a reader's root.
    package func storedRule(_ reader: RuleReader, _ document: VendorDocument) throws(InventoryError) -> StoredRule {
        do {
            return try stored(reader, document)
        } catch {
            throw unreadable(error.problem)
        }
    }

    /// Reads the job at a reader's root.
    package func job(_ reader: RuleReader) throws(InventoryError) -> Translated<OneOffJob> {
        do {
            noteNamespace(reader)
            let job = try reader.draft(self).job()
            reader.remarkOnWhatCannotBeWritten(job.value.content, job.value.id, job.value.destination)
            return Translated(job.value, findings: Findings(reader.findings + job.findings.list))
        } catch {
            throw unreadable(error.problem)
        }
    }

    func stored(_ reader: RuleReader, _ document: VendorDocument) throws(DraftError) -> StoredRule {
        noteNamespace(reader)
        let rule = try reader.draft(self).rule()
        reader.remarkOnWhatCannotBeWritten(rule.content, rule.id, rule.destination)
        return StoredRule(rule: rule, findings: Findings(reader.findings), document: document)
    }

    /// Clouds that have copied an interface may send its namespace, so a strange one alone refuses nothing.
    private func noteNamespace(_ reader: RuleReader) {
        guard reader.root.hasAttributes, let namespace = reader.table.owned(reader.root).declaredNamespace,
            !vocabulary.namespaces.contains(where: { namespace.holds($0) })
        else { return }
        reader.note(
            reader.root, namespace, "no document of \(provider) is known to have this namespace", below: "@xmlns")
    }

    package func unreadable(_ problem: String, cause: (any Error)? = nil) -> InventoryError {
        InventoryError(
            .invalidDocument, "\(provider): the document is no inventory configuration: \(problem)",
            provider: provider, cause: cause)
    }
}
