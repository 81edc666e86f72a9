package import InventoryCore
package import InventoryWire

/// What a vendor's XML codec writes down; the reading of documents and lists around it is the same for all.
package protocol XMLRuleCodec: RuleCodec {
    var vocabulary: WireVocabulary { get }
    /// The root of a list.
    var listRoot: String { get }
    /// Reads one child of `InventoryConfiguration`.
    func read(_ element: XMLElement, into draft: inout RuleDraft) throws(DraftError)
    /// Writes the children of `InventoryConfiguration`.
    func write(_ rule: InventoryRule, to writer: inout XMLWriter) throws(UnwritableText)
}

/// An XML codec whose vendor takes one-off jobs.
package protocol XMLJobCodec: XMLRuleCodec {
    /// Writes the children of a one-off job's `InventoryConfiguration`.
    func write(_ job: OneOffJob, to writer: inout XMLWriter) throws(UnwritableText)
}

extension XMLJobCodec {
    /// The job as one line of XML.
    public func encode(_ job: OneOffJob) throws -> VendorDocument {
        try document("job", job.id) { (writer: inout XMLWriter) throws(UnwritableText) in
            try write(job, to: &writer)
        }
    }
}

extension XMLRuleCodec {
    /// The rule as one line of XML.
    public func encode(_ rule: InventoryRule) throws -> VendorDocument {
        try document("rule", rule.id) { (writer: inout XMLWriter) throws(UnwritableText) in
            try write(rule, to: &writer)
        }
    }

    fileprivate func document(
        _ thing: String, _ id: InventoryRule.ID, _ content: (inout XMLWriter) throws(UnwritableText) -> Void
    ) throws(InventoryError) -> VendorDocument {
        var writer = XMLWriter()
        do {
            try writer.element("InventoryConfiguration", content)
        } catch {
            throw InventoryError(
                .invalidRule, "\(thing) '\(Printable.quoted(id.string))': \(error); remove it",
                provider: vocabulary.capabilities.provider)
        }
        return document(writer.bytes)
    }

    private func document(_ bytes: [UInt8]) -> VendorDocument {
        VendorDocument(provider: vocabulary.capabilities.provider, mediaType: "application/xml", bytes: bytes)
    }

    /// Reads an `InventoryConfiguration`.
    public func decodeRule(_ bytes: [UInt8]) throws -> StoredRule {
        let root = try root(bytes, "InventoryConfiguration")
        do {
            return try stored(root, document(bytes))
        } catch {
            throw unreadable(error.problem)
        }
    }

    /// Reads an `InventoryConfiguration` as a one-off job.
    public func decodeJob(_ bytes: [UInt8]) throws -> Translated<OneOffJob> {
        let root = try root(bytes, "InventoryConfiguration")
        do {
            var draft = try draft(root)
            let job = try draft.job()
            return Translated(job, findings: draft.findings)
        } catch {
            throw unreadable(error.problem)
        }
    }

    /// Reads a list; an odd rule in it fails alone.
    public func decodeList(_ bytes: [UInt8]) throws -> DecodedList {
        var list = DecodedList(entries: [])
        for element in try root(bytes, listRoot).children {
            switch element.tag {
            case "InventoryConfiguration": list.entries.append(entry(element))
            case "IsTruncated": list.isTruncated = ASCII.lowercased(ASCII.trimmed(element.text)) == "true"
            case "ContinuationToken": list.token = element.text
            case "NextContinuationToken": list.nextToken = element.text
            // Harmless beside the rules, and no part of any of them.
            default: break
            }
        }
        return list
    }

    /// Reads a `PostInventoryResult`; an empty body is none, and no error.
    public func decodeJobResult(_ bytes: [UInt8]) throws -> String? {
        // The manual shows a result beside `Content-Length: 0`: no body is no job id, and no error.
        guard !bytes.isEmpty else { return nil }
        let text = try root(bytes, "PostInventoryResult").child("JobId")?.text
        return text?.isEmpty == true ? nil : text
    }

    /// One rule of a list. What cannot be understood fails this entry alone.
    private func entry(_ element: XMLElement) -> RuleEntry {
        let document = document(element.source)
        do {
            return .rule(try stored(element, document))
        } catch {
            return .unreadable(
                id: element.child("Id").map { ExactText($0.text) }, document: document, error: unreadable(error.problem)
            )
        }
    }

    private func stored(
        _ element: XMLElement, _ document: VendorDocument
    ) throws(DraftError) -> StoredRule {
        let draft = try draft(element)
        return StoredRule(rule: try draft.rule(), findings: draft.findings, document: document)
    }

    private func draft(_ element: XMLElement) throws(DraftError) -> RuleDraft {
        var draft = RuleDraft(vocabulary)
        for child in element.children { try read(child, into: &draft) }
        return draft
    }

    private func root(_ bytes: [UInt8], _ name: String) throws(InventoryError) -> XMLElement {
        let root: XMLElement
        do {
            root = try XMLReader.read(bytes).root
        } catch {
            throw unreadable(error.description)
        }
        guard root.name == name else {
            throw unreadable("its root is \(Printable.quoted(root.name, limit: 80)), not \(name)")
        }
        return root
    }

    private func unreadable(_ problem: String) -> InventoryError {
        InventoryError(
            .invalidDocument,
            "\(vocabulary.capabilities.provider): the document is no inventory configuration: \(problem)",
            provider: vocabulary.capabilities.provider)
    }
}
