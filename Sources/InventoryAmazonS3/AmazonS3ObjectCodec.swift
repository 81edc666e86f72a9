public import InventoryCore
public import InventoryProviderKit
internal import InventoryWire

/// Rules as the aws command and the SDKs have them: the elements of the XML document as members, `SSES3` for `SSE-S3`,
/// `SSEKMS` for `SSE-KMS` and a bare list for `OptionalFields`. Written bare, as `aws s3api
/// put-bucket-inventory-configuration --inventory-configuration` takes it; read bare, within `{"InventoryConfiguration":
/// …}`, as the command prints one rule, and as a list within `{"InventoryConfigurationList": […]}`. Source: botocore's
/// service model `s3`.
public struct AmazonS3ObjectCodec: RuleCodec {
    private let codec: AmazonS3Codec

    package init(_ codec: AmazonS3Codec) { self.codec = codec }

    private static let form = ObjectForm(
        names: ["SSE-S3": "SSES3", "SSE-KMS": "SSEKMS"], truths: ["IsEnabled"], objects: ["SSE-S3"])

    /// The rule as JSON on one line.
    public func encode(_ rule: InventoryRule) throws -> VendorDocument {
        let tree = JSONTree()
        Self.form.fill(tree, with: try XMLReader.read(codec.encode(rule).bytes).root)
        var bytes: [UInt8] = []
        tree.write(to: &bytes)
        return json(bytes)
    }

    /// Reads the object of a rule, with or without its envelope.
    public func decodeRule(_ bytes: [UInt8]) throws -> StoredRule {
        try codec.storedRule(try codec.objectReader(of: bytes, beside: []), json(bytes))
    }

    /// Reads what the command prints of a list. Each rule keeps the whole list as its document.
    public func decodeList(_ bytes: [UInt8]) throws -> DecodedList {
        let table = try codec.objectTable(bytes)
        var entries: [RuleEntry] = []
        for element in table.children(of: table.rootElement) {
            guard case "InventoryConfigurationList" = table.name(of: element) else { continue }
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
