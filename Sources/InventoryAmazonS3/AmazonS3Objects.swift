internal import InventoryProviderKit
internal import InventoryWire

extension ObjectListing {
    /// Amazon S3. Source: the service model of botocore. Without any parameter a list of buckets has no regions.
    static let amazonS3 = ObjectListing(
        paging: .tokens, headerPrefix: "x-amz-", checksumHeader: "x-amz-checksum-crc64nvme",
        buckets: Buckets(
            regionalHost: "s3.{region}.{suffix}", query: [.init("max-buckets", "1000")],
            pageParameter: "continuation-token", nextElement: "ContinuationToken", regionElement: "BucketRegion"))
}
