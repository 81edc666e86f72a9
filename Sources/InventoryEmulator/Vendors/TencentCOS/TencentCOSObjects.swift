/// Buckets and objects of COS. It has one version of object lists.
struct TencentCOSObjects: ObjectDialect {
    let form = ObjectForm(
        headerPrefix: { _ in "x-cos-" },
        // The APPID at the end of the bucket's name.
        owner: { String($0.name.split(separator: "-").last ?? "") },
        hasSecondVersion: false,
        // The pages name keys alone among what is encoded, and the SDK leaves the delimiter as it is.
        encodesDelimiters: false,
        // No page has a range without a start.
        readsSuffixRanges: false, archivedClasses: ["ARCHIVE", "DEEP_ARCHIVE"],
        checksumHeader: "x-cos-hash-crc64ecma")

    /// A regional host shows that region alone.
    func buckets(_ call: ObjectCall, _ buckets: [EmulatedBucket]) throws(VendorError) -> Reply {
        let region = call.call.location.region ?? call.call.target["region"]
        let page = BucketPage(
            buckets.filter { (region ?? $0.region) == $0.region }, after: call.text("marker"),
            limit: try call.limit(2000, most: 2000))
        var writer = MarkupWriter()
        let owner = [
            Markup("ID", "qcs::cam::uin/100000000001:uin/100000000001"), Markup("DisplayName", "100000000001"),
        ]
        writer.element(Markup("Owner", children: owner))
        let rows = page.buckets.map { bucket in
            Markup(
                "Bucket",
                children: [
                    Markup("Name", bucket.name), Markup("Location", bucket.region),
                    Markup("CreationDate", "2019-05-24T11:49:50Z"), Markup("BucketType", "cos"),
                ])
        }
        writer.element(Markup("Buckets", children: rows))
        writer.element("IsTruncated", page.next == nil ? "false" : "true")
        writer.element("Marker", call.text("marker"))
        if let next = page.next { writer.element("NextMarker", next) }
        return .document(root: "ListAllMyBucketsResult", content: writer.bytes)
    }
}
