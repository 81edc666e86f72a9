package import InventoryCore
internal import InventoryWire

/// Rules, and one-off jobs where the cloud has them, as the tools and SDKs of a cloud with documents in XML have them: the
/// elements as members of an object. Read bare, within `{"InventoryConfiguration": …}`, and as a list.
package struct ObjectRuleCodec<Codec: DocumentRuleCodec>: RuleCodec {
    private let codec: Codec
    private let form: ObjectForm

    package init(_ codec: Codec, _ form: ObjectForm) {
        self.codec = codec
        self.form = form
    }

    /// The rule as JSON on one line.
    package func encode(_ rule: InventoryRule) throws -> VendorDocument { try object(of: codec.encode(rule)) }

    /// Reads the object of a rule, with or without its envelope.
    package func decodeRule(_ bytes: [UInt8]) throws -> StoredRule {
        try codec.storedRule(try reader(of: bytes), json(bytes))
    }

    /// Reads what a tool prints of a list. Each rule keeps the whole list as its document.
    package func decodeList(_ bytes: [UInt8]) throws -> DecodedList {
        guard let listMember = form.listMember else { throw codec.unreadable("lists are not read in this form") }
        let table = try codec.objectTable(bytes)
        var entries: [RuleEntry] = []
        let whole = RuleReader(table, codec.vocabulary)
        for element in table.children(of: table.rootElement) where whole.nameText(of: element) == listMember {
            let reader = RuleReader(table, codec.vocabulary, at: element)
            entries.append(.rule(try codec.storedRule(reader, json(bytes))))
        }
        return DecodedList(
            entries: entries, isTruncated: table.root.child("IsTruncated")?.text == "true",
            nextToken: table.root.child("NextContinuationToken")?.text)
    }

    private func reader(of bytes: [UInt8]) throws(InventoryError) -> RuleReader {
        try codec.objectReader(of: bytes, beside: form.beside)
    }

    private func object(of document: VendorDocument) throws -> VendorDocument {
        let root = try XMLReader.read(document.bytes).root
        let tree = JSONTree()
        form.fill(form.isEnveloped ? tree.member(root.name) : tree, with: root)
        var bytes: [UInt8] = []
        tree.write(to: &bytes)
        return json(bytes)
    }

    private func json(_ bytes: [UInt8]) -> VendorDocument {
        VendorDocument(provider: codec.provider, mediaType: "application/json", bytes: bytes)
    }
}

extension ObjectRuleCodec: JobCodec where Codec: DocumentJobCodec {
    /// The job as JSON on one line.
    package func encode(_ job: OneOffJob) throws -> VendorDocument { try object(of: codec.encode(job)) }

    /// Reads the object of a job, with or without its envelope.
    package func decodeJob(_ bytes: [UInt8]) throws -> Translated<OneOffJob> { try codec.job(try reader(of: bytes)) }

    /// Refuses: servers send no results in this form.
    package func decodeJobResult(_ bytes: [UInt8]) throws -> String? {
        throw codec.unreadable("results are not read in this form")
    }
}
