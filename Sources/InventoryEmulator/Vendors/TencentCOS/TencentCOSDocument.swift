internal import InventoryWire

/// The element table of COS documents, and the checks that look at more than one element.
struct TencentCOSDocument: Sendable {
    let quirks: QuirkSettings

    /// The table, in the order of the vendor's page. A one-off job has neither switch nor schedule.
    func shape(isOneOff: Bool) -> Shape {
        let periodic: Shape.Count = isOneOff ? .forbidden : .required
        let fields = Self.fields
        let fieldCheck =
            quirks[TencentCOSQuirks.unknownFields] == .accepted
            ? .nonEmpty
            : ValueCheck.matching("one of \(fields.joined(separator: ", ")), x-cos-meta-…") { name in
                fields.contains(name) || name.hasPrefix("x-cos-meta-")
            }
        return .group(
            "InventoryConfiguration", .required,
            [
                .required("Id", .identifier()),
                Shape("IsEnabled", periodic, .text(.oneOf(["true", "false"], ignoringCase: true))),
                .group("Destination", .required, [.group("COSBucketDestination", .required, destination)]),
                .group(
                    "Schedule", periodic,
                    [
                        .required("Frequency", .oneOf(["Daily", "Weekly", "Monthly"])),
                        .optional("MonthlyDate", .number(1...31)),
                    ]),
                .group("Filter", .optional, filter),
                .required("IncludedObjectVersions", .oneOf(["All", "Current"])),
                .group("OptionalFields", .optional, [.repeated("Field", fieldCheck)]),
            ])
    }

    private var destination: [Shape] {
        let formats = quirks[TencentCOSQuirks.formats] == .csv ? ["CSV"] : ["CSV", "ORC", "Parquet"]
        return [
            .required("Format", .oneOf(formats)),
            .optional(
                "AccountId", .matching("an account of digits") { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            .required("Bucket", .matching("qcs::cos:<region>::<bucket-appid>") { Self.resource($0) != nil }),
            .optional("Prefix"),
            .group("Encryption", .optional, [.optional("SSE-COS")]),
        ]
    }

    private var filter: [Shape] {
        let seconds = ValueCheck.number(0...Int64.max)
        return [
            .optional("Prefix"),
            .group(
                "And", .optional,
                [
                    .optional("Prefix"),
                    Shape("Tag", .repeated, .group([.required("Key", .nonEmpty), .required("Value", .any)])),
                    .optional("StorageClass", .nonEmpty),
                ]),
            .group("Period", .optional, [.optional("StartTime", seconds), .optional("EndTime", seconds)]),
        ]
    }

    private static let fields = [
        "Size", "LastModifiedDate", "StorageClass", "ETag", "IsMultipartUploaded", "ReplicationStatus", "Tag", "Crc64",
    ]

    /// Region and bucket of a destination.
    static func resource(_ text: String) -> (region: String, bucket: String)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "qcs", parts[1].isEmpty, parts[2] == "cos", !parts[3].isEmpty,
            parts[4].isEmpty, let dash = parts[5].lastIndex(of: "-"), dash != parts[5].startIndex,
            UInt64(parts[5][parts[5].index(after: dash)...]) != nil
        else { return nil }
        return (parts[3], parts[5])
    }

    /// Reads a body by the table.
    func read(_ body: [UInt8], isOneOff: Bool) throws(VendorError) -> Markup {
        let check = DocumentCheck(
            shape: shape(isOneOff: isOneOff), unknownElements: quirks[TencentCOSQuirks.unknownElements])
        return try check.read(body)
    }

    /// The checks between elements, and between the document and the request.
    func validate(_ document: Markup, id: String, bucket: EmulatedBucket, settings: DialectSettings) throws(VendorError)
    {
        guard document["Id"]?.text == id else {
            throw .invalid("The Id in the document is not the id in the query.")
        }
        if document.at("Schedule", "Frequency")?.text == "Monthly", document.at("Schedule", "MonthlyDate") == nil,
            quirks[TencentCOSQuirks.monthlyDate] == .required
        {
            throw .invalid("A Monthly schedule needs MonthlyDate.")
        }
        let hasTags = document.at("Filter", "And")?.children.contains { $0.name == "Tag" } ?? false
        let fields = document["OptionalFields"]?.children.map(\.text) ?? []
        guard !hasTags || fields.contains("Tag") else {
            throw .invalid("A filter by tags needs Tag among the optional fields.")
        }
        let text = document.at("Destination", "COSBucketDestination", "Bucket")?.text ?? ""
        guard let destination = Self.resource(text), destination.region == bucket.region else {
            throw .invalid("The destination bucket must be in the region of this bucket, \(bucket.region).")
        }
        if let known = settings.destinations,
            !known.contains(where: { $0.name == destination.bucket && $0.region == destination.region })
        {
            throw settings.missingDestination(quirks[TencentCOSQuirks.missingDestination])
        }
    }
}
