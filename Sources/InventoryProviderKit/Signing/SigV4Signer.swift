public import InventoryCore
public import InventoryWire

/// Signs in the shape of Signature Version 4, in the headers or in the URL, as a profile says. Keys are derived once for
/// each secret, day and region. Sends nothing.
public struct SigV4Signer: RequestSigner {
    private let profile: SigV4Profile
    private let additionalHeaders: Set<String>
    private let keys = SigningKeyCache<SigV4Key.Scope, SigV4Key>()
    private let times = TimeTextCache { $0.basicFormat }

    /// A signer with an empty cache of keys.
    /// - Parameter additionalHeaders: headers to sign beside those of the profile.
    public init(_ profile: SigV4Profile, additionalHeaders: Set<String> = []) {
        self.profile = profile
        self.additionalHeaders = Set(additionalHeaders.map { ASCII.lowercased($0) })
    }

    /// The signature covers the region, and with some vendors the bucket.
    public var required: SigningScope.Parts { profile.pathHoldsBucket ? [.region, .bucket] : .region }

    /// The longest validity of a signed URL: seven days, with every vendor.
    private static let longestValidity: Int64 = 604_800

    /// Signs in the `Authorization` header. Adds the time, the token of temporary keys, and what the profile says of the
    /// body, each as a signed header.
    /// - Throws: `invalidAddress` where the scope has no region, or no bucket and the signature covers it.
    public func sign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, at instant: UTCInstant
    ) throws -> SignedRequest {
        let time = times.text(of: instant)
        let key = try key(scope, credential, instant, time)
        var request = request
        // For time, token, hash and Authorization: the list is copied once.
        request.headers.fields.reserveCapacity(request.headers.fields.count + 4)
        request.headers["Authorization"] = nil
        request.headers[profile.headers.date] = time
        if let token = credential.securityToken {
            request.headers[profile.headers.token] = String(decoding: token.bytes, as: UTF8.self)
        }
        let payload = try payload(of: &request)
        let unsigned = request
        let authorization = try headerSignature(of: unsigned, scope, payload, key, time)
            .authorization(profile, accessKey: credential.accessKey)
        request.headers.append("Authorization", authorization)
        return SignedRequest(request: request) { [self] _ in
            let signature = try? headerSignature(of: unsigned, scope, payload, key, time).stages
            return (signature ?? []) + [.init("Authorization", Array(authorization.utf8), isSecret: true)]
        }
    }

    /// Signs in the query: a URL that anyone may use until it expires. The body is not covered.
    /// - Parameter validity: one second to seven days.
    /// - Throws: `unsupported` for another validity; `invalidAddress` as for the signature in the headers.
    public func presign(
        _ request: HTTPRequest, in scope: SigningScope, with credential: Credential, from start: UTCInstant,
        for validity: Duration
    ) throws -> SignedRequest {
        let seconds = validity.components.seconds
        guard (1...Self.longestValidity).contains(seconds) else {
            throw InventoryError(
                .unsupported,
                "a signed URL is valid for 1 second to 7 days (604800 seconds), not for \(seconds) seconds")
        }
        let time = times.text(of: start)
        let key = try key(scope, credential, start, time)
        let own = { @Sendable [profile] (names: String) in
            var items = [
                QueryItem(profile.parameters.algorithm, "\(profile.algorithm)"),
                QueryItem(profile.parameters.credential, credential.accessKey + "/" + key.scope),
                QueryItem(profile.parameters.date, time), QueryItem(profile.parameters.expires, String(seconds)),
            ]
            if !names.isEmpty { items.append(QueryItem(profile.parameters.signedHeaders, names)) }
            if let token = credential.securityToken {
                items.append(QueryItem(profile.parameters.token, String(decoding: token.bytes, as: UTF8.self)))
            }
            return items
        }
        let unsigned = request
        let sign = { @Sendable [self] () throws -> SigV4Signature in
            try SigV4Signature(
                SigV4Form(
                    unsigned, profile, path: try path(of: unsigned, scope), payload: SigV4Profile.unsignedPayload,
                    signing: profile.signedHeadersOfURL, additional: additionalHeaders, parameters: own), profile,
                key: key, time: time)
        }
        let signature = try sign()
        var request = request
        request.query += own(signature.names) + [QueryItem(profile.parameters.signature, signature.hexadecimal)]
        return SignedRequest(request: request) { request in
            ((try? sign().stages) ?? []) + [.init("URL", Array(request.url.utf8), isSecret: true)]
        }
    }

    private func headerSignature(
        of request: HTTPRequest, _ scope: SigningScope, _ payload: String, _ key: SigV4Key, _ time: String
    ) throws -> SigV4Signature {
        try SigV4Signature(
            SigV4Form(
                request, profile, path: path(of: request, scope), payload: payload, signing: profile.signedHeaders,
                additional: additionalHeaders), profile, key: key, time: time)
    }

    private func key(
        _ scope: SigningScope, _ credential: Credential, _ instant: UTCInstant, _ time: String
    ) throws -> SigV4Key {
        guard let region = scope.region, !region.isEmpty else {
            throw InventoryError(
                .invalidAddress, "the signature covers the region, and the bucket's address has none; give the region")
        }
        let secret = credential.secretKey
        return try keys.key(for: secret, in: SigV4Key.Scope(instant, region: region)) {
            try SigV4Key(secret, profile, time: time, region: region)
        }
    }

    /// What stands for the body; where the profile wants it in a header too, it is put there.
    private func payload(of request: inout HTTPRequest) throws -> String {
        let name = profile.headers.contentHash
        let given = request.headers[name]
        switch profile.payload {
        case .declared: return given ?? SigV4Profile.hashOfNothing
        case .unsigned:
            request.headers[name] = SigV4Profile.unsignedPayload
            return SigV4Profile.unsignedPayload
        case .hashed:
            if let given { return given }
            let hash =
                if let body = request.body, !body.isEmpty { Hex.encode(try Digest.sha256(body)) } else {
                    SigV4Profile.hashOfNothing
                }
            request.headers.append(name, hash)
            return hash
        }
    }

    /// The path on the wire, with the bucket before it where the profile wants that and the request has it elsewhere.
    private func path(of request: HTTPRequest, _ scope: SigningScope) throws -> String {
        guard profile.pathHoldsBucket else { return request.path }
        switch scope.addressing {
        case .virtualHost(let bucket): return "/" + bucket + request.path
        case .service: return request.path
        case .path: return request.path.dropFirst().utf8.contains(0x2F) ? request.path : request.path + "/"
        case .customDomain: return "/" + (try scope.bucketOfDomain()) + request.path
        }
    }
}
