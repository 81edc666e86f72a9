package import InventoryCore
public import InventoryProviderKit

/// Rules as Huawei OBS writes them: XML with a flat `Destination`, in the order of the API page (`Filter` before
/// `Destination`). Source: API reference obs_04_0055 (PUT), obs_04_0057 (GET), obs_04_0058 (LIST).
public struct HuaweiOBSCodec: DocumentRuleCodec {
    package let vocabulary: WireVocabulary
    package let listRoots = ["ListInventoryConfiguration"]

    package init(capabilities: Capabilities) {
        // OBS's own on any of its hosts, and the one that its S3 interface sends.
        vocabulary = WireVocabulary(
            capabilities, elements: Self.elements, namespaces: ["/doc/2015-06-30", "s3.amazonaws.com/"])
    }

    private static let elements = RuleElements(
        rule: [
            "Id": .id, "IsEnabled": .isEnabled, "Filter": .filter, "Destination": .destination, "Schedule": .schedule,
            "IncludedObjectVersions": .versions, "OptionalFields": .fields,
        ],
        // The vendor's Python SDK looks for the wrapper that S3 has before it reads the flat form.
        wrapper: "S3BucketDestination", isFlat: true,
        destination: ["Format": .format, "Bucket": .bucket, "Prefix": .prefix])
}
