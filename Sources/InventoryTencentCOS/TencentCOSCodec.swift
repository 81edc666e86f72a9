package import InventoryCore
public import InventoryProviderKit

/// Rules as Tencent COS writes them: XML with `COSBucketDestination`, `qcs::cos:<region>::<bucket>` and an empty
/// `SSE-COS`. A one-off job carries neither `IsEnabled` nor `Schedule`: COS refuses both. Source: API pages 33707 (PUT),
/// 33705 (GET), 33706 (LIST), 46869 (POST).
public struct TencentCOSCodec: DocumentJobCodec {
    package let vocabulary: WireVocabulary
    package let listRoots = ["ListInventoryConfigurationResult"]

    package init(capabilities: Capabilities) {
        vocabulary = WireVocabulary(
            capabilities, elements: Self.elements,
            // Those that the Python SDK strips, and the one that the pages print.
            namespaces: ["//www.qcloud.com/", "//cloud.tencent.com/", "s3.amazonaws.com/", "http://...."])
    }

    private static let elements = RuleElements(
        rule: [
            "Id": .id, "IsEnabled": .isEnabled, "Destination": .destination, "Schedule": .schedule, "Filter": .filter,
            "IncludedObjectVersions": .versions, "OptionalFields": .fields,
        ],
        wrapper: "COSBucketDestination",
        destination: [
            "Format": .format, "AccountId": .owner, "Bucket": .bucket, "Prefix": .prefix, "Encryption": .encryption,
            // The list page's sample has it without its parent.
            "SSE-COS": .encryptionAlone, "SSECOS": .encryptionAlone,
        ],
        bucketScheme: COSBucketName.scheme, encryption: ["SSE-COS": .serviceManaged],
        // The vendor's SDK spells it in one word.
        encryptionInObjects: ["SSECOS": .serviceManaged], dayOfMonth: "MonthlyDate")

    // MARK: Report buckets

    package func bucketName(of destination: Destination) -> String { COSBucketName(destination).text }

    package func readBucket(
        _ text: ExactText, _ element: RuleReader.Element, _ reader: RuleReader, into destination: inout Destination
    ) throws(DraftError) {
        guard let name = COSBucketName(text.string) else {
            throw reader.foreignBucket(element, text.string, instead: "qcs::cos:REGION::NAME-APPID")
        }
        destination.bucket = name.bucket
        destination.region = name.region
        if let account = name.account, !name.bucket.string.hasSuffix("-" + account) || account.isEmpty {
            reader.note(
                element, "uid/\(account)",
                "the account is not the one that the bucket's name ends in; it is left out")
        }
    }
}
