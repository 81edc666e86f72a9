/// Buckets and objects of S3.
struct AmazonS3Objects: ObjectDialect {
    private static let owner = "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a"

    let form = ObjectForm(
        headerPrefix: { _ in "x-amz-" },
        owner: { _ in AmazonS3Objects.owner },
        alwaysNamesNextMarker: false, encodedSpace: "+",
        archivedClasses: ["GLACIER", "DEEP_ARCHIVE"],
        archivedDetails: { [Markup("StorageClass", $0.storageClass)] },
        rangeDetails: { [Markup("RangeRequested", $0), Markup("ActualObjectSize", "\($1)")] },
        namedDeleteMarker: { missing in
            var error = VendorError.methodNotAllowed
            error.headers = missing.headers
            return error
        })

    /// Pages by token. A call without parameters shows no region.
    func buckets(_ call: ObjectCall, _ buckets: [EmulatedBucket]) throws(VendorError) -> Reply {
        let (prefix, region, asked) = (call.text("prefix"), call.text("bucket-region"), call.text("max-buckets"))
        guard asked.isEmpty || Int(asked).map((1...10_000).contains) == true else {
            throw .argument("max-buckets", asked, "Argument max-buckets must be an integer between 1 and 10000")
        }
        let token = try PageToken.position(call.text("continuation-token"))
        let page = BucketPage(
            buckets.filter { $0.name.hasPrefix(prefix) && (region.isEmpty || $0.region == region) },
            after: String(decoding: token, as: UTF8.self), limit: Int(asked) ?? .max)
        let asksAnything = ["max-buckets", "prefix", "continuation-token", "bucket-region"].contains(
            where: call.call.target.has)
        let rows = page.buckets.map { bucket in
            Markup(
                "Bucket",
                children: [Markup("Name", bucket.name), Markup("CreationDate", "2019-12-11T23:32:47.000Z")]
                    + (asksAnything ? [Markup("BucketRegion", bucket.region)] : []))
        }
        var writer = MarkupWriter()
        writer.element(Markup("Buckets", children: rows))
        writer.element(Markup("Owner", children: [Markup("ID", Self.owner)]))
        if let next = page.next { writer.element("ContinuationToken", PageToken.make(Array(next.utf8))) }
        if !prefix.isEmpty { writer.element("Prefix", prefix) }
        return .document(root: "ListAllMyBucketsResult", content: writer.bytes)
    }
}
