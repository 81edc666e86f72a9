internal import InventoryWire

/// Checks who sent a request. Pure: request, instant, keys and buckets in, an access key or the vendor's refusal out.
/// It looks at headers, path and query alone; whether the body is the announced one is ``BodyDigest``'s question.
enum Authentication {
    /// - Throws: the vendor's refusal, with the server's strings where the signature is wrong.
    static func verify(
        _ request: EmulatorRequest, to provider: EmulatedProvider, at now: Int64, credentials: [EmulatedCredential],
        buckets: BucketIndex, quirks: QuirkSettings = QuirkSettings()
    ) throws(VendorError) -> VerifiedSignature {
        try provider.vendor.authenticate(
            Call(request, provider: provider, buckets: buckets), at: now, credentials: credentials, quirks: quirks)
    }
}

/// A signature that holds.
struct VerifiedSignature: Sendable, Hashable {
    /// A way to sign, by the name that stands in requests. Each vendor has constants of its own.
    struct Scheme: Sendable, Hashable {
        let rawValue: String

        init(_ rawValue: String) { self.rawValue = rawValue }
    }

    var accessKey: String
    var scheme: Scheme
    /// Whether the signature stood in the URL.
    var isInURL: Bool
    /// The hash of the body that was signed, or a word in its place; nil where the scheme signs none.
    var payloadHash: String?
}

extension [EmulatedCredential] {
    /// The credential of that key.
    /// - Throws: `InvalidAccessKeyId` where the key is unknown, or the token is not the key's.
    func find(_ accessKey: String, token: String?) throws(VendorError) -> EmulatedCredential {
        guard let credential = first(where: { $0.accessKey == accessKey }) else {
            throw VendorError(
                403, "InvalidAccessKeyId", "The Access Key Id you provided does not exist in our records.")
        }
        guard credential.securityToken == token else {
            throw VendorError(
                403, "InvalidAccessKeyId",
                credential.securityToken == nil
                    ? "The Access Key Id belongs to no temporary credential, yet the request carries a security token."
                    : "The security token is missing or does not belong to the Access Key Id.")
        }
        return credential
    }
}

/// Digests and codes as the signatures use them. OpenSSL without an algorithm is a fault of the machine: an
/// `InternalError`, not a trap.
enum SigningHash {
    static func digest(_ digest: Digest, _ bytes: [UInt8]) throws(VendorError) -> [UInt8] {
        do { return try digest(bytes) } catch { throw failure(error) }
    }

    static func hmac(_ digest: Digest, key: [UInt8], _ message: some Sequence<UInt8>) throws(VendorError) -> [UInt8] {
        do { return try HMACKey(digest, key: key).sign(Array(message)) } catch { throw failure(error) }
    }

    private static func failure(_ error: CryptoError) -> VendorError {
        VendorError(500, "InternalError", "\(error)")
    }
}
