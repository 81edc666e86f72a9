public import InventoryProviderKit

/// TOS4-HMAC-SHA256, Signature Version 4 with words of its own. Source: TOS API reference, "Signature"; corners as the
/// vendor's Python SDK settles them.
public enum VolcengineTOSSigner {
    /// A signer with an empty cache of keys.
    public static func make() -> SigV4Signer { SigV4Signer(profile) }

    /// The body is covered where a request says its SHA-256 in `x-tos-content-sha256`. Ours say nothing, as those of the Go
    /// SDK: whether the service takes a hash that is one is in no source.
    package static let profile = SigV4Profile(
        algorithm: "TOS4-HMAC-SHA256", keyPrefix: "", service: "tos", terminator: "request",
        headers: .init(date: "x-tos-date", token: "x-tos-security-token", contentHash: "x-tos-content-sha256"),
        parameters: .init(
            algorithm: "X-Tos-Algorithm", credential: "X-Tos-Credential", date: "X-Tos-Date", expires: "X-Tos-Expires",
            signedHeaders: "X-Tos-SignedHeaders", token: "X-Tos-Security-Token", signature: "X-Tos-Signature"),
        signedHeaders: .some(["content-type"], prefixes: ["x-tos-"]),
        signedHeadersOfURL: .some([], prefixes: ["x-tos-"]), payload: .declared)
}
