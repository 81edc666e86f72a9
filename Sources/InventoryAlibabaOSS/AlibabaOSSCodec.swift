package import InventoryCore
public import InventoryProviderKit

/// Rules as Alibaba OSS writes them: XML with `OSSBucketDestination`, the report bucket as `acs:oss:::<bucket>`, the role
/// that OSS takes on, and filters by last modification, size and storage classes. Order of elements is free. Source: API
/// reference, PutBucketInventory, GetBucketInventory and ListBucketInventory.
public struct AlibabaOSSCodec: DocumentRuleCodec {
    package let vocabulary: WireVocabulary
    package let listRoots = ["ListInventoryConfigurationsResult"]

    package init(capabilities: Capabilities) {
        vocabulary = WireVocabulary(capabilities, elements: Self.elements, namespaces: ["//doc.oss-"])
    }

    /// Reports on changes, IncrementalInventory, are none that a rule of this version asks for.
    private static let elements = RuleElements(
        rule: [
            "Id": .id, "IsEnabled": .isEnabled, "Destination": .destination, "Schedule": .schedule, "Filter": .filter,
            "IncludedObjectVersions": .versions, "OptionalFields": .fields,
        ],
        wrapper: "OSSBucketDestination",
        destination: [
            "Format": .format, "AccountId": .owner, "RoleArn": .role, "Bucket": .bucket, "Prefix": .prefix,
            "Encryption": .encryption,
        ],
        bucketScheme: "acs", encryption: ["SSE-OSS": .serviceManaged, "SSE-KMS": .kms], dayOfMonth: "DayOfMonth",
        filter: [
            "Prefix": .prefix, "LastModifyBeginTimeStamp": .modifiedFrom, "LastModifyEndTimeStamp": .modifiedTo,
            "LowerSizeBound": .sizeFrom, "UpperSizeBound": .sizeTo, "StorageClass": .storageClass,
        ])

    // MARK: Report buckets

    /// What stands before a bucket's name.
    static let bucketPrefix = "acs:oss:::"

    package func bucketName(of destination: Destination) -> String {
        Self.bucketPrefix + destination.bucket.string
    }

    package func readBucket(
        _ text: ExactText, _ element: RuleReader.Element, _ reader: RuleReader, into destination: inout Destination
    ) throws(DraftError) {
        let text = text.string
        let name = text.hasPrefix(Self.bucketPrefix) ? String(text.dropFirst(Self.bucketPrefix.count)) : text
        guard !name.isEmpty, !name.utf8.contains(0x3A) else {
            throw reader.foreignBucket(element, text, instead: Self.bucketPrefix + "NAME")
        }
        destination.bucket = ExactText(name)
    }
}
