public import InventoryProviderKit

/// Signature Version 4 as Amazon S3 and its relatives take it. Source: S3 API reference, "Authenticating requests"; corners as
/// botocore settles them.
public enum AmazonS3Signer {
    /// A signer with an empty cache of keys.
    public static func make() -> SigV4Signer { SigV4Signer(profile) }

    /// The path is signed as it goes on the wire, encoded once and not normalised, and the body by its SHA-256.
    package static let profile = SigV4Profile(
        algorithm: "AWS4-HMAC-SHA256", keyPrefix: "AWS4", service: "s3", terminator: "aws4_request",
        headers: .init(date: "x-amz-date", token: "x-amz-security-token", contentHash: "x-amz-content-sha256"),
        parameters: .init(
            algorithm: "X-Amz-Algorithm", credential: "X-Amz-Credential", date: "X-Amz-Date", expires: "X-Amz-Expires",
            signedHeaders: "X-Amz-SignedHeaders", token: "X-Amz-Security-Token", signature: "X-Amz-Signature"),
        foldsBlanks: true, signedHeaders: .all(except: unsigned), signedHeadersOfURL: .all(except: unsigned),
        payload: .hashed)

    /// What botocore leaves out, and `accept-encoding`, which reverse proxies before S3-compatible servers rewrite.
    private static let unsigned: [StaticString] = [
        "accept-encoding", "connection", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id",
    ]
}
