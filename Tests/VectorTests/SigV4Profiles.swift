import InventoryProviderKit

/// The profiles of clouds that have no adapter yet: the engine passes their vectors all the same.
enum SigV4Profiles {
    /// Alibaba OSS, signature V4. Source: OSS guide "Signature Version 4".
    static let oss = SigV4Profile(
        algorithm: "OSS4-HMAC-SHA256", keyPrefix: "aliyun_v4", service: "oss", terminator: "aliyun_v4_request",
        headers: .init(date: "x-oss-date", token: "x-oss-security-token", contentHash: "x-oss-content-sha256"),
        parameters: .init(
            algorithm: "x-oss-signature-version", credential: "x-oss-credential", date: "x-oss-date",
            expires: "x-oss-expires", signedHeaders: "x-oss-additional-headers", token: "x-oss-security-token",
            signature: "x-oss-signature"),
        marksEmptyValues: false, pathHoldsBucket: true,
        signedHeaders: .some(["content-type", "content-md5"], prefixes: ["x-oss-"]),
        signedHeadersOfURL: .some(["content-type", "content-md5"], prefixes: ["x-oss-"]), namesSignedHeaders: false,
        payload: .unsigned, separator: ",")
}
