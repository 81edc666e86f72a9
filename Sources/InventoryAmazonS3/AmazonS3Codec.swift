package import InventoryCore
public import InventoryProviderKit

/// Rules as Amazon S3 writes them: XML in S3's namespace with `S3BucketDestination`, the report bucket as an ARN, and an
/// empty `SSE-S3` or `SSE-KMS` with a key. Order of elements is free. Source: API reference,
/// PutBucketInventoryConfiguration, GetBucketInventoryConfiguration and ListBucketInventoryConfigurations.
public struct AmazonS3Codec: DocumentRuleCodec {
    package let vocabulary: WireVocabulary
    package let listRoots: [String]
    package let namespace: StaticString? = "http://s3.amazonaws.com/doc/2006-03-01/"

    /// - Parameter listRoots: what the root of a list may be called; some relatives of S3 have another.
    package init(capabilities: Capabilities, listRoots: [String] = []) {
        vocabulary = WireVocabulary(capabilities, elements: Self.elements, namespaces: ["s3.amazonaws.com/"])
        self.listRoots = listRoots.isEmpty ? ["ListInventoryConfigurationsResult"] : listRoots
    }

    /// The command and the SDKs spell the kinds of encryption in one word.
    private static let elements = RuleElements(
        rule: [
            "Id": .id, "IsEnabled": .isEnabled, "Destination": .destination, "Filter": .filter, "Schedule": .schedule,
            "IncludedObjectVersions": .versions, "OptionalFields": .fields,
        ],
        wrapper: "S3BucketDestination",
        destination: [
            "AccountId": .owner, "Bucket": .bucket, "Format": .format, "Prefix": .prefix, "Encryption": .encryption,
        ],
        bucketScheme: "arn", encryption: ["SSE-S3": .serviceManaged, "SSE-KMS": .kms],
        encryptionInObjects: ["SSES3": .serviceManaged, "SSEKMS": .kms])

    // MARK: Report buckets

    package func bucketName(of destination: Destination) -> String { AmazonS3BucketName(destination).text }

    package func readBucket(
        _ text: ExactText, _ element: RuleReader.Element, _ reader: RuleReader, into destination: inout Destination
    ) throws(DraftError) {
        let name = AmazonS3BucketName(text.string)
        guard !name.bucket.string.utf8.contains(0x3A) else {
            throw reader.foreignBucket(element, text.string, instead: "arn:PARTITION:s3:::NAME")
        }
        destination.bucket = name.bucket
        destination.region = name.partition.map { ExactText($0) }
    }
}
