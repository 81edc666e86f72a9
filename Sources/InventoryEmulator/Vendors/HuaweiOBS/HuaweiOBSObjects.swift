/// Buckets and objects of OBS.
struct HuaweiOBSObjects: ObjectDialect {
    let form = ObjectForm(
        headerPrefix: { $0.speaksAWS ? "x-amz-" : "x-obs-" },
        owner: { _ in "b4bf1b36d9ca43d984fbcb9491b6fce9" },
        archivedClasses: ["COLD", "DEEP_ARCHIVE"])

    /// Any host shows the buckets of every region.
    func buckets(_ call: ObjectCall, _ buckets: [EmulatedBucket]) throws(VendorError) -> Reply {
        // Every bucket of the emulator is an object bucket: none is a file system.
        let isWanted = call.call.header("x-obs-bucket-type") != "POSIX"
        let page = BucketPage(
            isWanted ? buckets : [], after: call.text("marker"), limit: try call.limit(1000, most: 1000))
        let asksLocation = ["x-obs-location", "x-amz-location"].contains { call.call.header($0) == "true" }
        var writer = MarkupWriter()
        writer.element(Markup("Owner", children: [Markup("ID", "783fc6652cf246c096ea836694f71855")]))
        let rows = page.buckets.map { bucket in
            Markup(
                "Bucket",
                children: [Markup("Name", bucket.name), Markup("CreationDate", "2018-06-21T09:15:01.032Z")]
                    + (asksLocation ? [Markup("Location", bucket.region)] : []) + [Markup("BucketType", "OBJECT")])
        }
        writer.element(Markup("Buckets", children: rows))
        // Only where it was asked for pages: no page of OBS knows them, and its SDK sends and reads them.
        if call.call.target.has("max-keys") || call.call.target.has("marker") {
            writer.element("IsTruncated", page.next == nil ? "false" : "true")
            writer.element("Marker", call.text("marker"))
            if let next = page.next { writer.element("NextMarker", next) }
        }
        return .document(root: "ListAllMyBucketsResult", content: writer.bytes)
    }
}
