public import InventoryCore
public import InventoryProviderKit
internal import InventoryWire

/// Rules as the objects that Tencent's JavaScript SDK takes and gives: the elements of the XML document as members, with
/// `SSECOS` for `SSE-COS` and a bare list for `OptionalFields`, alone or within `{"InventoryConfiguration": …}`. Source:
/// the SDK's page on inventories.
public struct TencentCOSObjectCodec: RuleCodec, JobCodec {
    private let codec: TencentCOSCodec

    package init(_ codec: TencentCOSCodec) { self.codec = codec }

    /// The rule as JSON on one line, in its envelope.
    public func encode(_ rule: InventoryRule) throws -> VendorDocument { try object(of: codec.encode(rule)) }

    /// The job as JSON on one line, in its envelope.
    public func encode(_ job: OneOffJob) throws -> VendorDocument { try object(of: codec.encode(job)) }

    /// Reads the object of a rule, with or without its envelope.
    public func decodeRule(_ bytes: [UInt8]) throws -> StoredRule {
        try codec.storedRule(try reader(of: bytes), json(bytes))
    }

    /// Reads the object of a job, with or without its envelope.
    public func decodeJob(_ bytes: [UInt8]) throws -> Translated<OneOffJob> { try codec.job(try reader(of: bytes)) }

    /// Refuses: servers send no lists in this form.
    public func decodeList(_ bytes: [UInt8]) throws -> DecodedList {
        throw codec.unreadable("lists are not read in the form of the JavaScript SDK")
    }

    /// Refuses: servers send no results in this form.
    public func decodeJobResult(_ bytes: [UInt8]) throws -> String? {
        throw codec.unreadable("results are not read in the form of the JavaScript SDK")
    }

    private func json(_ bytes: [UInt8]) -> VendorDocument {
        VendorDocument(provider: codec.provider, mediaType: "application/json", bytes: bytes)
    }

    /// What the SDK returns beside the rule is about the answer, not about the rule.
    private func reader(of bytes: [UInt8]) throws -> RuleReader {
        try codec.objectReader(of: bytes, beside: ["statusCode", "headers", "RequestId"])
    }

    // MARK: Writing

    private static let form = ObjectForm(names: ["SSE-COS": "SSECOS"])

    private func object(of document: VendorDocument) throws -> VendorDocument {
        let root = try XMLReader.read(document.bytes).root
        let tree = JSONTree()
        Self.form.fill(tree.member(root.name), with: root)
        var bytes: [UInt8] = []
        tree.write(to: &bytes)
        return json(bytes)
    }
}
