public import InventoryProviderKit

/// Huawei's OBS signature (HMAC-SHA1), in the header and in a temporary URL. Source: API reference obs_04_0010 and the
/// chapters on signatures in header and URL.
///
/// It covers method, Content-MD5, Content-Type, date, `x-obs-*` headers, bucket and sub-resources. It covers neither the
/// host nor a rule's `id`; that is a property of OBS, and why credentials are bound to hosts.
public enum HuaweiOBSSigner {
    /// A signer with an empty cache of keys.
    public static func make() -> HeaderMACSigner { HeaderMACSigner(profile) }

    /// The path is covered as it is on the wire; SDKs also sign every parameter that begins with `x-obs-`.
    private static let profile = HeaderMACProfile(
        scheme: "OBS", headerPrefix: "x-obs-", dateHeader: "x-obs-date", repeatsDateHeader: false,
        tokenHeader: "x-obs-security-token", tokenParameter: "x-obs-security-token", accessKeyParameter: "AccessKeyId",
        customDomain: .host, decodesPath: false, marksEmptyValues: true, subResources: subResources,
        subResourcePrefix: "x-obs-")

    /// The documented list, and `requestPayment` of the OTC edition.
    private static let subResources: Set<String> = [
        "acl", "append", "attname", "backtosource", "CDNNotifyConfiguration", "cors", "customdomain", "delete",
        "deletebucket", "directcoldaccess", "encryption", "inventory", "length", "lifecycle", "location", "logging",
        "metadata", "modify", "name", "notification", "object-lock", "partNumber", "policy", "position", "quota",
        "rename", "replication", "requestPayment", "response-cache-control", "response-content-disposition",
        "response-content-encoding", "response-content-language", "response-content-type", "response-expires",
        "restore", "retention", "storageClass", "storageinfo", "storagePolicy", "tagging", "torrent", "truncate",
        "uploadId", "uploads", "versionId", "versioning", "versions", "website", "x-image-process",
        "x-image-save-bucket", "x-image-save-object", "x-obs-security-token",
    ]
}
