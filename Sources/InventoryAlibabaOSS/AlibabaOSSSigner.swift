public import InventoryProviderKit

/// OSS4-HMAC-SHA256, Signature Version 4 with words of its own. Sources: OSS guide, "Signature Version 4"; corners as the
/// vendor's two Python SDKs settle them, which agree.
public enum AlibabaOSSSigner {
    /// A signer with an empty cache of keys.
    /// - Parameter additionalHeaders: headers to sign beside those that OSS signs always, `host` for one.
    public static func make(additionalHeaders: Set<String> = []) -> SigV4Signer {
        SigV4Signer(profile, additionalHeaders: additionalHeaders)
    }

    /// The bucket stands in the signed path however the request names it; the body is never covered, only a Content-MD5.
    package static let profile = SigV4Profile(
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
