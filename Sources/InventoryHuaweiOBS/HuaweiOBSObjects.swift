internal import InventoryProviderKit
internal import InventoryWire

extension ObjectListing {
    /// Huawei OBS. Sources: API pages obs_04_0020 (buckets), 0022 (objects), 0083 (reading). The second version of lists
    /// fails on parallel file systems, so the first is used. `Location` comes where the SDKs' header asks for it.
    static let huaweiOBS = ObjectListing(
        paging: .markers, headerPrefix: "x-obs-", checksumHeader: "x-obs-checksum-crc64ecma",
        buckets: Buckets(regionalHost: "obs.{region}.myhuaweicloud.com", headers: ["x-obs-location": "true"]))
}
