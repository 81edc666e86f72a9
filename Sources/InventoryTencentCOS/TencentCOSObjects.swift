internal import InventoryProviderKit
internal import InventoryWire

extension ObjectListing {
    /// Tencent COS. Sources: API pages 436/8291 (buckets), 436/30614 (objects), 436/31551 (versions), 436/7753 (reading).
    /// Lists have no second version; pages of 2019 have other names for some elements. Dot segments are written as the
    /// vendor's Python SDK writes them.
    static let tencentCOS = ObjectListing(
        paging: .markers, escapesDotSegments: true, headerPrefix: "x-cos-", checksumHeader: "x-cos-hash-crc64ecma",
        keyMarks: ["NextKeyMarker", "NextMarker"],
        buckets: Buckets(
            regionalHost: "cos.{region}.myqcloud.com", host: "service.cos.myqcloud.com",
            query: [.init("max-keys", "2000")],
            createdElements: ["CreationDate", "CreateDate"], ownerElements: ["ID", "UIN"]))
}
