public import InventoryCore
public import InventoryWire

/// Signs with HMAC-SHA1, in the header or in the URL, as a profile says. The key is prepared once for each secret. Sends
/// nothing.
///
/// Such a signature covers neither the host nor a parameter that is no sub-resource, which is why credentials are bound
/// to hosts.
public struct HeaderMACSigner: RequestSigner {
    private let profile: HeaderMACProfile
    private let keys = SigningKeyCache<Digest, HMACKey>()
    private let dates = TimeTextCache { $0.httpDate }

    /// A signer with an empty cache of keys.
    public init(_ profile: HeaderMACProfile) { self.profile = profile }

    /// The signature covers the bucket, wherever the request names it.
    public var required: SigningScope.Parts { .bucket }

    /// Signs in the `Authorization` header. Adds `Date` where the request has neither that nor the vendor's own, and the
    /// token of temporary keys as a signed header.
    /// - Throws: `invalidAddress` for a custom domain where the signature covers the bucket's name and the scope does not
    ///   have it.
    public func sign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, at instant: UTCInstant
    ) throws -> SignedRequest {
        var request = request
        let date: String
        if let own = request.headers[profile.dateHeader] {
            date = profile.repeatsDateHeader ? own : ""
        } else if let given = request.headers["Date"] {
            date = given
        } else {
            date = dates.text(of: instant)
            request.headers.append("Date", date)
        }
        if let token = credential.securityToken {
            request.headers[profile.tokenHeader] = String(decoding: token.bytes, as: UTF8.self)
        }
        let form = try HeaderMACForm(request, in: scope, profile, date: date)
        let signature = try signature(of: form, with: credential)
        let authorization = "\(profile.scheme) \(credential.accessKey):\(signature)"
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
            request.query.append(QueryItem(profile.tokenParameter, String(decoding: token.bytes, as: UTF8.self)))
        }
        let seconds = String(start.advanced(by: validity.components.seconds).secondsSinceEpoch)
        let form = try HeaderMACForm(request, in: scope, profile, date: seconds)
        let signature = try signature(of: form, with: credential)
        request.query += [
            QueryItem("Expires", seconds), QueryItem(profile.accessKeyParameter, credential.accessKey),
            QueryItem("Signature", signature),
        ]
        return SignedRequest(request: request) { request in
            form.stages + [
                .init("Signature", Array(signature.utf8), isSecret: true),
                .init("URL", Array(request.url.utf8), isSecret: true),
            ]
        }
    }

    private func signature(of form: HeaderMACForm, with credential: Credential) throws -> String {
        let secret = credential.secretKey
        let key = try keys.key(for: secret, in: .sha1) { try HMACKey(.sha1, key: secret) }
        return Base64.encode(key.sign(form.stringToSign))
    }
}
