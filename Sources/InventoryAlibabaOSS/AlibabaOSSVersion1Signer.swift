public import InventoryProviderKit

/// The old signature of OSS (HMAC-SHA1), in the header and in the URL, for endpoints of one's own that know no other: the
/// service takes it from no new account since March 2025 and for no new bucket since September. Put it into a
/// ``AlibabaOSS/vendor`` of yours as `makeSigner`. Sources: OSS guide, "Signature Version 1"; the vendor's two Python SDKs.
///
/// It covers method, Content-MD5, Content-Type, date, `x-oss-*` headers, bucket, key and sub-resources, a rule's id among
/// them; not the host.
public enum AlibabaOSSVersion1Signer {
    /// A signer with an empty cache of keys.
    public static func make() -> HeaderMACSigner { HeaderMACSigner(profile) }

    private static let profile = HeaderMACProfile(
        scheme: "OSS", headerPrefix: "x-oss-", dateHeader: "x-oss-date", repeatsDateHeader: true,
        tokenHeader: "x-oss-security-token", tokenParameter: "security-token", accessKeyParameter: "OSSAccessKeyId",
        customDomain: .bucket, decodesPath: true, marksEmptyValues: false, subResources: subResources)

    /// The names that the vendor's two Python SDKs sign.
    private static let subResources: Set<String> = [
        "accessPoint", "accessPointPolicy", "acl", "append", "asyncFetch", "bucketArchiveDirectRead", "bucketInfo",
        "callback", "callback-var", "cloudboxes", "cname", "comp", "continuation-token", "cors", "delete",
        "encryption", "endTime", "group", "httpsConfig", "inventory", "inventoryId", "lifecycle", "link", "live",
        "location", "logging", "metaQuery", "objectInfo", "objectMeta", "partNumber", "policy", "position",
        "publicAccessBlock", "qos", "qosInfo", "qosRequester", "redundancyTransition", "referer", "regionList",
        "replication", "replicationLocation", "replicationProgress", "requestPayment", "requesterQosInfo",
        "resourceGroup", "resourcePool", "resourcePoolBuckets", "resourcePoolInfo", "response-cache-control",
        "response-content-disposition", "response-content-encoding", "response-content-language",
        "response-content-type", "response-expires", "restore", "security-token", "sequential", "startTime", "stat",
        "status", "style", "styleName", "symlink", "tagging", "transferAcceleration", "uploadId", "uploads",
        "versionId", "versioning", "versions", "vod", "website", "worm", "wormExtend", "wormId",
        "x-oss-ac-forward-allow", "x-oss-ac-source-ip", "x-oss-ac-subnet-mask", "x-oss-ac-vpc-id",
        "x-oss-access-point-name", "x-oss-async-process", "x-oss-process", "x-oss-redundancy-transition-taskid",
        "x-oss-request-payer", "x-oss-target-redundancy-type", "x-oss-traffic-limit",
        "x-oss-write-get-object-response",
    ]
}
