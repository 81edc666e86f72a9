public import InventoryCore
public import InventoryProviderKit
public import InventoryWire

/// The old signature of OSS (HMAC-SHA1), in the header and in the URL, for endpoints of one's own that know no other: the
/// service takes it from no new account since March 2025 and for no new bucket since September. Put it into a
/// ``AlibabaOSS/vendor`` of yours as `makeSigner`. Sources: OSS guide, "Signature Version 1"; the vendor's two Python SDKs.
///
/// It covers method, Content-MD5, Content-Type, date, `x-oss-*` headers, bucket, key and sub-resources, a rule's id among
/// them; not the host.
public struct AlibabaOSSVersion1Signer: RequestSigner {
    /// A signer with an empty cache of keys.
    public init() {}

    /// The signature covers the bucket, wherever the request names it.
    public var required: SigningScope.Parts { .bucket }

    /// Signs in the `Authorization` header. Adds `Date` where the request has neither that nor `x-oss-date`, and the
    /// token as a header.
    /// - Throws: `invalidAddress` for a custom domain, which does not tell the bucket.
    public func sign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, at instant: UTCInstant
    ) throws -> SignedRequest {
        var request = request
        if request.headers["x-oss-date"] == nil, request.headers["Date"] == nil {
            request.headers.append("Date", dates.text(of: instant))
        }
        if let token = credential.securityToken {
            request.headers["x-oss-security-token"] = String(decoding: token.bytes, as: UTF8.self)
        }
        let form = try AlibabaOSSVersion1Form(
            request, scope, date: request.headers["x-oss-date"] ?? request.headers["Date"] ?? "")
        let signature = try signature(of: form, with: credential)
        let authorization = "OSS \(credential.accessKey):\(signature)"
        request.headers["Authorization"] = authorization
        return SignedRequest(request: request) { _ in
            form.stages + [
                .init("Signature", Array(signature.utf8), isSecret: true),
                .init("Authorization", Array(authorization.utf8), isSecret: true),
            ]
        }
    }

    /// Signs in the query: a URL that anyone may use until it expires. The token becomes a signed sub-resource.
    /// - Throws: as for the signature in the header.
    public func presign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, from start: UTCInstant,
        for validity: Duration
    ) throws -> SignedRequest {
        var request = request
        if let token = credential.securityToken {
            request.query.append(
                QueryItem(AlibabaOSSVersion1Form.tokenParameter, String(decoding: token.bytes, as: UTF8.self)))
        }
        let seconds = String(start.advanced(by: validity.components.seconds).secondsSinceEpoch)
        let form = try AlibabaOSSVersion1Form(request, scope, date: seconds)
        let signature = try signature(of: form, with: credential)
        request.query += [
            QueryItem("Expires", seconds), QueryItem("OSSAccessKeyId", credential.accessKey),
            QueryItem("Signature", signature),
        ]
        return SignedRequest(request: request) { request in
            form.stages + [
                .init("Signature", Array(signature.utf8), isSecret: true),
                .init("URL", Array(request.url.utf8), isSecret: true),
            ]
        }
    }

    private let keys = SigningKeyCache<Digest, HMACKey>()
    private let dates = TimeTextCache { $0.httpDate }

    private func signature(of form: AlibabaOSSVersion1Form, with credential: Credential) throws -> String {
        let secret = credential.secretKey
        let key = try keys.key(for: secret, in: .sha1) { try HMACKey(.sha1, key: secret) }
        return Base64.encode(key.sign(form.stringToSign))
    }
}
