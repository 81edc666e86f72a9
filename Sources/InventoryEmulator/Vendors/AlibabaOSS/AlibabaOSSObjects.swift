/// Buckets and objects of OSS: short pages unless asked for longer ones, class names of its own, and ranges that are
/// ignored where they leave the object.
struct AlibabaOSSObjects: ObjectDialect {
    let form = ObjectForm(
        headerPrefix: { _ in "x-oss-" },
        owner: { _ in Self.account },
        page: 100, encodesTokens: true, writesETag: { $0.uppercased() }, writesEmptyDelimiter: true,
        entryType: "Normal",
        archivedClasses: ["Archive", "ColdArchive", "DeepColdArchive"], unnamedClass: "",
        checksumHeader: "x-oss-hash-crc64ecma",
        archivedDetails: { _ in [Markup("EC", "0016-00000404")] })

    private static let account = "1000000000000000"
    static let owner = [Markup("ID", account), Markup("DisplayName", account)]

    /// Any host shows the buckets of every region.
    func buckets(_ call: ObjectCall, _ buckets: [EmulatedBucket]) throws(VendorError) -> Reply {
        let prefix = call.text("prefix")
        let limit = try call.limit(100, most: 1000)
        let page = BucketPage(
            buckets.filter { $0.name.hasPrefix(prefix) }, after: call.text("marker"), limit: limit)
        var writer = MarkupWriter()
        writer.element(Markup("Owner", children: Self.owner))
        let rows = page.buckets.map {
            Markup("Bucket", children: Self.facts(of: $0) + [Markup("StorageClass", "Standard")])
        }
        writer.element(Markup("Buckets", children: rows))
        // All five stand in an answer that is not the whole, and none in one that is.
        if let next = page.next {
            for (name, value) in [
                ("Prefix", prefix), ("Marker", call.text("marker")), ("MaxKeys", "\(limit)"), ("IsTruncated", "true"),
                ("NextMarker", next),
            ] { writer.element(name, value) }
        }
        return .document(root: "ListAllMyBucketsResult", content: writer.bytes)
    }

    /// What the list of buckets and the answer about one bucket have alike.
    static func facts(of bucket: EmulatedBucket) -> [Markup] {
        [
            Markup("CreationDate", "2019-05-24T11:49:50.000Z"), Markup("Name", bucket.name),
            Markup("Location", "oss-\(bucket.region)"), Markup("Region", bucket.region),
            Markup("ExtranetEndpoint", "oss-\(bucket.region).aliyuncs.com"),
            Markup("IntranetEndpoint", "oss-\(bucket.region)-internal.aliyuncs.com"),
        ]
    }

    func versions(_ call: ObjectCall, _ bucket: EmulatedBucket, _ shelf: ObjectShelf) throws(VendorError) -> Reply {
        guard call.text("version-id-marker").isEmpty || !call.text("key-marker").isEmpty else {
            throw VendorError.argument(
                "version-id-marker", call.text("version-id-marker"),
                "A version-id marker cannot be specified without a key marker."
            ).numbered("0012-00000106")
        }
        return try ObjectList(call, bucket, form).versions(shelf)
    }

    /// Without the header that asks for standard behaviour, a range that leaves the object, even by its end alone, is
    /// ignored.
    func reading(_ call: ObjectCall, _ shelf: ObjectShelf) throws(VendorError) -> Reply {
        var form = form
        form.rangesMustFit = call.call.header("x-oss-range-behavior") != "standard"
        return try ObjectReading(call: call, shelf: shelf, form: form).reply()
    }
}
