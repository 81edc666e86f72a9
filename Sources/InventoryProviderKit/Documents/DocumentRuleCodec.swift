package import InventoryCore
package import InventoryWire

/// What a vendor's codec says of its documents; the reading of documents and lists around it is the same for all,
/// whether they are XML or JSON.
package protocol DocumentRuleCodec: RuleCodec {
    var vocabulary: WireVocabulary { get }
    /// The root of a list.
    var listRoot: String { get }
    /// The XML namespace of the documents that are written; nil, the default, for none.
    var namespace: StaticString? { get }
    /// Reads the document's rule or job, straight through.
    func read(_ reader: inout RuleReader) throws(DraftError) -> RuleDraft
    /// Writes the children of `InventoryConfiguration`.
    func write(_ rule: InventoryRule, to writer: inout XMLWriter) throws(UnwritableText)
}

/// A codec whose vendor takes one-off jobs.
package protocol DocumentJobCodec: DocumentRuleCodec, JobCodec {
    /// Writes the children of a one-off job's `InventoryConfiguration`.
    func write(_ job: OneOffJob, to writer: inout XMLWriter) throws(UnwritableText)
}

extension DocumentJobCodec {
    /// The job as one line of XML.
    public func encode(_ job: OneOffJob) throws -> VendorDocument {
        try document("job", job.id) { (writer: inout XMLWriter) throws(UnwritableText) in
            try write(job, to: &writer)
        }
    }
}

extension DocumentRuleCodec {
    package var namespace: StaticString? { nil }
    package var provider: ProviderID { vocabulary.capabilities.provider }

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
            try writer.element("InventoryConfiguration", namespace: namespace, content)
        } catch {
            throw InventoryError(
                .invalidRule, "\(thing) '\(Printable.quoted(id.string))': \(error); remove it", provider: provider)
        }
        return xml(writer.bytes)
    }

    private func xml(_ bytes: [UInt8]) -> VendorDocument {
        VendorDocument(provider: provider, mediaType: "application/xml", bytes: bytes)
    }

    // MARK: Reading

    /// Reads an `InventoryConfiguration`.
    public func decodeRule(_ bytes: [UInt8]) throws -> StoredRule {
        try storedRule(in: try root(bytes, "InventoryConfiguration"), xml(bytes))
    }

    /// Reads an `InventoryConfiguration` as a one-off job.
    public func decodeJob(_ bytes: [UInt8]) throws -> Translated<OneOffJob> {
        try job(in: try root(bytes, "InventoryConfiguration"))
    }

    /// Reads the rule of an element.
    package func storedRule(
        in element: DocumentElement, _ document: VendorDocument
    ) throws(InventoryError) -> StoredRule {
        do {
            return try stored(element, document, from: 0)
        } catch {
            throw unreadable(error.problem)
        }
    }

    /// Reads the job of an element.
    package func job(in element: DocumentElement) throws(InventoryError) -> Translated<OneOffJob> {
        do {
            let (draft, findings) = try draft(element, from: 0)
            let job = try draft.job()
            return Translated(job.value, findings: Findings(findings.list + job.findings.list))
        } catch {
            throw unreadable(error.problem)
        }
    }

    /// Reads a list; an odd rule in it fails alone.
    public func decodeList(_ bytes: [UInt8]) throws -> DecodedList {
        var list = DecodedList(entries: [])
        var end = ListEnd()
        for element in try root(bytes, listRoot).children {
            switch element.tag {
            case "InventoryConfiguration": list.entries.append(entry(element))
            case "IsTruncated": end.truncated.append(element)
            case "ContinuationToken": list.token = element.text
            case "NextContinuationToken": end.next.append(element)
            // Harmless beside the rules, and no part of any of them; what has parts may be a rule.
            default:
                guard element.hasChildren else { continue }
                list.entries.append(
                    unreadable(element, xml(element.source), "the list has a \(Printable.quoted(element.name)) here"))
            }
        }
        do {
            (list.isTruncated, list.nextToken) = try end.read()
        } catch {
            throw unreadable(error.problem)
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
    private func entry(_ element: DocumentElement) -> RuleEntry {
        let document = xml(element.source)
        do {
            return .rule(try stored(element, document, from: element.offset))
        } catch {
            return unreadable(element, document, error.problem)
        }
    }

    private func unreadable(_ element: DocumentElement, _ document: VendorDocument, _ problem: String) -> RuleEntry {
        .unreadable(
            id: element.child("Id").map { ExactText($0.text) }, document: document, error: unreadable(problem))
    }

    private func stored(
        _ element: DocumentElement, _ document: VendorDocument, from start: Int
    ) throws(DraftError) -> StoredRule {
        let (draft, findings) = try draft(element, from: start)
        return StoredRule(rule: try draft.rule(), findings: findings, document: document)
    }

    private func draft(
        _ element: DocumentElement, from start: Int
    ) throws(DraftError) -> (draft: RuleDraft, findings: Findings) {
        var reader = RuleReader(element, vocabulary, from: start)
        let draft = try read(&reader)
        return (draft, reader.findings)
    }

    private func root(_ bytes: [UInt8], _ name: String) throws(InventoryError) -> DocumentElement {
        let root: DocumentElement
        do {
            root = try XMLReader.read(bytes).root
        } catch {
            throw unreadable(error.description, cause: error)
        }
        guard root.name == name else {
            throw unreadable("its root is \(Printable.quoted(root.name, limit: 80)), not \(name)")
        }
        return root
    }

    package func unreadable(_ problem: String, cause: (any Error)? = nil) -> InventoryError {
        InventoryError(
            .invalidDocument, "\(provider): the document is no inventory configuration: \(problem)",
            provider: provider, cause: cause)
    }
}

/// What a page of a list says of its end. A page that says it twice, or not clearly, says nothing that one may build on:
/// rules that are not seen would be taken for absent.
private struct ListEnd {
    var truncated: [DocumentElement] = []
    var next: [DocumentElement] = []

    /// - Throws: where it contradicts itself. A page without `IsTruncated` is the last.
    func read() throws(DraftError) -> (isTruncated: Bool, next: String?) {
        var answers: Set<Bool> = []
        for element in truncated where !element.isBlank {
            switch ASCII.lowercased(element.text.filter { !$0.isWhitespace }) {
            case "true": answers.insert(true)
            case "false": answers.insert(false)
            default:
                throw DraftError(
                    problem:
                        "its IsTruncated is '\(Printable.quoted(element.text, limit: 40))', neither true nor false, "
                        + "so nobody knows whether the list ends here")
            }
        }
        guard answers.count < 2 else {
            throw DraftError(problem: "it says both that there is another page and that there is none")
        }
        let tokens = Set(next.map { ExactText($0.text) }).subtracting([""])
        guard tokens.count < 2 else { throw DraftError(problem: "it names two next pages") }
        guard tokens.isEmpty || answers.contains(true) else {
            throw DraftError(
                problem:
                    "it names a next page (NextContinuationToken), and its IsTruncated does not say that there is one")
        }
        return (answers.contains(true), tokens.first?.string)
    }
}
