internal import InventoryProviderKit
internal import InventoryWire

extension ObjectListing {
    /// Volcengine TOS. Sources: API pages 6349/74850 (buckets), 74861 and 357812 (objects), 76283 (versions). Lists are
    /// JSON, which carries every name, so names are not asked for encoded.
    static let volcengineTOS = ObjectListing(
        paging: .tokens, isJSON: true, encodesNames: false, headerPrefix: "x-tos-",
        checksumHeader: "x-tos-hash-crc64ecma",
        checksumElements: ["HashCrc64ecma", "HashCrc64Ecma"],
        buckets: Buckets(regionalHost: "tos-{region}.volces.com"))
}
