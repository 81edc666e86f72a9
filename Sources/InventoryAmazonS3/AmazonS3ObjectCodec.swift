public import InventoryCore
public import InventoryProviderKit

/// Rules as the aws command and the SDKs have them: the elements of the XML document as members, `SSES3` for `SSE-S3`,
/// `SSEKMS` for `SSE-KMS` and a bare list for `OptionalFields`. Written bare, as `aws s3api
/// put-bucket-inventory-configuration --inventory-configuration` takes it; read bare, within `{"InventoryConfiguration":
/// …}`, as the command prints one rule, and as a list within `{"InventoryConfigurationList": […]}`. Source: botocore's
/// service model `s3`.
public struct AmazonS3ObjectCodec: RuleCodec {
    private let objects: ObjectRuleCodec<AmazonS3Codec>

    package init(_ codec: AmazonS3Codec) {
        let form = ObjectForm(
            names: ["SSE-S3": "SSES3", "SSE-KMS": "SSEKMS"], truths: ["IsEnabled"], objects: ["SSE-S3"])
        objects = ObjectRuleCodec(codec, form: form, listMember: "InventoryConfigurationList")
    }

    /// The rule as JSON on one line.
    public func encode(_ rule: InventoryRule) throws -> VendorDocument { try objects.encode(rule) }

    /// Reads the object of a rule, with or without its envelope.
    public func decodeRule(_ bytes: [UInt8]) throws -> StoredRule { try objects.decodeRule(bytes) }

    /// Reads what the command prints of a list. Each rule keeps the whole list as its document.
    public func decodeList(_ bytes: [UInt8]) throws -> DecodedList { try objects.decodeList(bytes) }
}
