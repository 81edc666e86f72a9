internal import InventoryWire

/// The element table of OSS documents. What must stand in it is checked by hand, because the vendor numbers each
/// mistake.
struct AlibabaOSSDocument: Sendable {
    let quirks: QuirkSettings

    /// The table, in the order of the vendor's pages.
    static let shape = Shape.group(
        "InventoryConfiguration", .required,
        [
            .optional("Id"), .optional("IsEnabled"),
            .group(
                "Filter", .optional,
                [
                    .optional("Prefix"), .optional("LastModifyBeginTimeStamp", seconds),
                    .optional("LastModifyEndTimeStamp", seconds),
                    .optional("LowerSizeBound", .number(0...largestObject)),
                    .optional("UpperSizeBound", .number(1...largestObject)),
                    .optional("StorageClass", .matching("a list of \(classes.joined(separator: ","))", isClassList)),
                ]),
            .group("Destination", .required, [.group("OSSBucketDestination", .required, destination)]),
            .group(
                "Schedule", .required,
                [
                    .optional("Frequency"), .optional("DayOfMonth", .number(1...31)),
                    .optional("AutoDelete", .oneOf(["true", "false"], ignoringCase: true)),
                ]),
            .required("IncludedObjectVersions", .oneOf(["All", "Current"])),
            .group("OptionalFields", .optional, [.repeated("Field", .any)]),
            .group(
                "IncrementalInventory", .optional,
                [
                    .optional("IsEnabled"), .group("Schedule", .optional, [.optional("Frequency")]),
                    .group("OptionalFields", .optional, [.repeated("Field", .any)]),
                ]),
        ])

    private static let destination: [Shape] = [
        .optional("Format"), .optional("AccountId"), .optional("RoleArn"), .optional("Bucket"), .optional("Prefix"),
        .group(
            "Encryption", .optional, [.optional("SSE-OSS"), .group("SSE-KMS", .optional, [.optional("KeyId")])]),
    ]

    private static let seconds = ValueCheck.number(1_262_275_200...253_402_271_999)
    /// 48.8 TB: ten thousand parts of 5 GB.
    private static let largestObject: Int64 = 10_000 * 5 << 30
    private static let classes = ["Standard", "IA", "Archive", "ColdArchive", "All"]

    private static func isClassList(_ text: String) -> Bool {
        text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { classes.contains(String($0)) }
    }

    /// Reads a body by the table, and holds it against the request and the bucket.
    func read(
        _ body: [UInt8], id: String, bucket: EmulatedBucket, settings: DialectSettings
    ) throws(VendorError) -> Markup {
        let document = try DocumentCheck(
            shape: Self.shape, unknownElements: quirks[AlibabaOSSQuirks.unknownElements]
        ).read(body)
        let check = AlibabaOSSCheck(quirks: quirks, document: document)
        try check.id(in: id)
        try check.filter()
        try check.schedule()
        try check.destination(of: bucket, settings: settings)
        try check.fields()
        return document
    }
}
