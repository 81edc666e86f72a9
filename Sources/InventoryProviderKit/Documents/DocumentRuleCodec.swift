package import InventoryCore
package import InventoryWire

/// What a vendor's codec says of its documents where they are XML; the reading of documents and lists around it is the
/// same for all.
package protocol DocumentRuleCodec: RuleDocumentReading {
    /// What the root of a list may be called.
    var listRoots: [String] { get }
    /// The XML namespace of the documents that are written; nil, the default, for none.
    var namespace: StaticString? { get }
    /// Writes a `Filter`, or nothing. By default one whose parts stand side by side.
    func write(_ filter: Filter, to writer: inout XMLWriter) throws(UnwritableText)
    /// The report bucket as the vendor writes it. By default it is the bucket's own name.
    func bucketName(of destination: Destination) -> String
}

/// A codec whose vendor takes one-off jobs.
package protocol DocumentJobCodec: DocumentRuleCodec, JobCodec {}

extension DocumentJobCodec {
    /// The job as one line of XML.
    public func encode(_ job: OneOffJob) throws -> VendorDocument {
        try document("job '\(Printable.quoted(job.id.string))'", job.texts) {
            (writer: inout XMLWriter) throws(UnwritableText) in
            try vocabulary.write(
                job.id, isEnabled: nil, nil, job.content, job.destination, bucket: bucketName(of: job.destination),
                to: &writer
            ) { (writer: inout XMLWriter) throws(UnwritableText) in try write(job.content.filter, to: &writer) }
        }
    }
}

extension DocumentRuleCodec {
    package var namespace: StaticString? { nil }
    package var mediaType: String { "application/xml" }
    package func bucketName(of destination: Destination) -> String { destination.bucket.string }

    package func write(_ filter: Filter, to writer: inout XMLWriter) throws(UnwritableText) {
        try vocabulary.write(filter, to: &writer)
    }

    /// The rule as one line of XML.
    public func encode(_ rule: InventoryRule) throws -> VendorDocument {
        try document("rule '\(Printable.quoted(rule.id.string))'", rule.texts) {
            (writer: inout XMLWriter) throws(UnwritableText) in
            try vocabulary.write(
                rule.id, isEnabled: rule.isEnabled, rule.schedule, rule.content, rule.destination,
                bucket: bucketName(of: rule.destination), to: &writer
            ) { (writer: inout XMLWriter) throws(UnwritableText) in try write(rule.content.filter, to: &writer) }
        }
    }

    fileprivate func document(
        _ thing: @autoclosure () -> String, _ texts: @autoclosure () -> [(path: String, text: String)],
        _ content: (inout XMLWriter) throws(UnwritableText) -> Void
    ) throws(InventoryError) -> VendorDocument {
        var writer = XMLWriter()
        do {
            try writer.element("InventoryConfiguration", namespace: namespace, content)
        } catch {
            let place = texts().first { $0.text.unicodeScalars.contains(error.scalar) }
            let finding = Finding(
                .violation, path: place?.path ?? "", value: place?.text ?? "", message: "\(error); remove it",
                disposition: .refused)
            throw InventoryError(
                .invalidRule, "\(thing()): \(finding.message)", provider: provider, findings: [finding])
        }
        return document(writer.bytes)
    }

    // MARK: Reading

    /// Reads an `InventoryConfiguration`.
    public func decodeRule(_ bytes: [UInt8]) throws -> StoredRule {
        try storedRule(RuleReader(try table(bytes, ["InventoryConfiguration"]), vocabulary), document(bytes))
    }

    /// Reads an `InventoryConfiguration` as a one-off job.
    public func decodeJob(_ bytes: [UInt8]) throws -> Translated<OneOffJob> {
        try job(RuleReader(try table(bytes, ["InventoryConfiguration"]), vocabulary))
    }

    /// Reads a list; an odd rule in it fails alone.
    public func decodeList(_ bytes: [UInt8]) throws -> DecodedList {
        do {
            let table = try table(bytes, listRoots)
            guard table.root.child("Code") == nil else { throw DraftError(problem: "it has the code of an error") }
            return try list(in: table, at: table.rootElement, named: ["InventoryConfiguration"]).list
        } catch let error as DraftError {
            throw unreadable(error.problem)
        }
    }

    /// Reads a `PostInventoryResult`; an empty body is none, and no error.
    public func decodeJobResult(_ bytes: [UInt8]) throws -> String? {
        // The manual shows a result beside `Content-Length: 0`: no body is no job id, and no error.
        guard !bytes.isEmpty else { return nil }
        let text = try table(bytes, ["PostInventoryResult"]).root.child("JobId")?.text
        return text?.isEmpty == true ? nil : text
    }

    private func table(_ bytes: [UInt8], _ names: [String]) throws(InventoryError) -> ElementTable {
        let table: ElementTable
        do {
            table = try XMLReader.read(bytes)
        } catch {
            throw unreadable(error.description, cause: error)
        }
        guard names.contains(table.root.name) else {
            throw unreadable(
                HTMLPage.isOne(bytes)
                    ? "it is \(HTMLPage.name)"
                    : "its root is \(Printable.quoted(table.root.name, limit: 80)), not \(names.joined(separator: " or "))"
            )
        }
        return table
    }
}
