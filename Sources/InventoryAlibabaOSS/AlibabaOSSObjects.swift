internal import InventoryProviderKit
internal import InventoryWire

extension ObjectListing {
    /// Alibaba OSS. Source: API reference, ListBuckets, ListObjectsV2, ListObjectVersions and GetObject; tokens are among the
    /// encoded names of a list. Without the header of reads a range past the end is answered by the whole object.
    static let alibabaOSS = ObjectListing(
        paging: .tokens, encodesTokens: true, readHeaders: ["x-oss-range-behavior": "standard"],
        headerPrefix: "x-oss-", checksumHeader: "x-oss-hash-crc64ecma",
        buckets: Buckets(
            regionalHost: "oss-{region}.aliyuncs.com", query: [.init("max-keys", "1000")], regionElement: "Region",
            locationPrefix: "oss-"))
}
