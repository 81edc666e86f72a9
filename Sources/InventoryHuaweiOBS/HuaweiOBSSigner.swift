public import InventoryCore
public import InventoryProviderKit
public import InventoryWire

/// Huawei's OBS signature (HMAC-SHA1), in the header and in a temporary URL. Source: API reference obs_04_0010 and the
/// chapters on signatures in header and URL.
///
/// It covers method, Content-MD5, Content-Type, date, `x-obs-*` headers, bucket and sub-resources. It covers neither the
/// host nor a rule's `id`; that is a property of OBS, and why credentials are bound to hosts.
public struct HuaweiOBSSigner: RequestSigner {
    /// A signer with an empty cache of keys.
    public init() {}

    /// The signature covers the bucket, wherever the request names it.
    public var required: SigningScope.Parts { .bucket }

    /// Signs in the `Authorization` header. Adds `Date` where the request has neither that nor `x-obs-date`, and the
    /// token as a header.
    public func sign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, at instant: UTCInstant
    ) throws -> SignedRequest {
        var request = request
        if request.headers["x-obs-date"] == nil, request.headers["Date"] == nil {
            request.headers.append("Date", dates.text(of: instant))
        }
        if let token = credential.securityToken, request.headers[Self.tokenName] == nil {
            request.headers[Self.tokenName] = String(decoding: token.bytes, as: UTF8.self)
        }
        let date = request.headers["x-obs-date"] == nil ? request.headers["Date"] ?? "" : ""
        let form = OBSCanonicalForm(request, addressing: scope.addressing, date: date)
        let signature = try signature(of: form, with: credential)
        let authorization = "OBS \(credential.accessKey):\(signature)"
        request.headers["Authorization"] = authorization
        return SignedRequest(request: request) { _ in
            form.stages + [
                .init("Signature", Array(signature.utf8), isSecret: true),
                .init("Authorization", Array(authorization.utf8), isSecret: true),
            ]
        }
    }

    /// Signs in the query: a URL that anyone may use until it expires. The token becomes a signed sub-resource.
    public func presign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, from start: UTCInstant,
        for validity: Duration
    ) throws -> SignedRequest {
        var request = request
        if let token = credential.securityToken {
            request.query.append(QueryItem(Self.tokenName, String(decoding: token.bytes, as: UTF8.self)))
        }
        let seconds = String(start.advanced(by: validity.components.seconds).secondsSinceEpoch)
        let form = OBSCanonicalForm(request, addressing: scope.addressing, date: seconds)
        let signature = try signature(of: form, with: credential)
        request.query += [
            QueryItem("Expires", seconds), QueryItem("AccessKeyId", credential.accessKey),
            QueryItem("Signature", signature),
        ]
        return SignedRequest(request: request) { request in
            form.stages + [
                .init("Signature", Array(signature.utf8), isSecret: true),
                .init("URL", Array(request.url.utf8), isSecret: true),
            ]
        }
    }

    private static let tokenName = "x-obs-security-token"
    private let keys = SigningKeyCache<Digest, HMACKey>()
    private let dates = TimeTextCache { $0.httpDate }

    private func signature(of form: OBSCanonicalForm, with credential: Credential) throws -> String {
        let secret = credential.secretKey
        let key = try keys.key(for: secret, in: .sha1) { try HMACKey(.sha1, key: secret) }
        return Base64.encode(key.sign(form.stringToSign))
    }
}
