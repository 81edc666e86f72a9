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
        let (rule, findings) = try rule(in: bytes)
        var stored = try codec.storedRule(in: rule, json(bytes))
        stored.findings = Findings(findings + stored.findings.list)
        return stored
    }

    /// Reads the object of a job, with or without its envelope.
    public func decodeJob(_ bytes: [UInt8]) throws -> Translated<OneOffJob> {
        let (rule, findings) = try rule(in: bytes)
        let job = try codec.job(in: rule)
        return Translated(job.value, findings: Findings(findings + job.findings.list))
    }

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

    // MARK: Reading

    /// The object of the rule, and what beside it nobody knows.
    private func rule(in bytes: [UInt8]) throws -> (DocumentElement, [Finding]) {
        let root: DocumentElement
        do {
            root = try JSONReader.read(bytes).root
        } catch {
            throw codec.unreadable(error.description, cause: error)
        }
        var reader = ElementReader(root, of: codec.provider)
        guard let rule = reader.child("InventoryConfiguration", of: root) else { return (root, []) }
        reader.pass(rule)
        // What the SDK returns beside the rule: about the answer, not about the rule.
        for name: StaticString in ["statusCode", "headers", "RequestId"] {
            if let element = reader.child(name, of: root) { reader.pass(element) }
        }
        return (rule, reader.leftovers())
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
