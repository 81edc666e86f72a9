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

    /// Volcengine TOS. Source: TOS API reference, "Signature".
    static let tos = SigV4Profile(
        algorithm: "TOS4-HMAC-SHA256", keyPrefix: "", service: "tos", terminator: "request",
        headers: .init(date: "x-tos-date", token: "x-tos-security-token", contentHash: "x-tos-content-sha256"),
        parameters: .init(
            algorithm: "X-Tos-Algorithm", credential: "X-Tos-Credential", date: "X-Tos-Date", expires: "X-Tos-Expires",
            signedHeaders: "X-Tos-SignedHeaders", token: "X-Tos-Security-Token", signature: "X-Tos-Signature"),
        signedHeaders: .some(["content-type"], prefixes: ["x-tos-"]),
        signedHeadersOfURL: .some([], prefixes: ["x-tos-"]), payload: .declared)
}
