/// The element table of OBS documents, and the checks that look at more than one element.
struct HuaweiOBSDocument: Sendable {
    let quirks: QuirkSettings

    private static let fields = [
        "Size", "LastModifiedDate", "StorageClass", "ETag", "IsMultipartUploaded", "ReplicationStatus",
        "EncryptionStatus",
    ]

    /// The table, in the order of the vendor's page.
    var shape: Shape {
        let fieldCheck: ValueCheck =
            quirks[HuaweiOBSQuirks.unknownFields] == .accepted ? .nonEmpty : .oneOf(Self.fields)
        let prefixCheck = ValueCheck.matching("at most 1024 characters") { $0.unicodeScalars.count <= 1024 }
        let filterCheck =
            quirks[HuaweiOBSQuirks.emptyPrefix] == .wholeBucket
            ? prefixCheck : .matching("1 to 1024 characters") { (1...1024).contains($0.unicodeScalars.count) }
        return .group(
            "InventoryConfiguration", .required,
            [
                .required("Id", .identifier(maximumLength: 64)),
                .required("IsEnabled", .oneOf(["true", "false"])),
                .group("Filter", .optional, [.optional("Prefix", filterCheck)]),
                .group(
                    "Destination", .required,
                    [
                        .required("Format", .oneOf(["CSV"])),
                        .required("Bucket", .matching("the bare name of a bucket", Self.isBucketName)),
                        .optional("Prefix", prefixCheck),
                    ]),
                .group("Schedule", .required, [.required("Frequency", .oneOf(["Daily", "Weekly"]))]),
                .required("IncludedObjectVersions", .oneOf(["All", "Current"])),
                .group("OptionalFields", .optional, [.repeated("Field", fieldCheck)]),
            ])
    }

    /// 3 to 63 of `a-z 0-9 - .`, with a letter or digit at either end.
    static func isBucketName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let isPlain: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
        guard (3...63).contains(bytes.count), isPlain(bytes[0]), isPlain(bytes[bytes.count - 1]) else { return false }
        return bytes.allSatisfy { isPlain($0) || $0 == 0x2D || $0 == 0x2E } && !text.contains("..")
            && !text.contains(".-") && !text.contains("-.")
    }

    /// Reads a body by the table.
    func read(_ body: [UInt8]) throws(VendorError) -> Markup {
        try DocumentCheck(shape: shape, unknownElements: quirks[HuaweiOBSQuirks.unknownElements]).read(body)
    }

    /// The checks between the document and the request.
    func validate(_ document: Markup, id: String, bucket: EmulatedBucket, settings: DialectSettings) throws(VendorError)
    {
        guard document["Id"]?.text == id else {
            throw .invalid("The Id in the document is not the id in the query.")
        }
        let destination = document.at("Destination", "Bucket")?.text
        if let known = settings.destinations,
            !known.contains(where: { $0.name == destination && $0.region == bucket.region })
        {
            throw settings.missingDestination(quirks[HuaweiOBSQuirks.missingDestination])
        }
    }

    /// How OBS writes a document back: as it was given, but for the quirks.
    func echo(_ document: Markup) -> [UInt8] {
        var document = document
        if quirks[HuaweiOBSQuirks.enabledEcho] == .capitalised {
            document.edit("IsEnabled") { Markup($0.name, $0.text == "true" ? "True" : "False") }
        }
        if document["Filter"] == nil, quirks[HuaweiOBSQuirks.filterEcho] == .empty {
            document.children.append(Markup("Filter"))
        }
        if quirks[HuaweiOBSQuirks.fieldOrder] == .reversed {
            document.edit("OptionalFields") { Markup($0.name, children: $0.children.reversed()) }
        }
        document.edit("Destination") { destination in
            var destination = destination
            if destination["Prefix"] == nil, quirks[HuaweiOBSQuirks.destinationPrefixEcho] == .defaulted {
                destination.children.append(Markup("Prefix", "BucketInventory"))
            }
            return destination
        }
        var ordered = document.ordered(quirks[HuaweiOBSQuirks.elementOrder], by: shape)
        if quirks[HuaweiOBSQuirks.destinationEcho] == .S3BucketDestination {
            ordered.edit("Destination") {
                Markup($0.name, children: [Markup("S3BucketDestination", children: $0.children)])
            }
        }
        var writer = MarkupWriter()
        for child in ordered.children { writer.element(child) }
        return writer.bytes
    }
}
