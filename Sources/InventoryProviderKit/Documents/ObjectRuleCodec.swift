package import InventoryCore
internal import InventoryWire

/// Rules as the tools and SDKs of a cloud with documents in XML have them: the elements as members of an object. Written
/// bare; read bare, within `{"InventoryConfiguration": …}`, and as a list.
package struct ObjectRuleCodec<Codec: DocumentRuleCodec>: RuleCodec {
    private let codec: Codec
    private let form: ObjectForm
    private let listMember: String

    /// - Parameter listMember: the member in which a list has its rules.
    package init(_ codec: Codec, form: ObjectForm, listMember: String) {
        self.codec = codec
        self.form = form
        self.listMember = listMember
    }

    /// The rule as JSON on one line.
    package func encode(_ rule: InventoryRule) throws -> VendorDocument {
        let tree = JSONTree()
        form.fill(tree, with: try XMLReader.read(codec.encode(rule).bytes).root)
        var bytes: [UInt8] = []
        tree.write(to: &bytes)
        return json(bytes)
    }

    /// Reads the object of a rule, with or without its envelope.
    package func decodeRule(_ bytes: [UInt8]) throws -> StoredRule {
        try codec.storedRule(try codec.objectReader(of: bytes, beside: []), json(bytes))
    }

    /// Reads what a tool prints of a list. Each rule keeps the whole list as its document.
    package func decodeList(_ bytes: [UInt8]) throws -> DecodedList {
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

    private func json(_ bytes: [UInt8]) -> VendorDocument {
        VendorDocument(provider: codec.provider, mediaType: "application/json", bytes: bytes)
    }
}
