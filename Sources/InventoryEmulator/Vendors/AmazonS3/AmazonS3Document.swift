internal import InventoryWire

/// The element table of S3's documents, and the checks that look at more than one element.
struct AmazonS3Document: Sendable {
    let quirks: QuirkSettings
    let habits: AmazonS3Habits

    private static let fields = [
        "Size", "LastModifiedDate", "StorageClass", "ETag", "IsMultipartUploaded", "ReplicationStatus",
        "EncryptionStatus", "ObjectLockRetainUntilDate", "ObjectLockMode", "ObjectLockLegalHoldStatus",
        "IntelligentTieringAccessTier", "BucketKeyStatus", "ChecksumAlgorithm", "ObjectAccessControlList",
        "ObjectOwner", "LifecycleExpirationDate",
    ]
    private static let newerFields = [
        "ObjectLockEventHoldStatus", "ObjectLockEventHoldDuration", "IntelligentTieringReferenceDate",
    ]

    /// The table, in the order of the service's model.
    var shape: Shape {
        let newer = quirks[AmazonS3Quirks.newerFields] == .accepted ? Self.newerFields : []
        return .group(
            "InventoryConfiguration", .required,
            [
                .group("Destination", .required, [.group("S3BucketDestination", .required, destination)]),
                .required("IsEnabled", .oneOf(["true", "false"])),
                .group("Filter", .optional, [.required("Prefix", .any)]),
                .required("Id", .nonEmpty),
                Shape(
                    "IncludedObjectVersions", habits.hasVersions ? .required : .forbidden,
                    .text(.oneOf(["All", "Current"]))),
                .group(
                    "OptionalFields", .optional, [.repeated("Field", .oneOf(habits.fields ?? Self.fields + newer))]),
                .group("Schedule", .required, [.required("Frequency", .oneOf(["Daily", "Weekly"]))]),
            ])
    }

    private var destination: [Shape] {
        [
            .optional("AccountId", .matching("12 digits") { $0.utf8.count == 12 && $0.utf8.allSatisfy(Self.isDigit) }),
            .required("Bucket", .any),
            .required("Format", .oneOf(habits.formats)),
            .optional("Prefix"),
            .group(
                "Encryption", habits.hasEncryption ? .optional : .forbidden,
                [
                    .group("SSE-S3", .optional, []),
                    .group("SSE-KMS", .optional, [.required("KeyId", .nonEmpty)]),
                ]),
        ]
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// The bucket of a destination: `arn:<partition>:s3:::<name>`.
    static func bucketName(_ text: String) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "arn", !parts[1].isEmpty, parts[2] == "s3", parts[3].isEmpty,
            parts[4].isEmpty, !parts[5].isEmpty
        else { return nil }
        return parts[5]
    }

    /// Reads a body by the table. A value outside an enumeration is `MalformedXML`, like a wrong structure.
    func read(_ body: [UInt8]) throws(VendorError) -> Markup {
        try DocumentCheck(
            shape: shape, unknownElements: quirks[AmazonS3Quirks.unknownElements], valueError: VendorError.malformed
        ).read(body)
    }

    /// The checks between elements, and between the document and the request.
    func validate(_ document: Markup, id: String, bucket: EmulatedBucket, settings: DialectSettings) throws(VendorError)
    {
        guard document["Id"]?.text == id else {
            throw VendorError(400, "IdMismatch", "Document ID does not match the specified configuration ID.")
        }
        let destination = document.at("Destination", "S3BucketDestination")
        if let encryption = destination?["Encryption"], encryption.children.count != 1 {
            throw .malformed("Encryption must hold one of SSE-S3 and SSE-KMS.")
        }
        if habits.demandsField, let fields = document["OptionalFields"], fields.children.isEmpty {
            throw .malformed("OptionalFields must hold a Field.")
        }
        guard let name = Self.bucketName(destination?["Bucket"]?.text ?? "") else {
            throw VendorError(400, "InvalidS3DestinationBucket", "Invalid bucket ARN.")
        }
        if let known = settings.destinations,
            !known.contains(where: { $0.name == name && $0.region == bucket.region })
        {
            throw VendorError(
                400, "InvalidS3DestinationBucket",
                "The destination bucket does not exist, or is not in the region of this one.")
        }
    }

    /// How S3 writes a document back: as it was given, but for the quirks.
    func echo(_ document: Markup) -> [UInt8] {
        var document = document
        if quirks[AmazonS3Quirks.fieldOrder] == .reversed {
            document.edit("OptionalFields") { Markup($0.name, children: $0.children.reversed()) }
        }
        var writer = MarkupWriter()
        for child in document.ordered(quirks[AmazonS3Quirks.elementOrder], by: shape).children {
            writer.element(child)
        }
        return writer.bytes
    }
}
