/// Writes the list of an account's buckets.
struct BucketList: Sendable {
    let call: ObjectCall
    let buckets: [EmulatedBucket]

    func reply() throws(VendorError) -> Reply {
        let isCOS = call.call.provider == .tencentCOS
        let limit = try call.limit(isCOS ? 2000 : 1000)
        // A regional host of COS shows that region alone; any host of OBS shows all.
        let region = isCOS ? call.call.location.region ?? call.call.target["region"] : nil
        // Every bucket of the emulator is an object bucket: none is a file system.
        let isWanted = call.call.header("x-obs-bucket-type") != "POSIX"
        let marker = call.bytes("marker")
        let all = buckets.filter { bucket in
            bucket.provider == call.call.provider && isWanted && (region ?? bucket.region) == bucket.region
                && marker.lexicographicallyPrecedes(Array(bucket.name.utf8))
        }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        let page = all.prefix(limit)
        let isTruncated = page.count < all.count && limit > 0

        var writer = MarkupWriter()
        let owner = isCOS ? "qcs::cam::uin/100000000001:uin/100000000001" : "783fc6652cf246c096ea836694f71855"
        writer.element(
            Markup(
                "Owner",
                children: [Markup("ID", owner)] + (isCOS ? [Markup("DisplayName", "100000000001")] : [])))
        writer.raw("<Buckets>")
        for bucket in page {
            writer.element(Markup("Bucket", children: isCOS ? rowOfCOS(bucket) : rowOfOBS(bucket)))
        }
        writer.raw("</Buckets>")
        // Only where it was asked for pages: no page of OBS knows them, and its SDK sends and reads them.
        if isCOS || call.call.target.has("max-keys") || call.call.target.has("marker") {
            writer.element("IsTruncated", isTruncated ? "true" : "false")
            writer.element("Marker", call.text("marker"))
            if isTruncated, let last = page.last { writer.element("NextMarker", last.name) }
        }
        return .document(root: "ListAllMyBucketsResult", content: writer.bytes)
    }

    private func rowOfCOS(_ bucket: EmulatedBucket) -> [Markup] {
        [
            Markup("Name", bucket.name), Markup("Location", bucket.region),
            Markup("CreationDate", "2019-05-24T11:49:50Z"), Markup("BucketType", "cos"),
        ]
    }

    private func rowOfOBS(_ bucket: EmulatedBucket) -> [Markup] {
        let asksLocation = ["x-obs-location", "x-amz-location"].contains { call.call.header($0) == "true" }
        return [Markup("Name", bucket.name), Markup("CreationDate", "2018-06-21T09:15:01.032Z")]
            + (asksLocation ? [Markup("Location", bucket.region)] : []) + [Markup("BucketType", "OBJECT")]
    }
}
