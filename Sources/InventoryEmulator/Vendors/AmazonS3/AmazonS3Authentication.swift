internal import InventoryWire

/// Signature Version 4 as S3 takes it, in the header and in the URL: the path as it stands on the wire, and the region of
/// the endpoint.
struct AmazonS3Authentication: Sendable {
    let call: Call
    let now: Int64
    let credentials: [EmulatedCredential]

    /// How far a signed date may be off, either way.
    private static let window: Int64 = 15 * 60

    func verify() throws(VendorError) -> VerifiedSignature {
        let (verified, region) = try signature()
        // A bucket's own region where the host says none: an address, a custom domain, an accelerated host.
        if let expected = call.location.region ?? call.location.bucket?.region, region != expected {
            throw Self.wrongRegion(region, expected: expected, isInURL: verified.isInURL)
        }
        return verified
    }

    /// The signature alone, and the region that it is for.
    func signature() throws(VendorError) -> (VerifiedSignature, region: String) {
        if let header = call.header("authorization"), !header.isEmpty { return try self.header(header) }
        if call.target.has("X-Amz-Signature") { return try url() }
        throw VendorError(403, "AccessDenied", "Access Denied")
    }

    private func header(_ text: String) throws(VendorError) -> (VerifiedSignature, region: String) {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0] == VerifiedSignature.Scheme.s3V4.rawValue else {
            throw VendorError(
                400, "InvalidRequest",
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.")
        }
        let fields = Dictionary(
            parts[1].split(separator: ",").map { item in
                let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                return (ASCII.trimmed(pair[0]), pair.count == 2 ? ASCII.trimmed(pair[1]) : "")
            }, uniquingKeysWith: { first, _ in first })
        guard let credential = fields["Credential"], let names = fields["SignedHeaders"],
            let signature = fields["Signature"]
        else { throw malformed("it must hold Credential, SignedHeaders and Signature") }
        guard let date = call.header("x-amz-date") ?? call.header("date"), let instant = CivilTime.seconds(date) else {
            throw VendorError(403, "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header")
        }
        try ServerClock(now: now, window: Self.window).check(
            instant, writtenAs: date, more: [Markup("MaxAllowedSkewMilliseconds", "\(Self.window * 1000)")])
        let bodyHash = Hex.encode(try SigningHash.digest(.sha256, call.request.body))
        return try verify(
            credential, names, signature, stamp: CivilTime.basicStamp(instant),
            payload: call.header("x-amz-content-sha256") ?? bodyHash, token: call.header("x-amz-security-token"))
    }

    private func url() throws(VendorError) -> (VerifiedSignature, region: String) {
        let query = call.target
        guard query["X-Amz-Algorithm"] == VerifiedSignature.Scheme.s3V4.rawValue,
            let credential = query["X-Amz-Credential"], let names = query["X-Amz-SignedHeaders"],
            let signature = query["X-Amz-Signature"], let stamp = query["X-Amz-Date"],
            let instant = CivilTime.seconds(stamp), let valid = query["X-Amz-Expires"].flatMap({ Int64($0) }),
            (1...604_800).contains(valid)
        else { throw malformed("a signed URL needs all X-Amz- parameters, and at most seven days to live") }
        guard now <= instant + valid else {
            throw VendorError(
                403, "AccessDenied", "Request has expired",
                details: [
                    Markup("X-Amz-Expires", "\(valid)"), Markup("Expires", CivilTime.extendedStamp(instant + valid)),
                    Markup("ServerTime", CivilTime.extendedStamp(now)),
                ])
        }
        guard now >= instant - Self.window else {
            throw VendorError(403, "AccessDenied", "Request is not valid yet")
        }
        return try verify(
            credential, names, signature, stamp: stamp, payload: "UNSIGNED-PAYLOAD",
            token: query["X-Amz-Security-Token"], isInURL: true)
    }

    private func verify(
        _ credential: String, _ names: String, _ signature: String, stamp: String, payload: String, token: String?,
        isInURL: Bool = false
    ) throws(VendorError) -> (VerifiedSignature, region: String) {
        guard let scope = DeclaredScope(credential), stamp.hasPrefix(scope.day + "T"), scope.service == "s3",
            scope.terminator == "aws4_request"
        else { throw malformed("the credential must be key/date/region/s3/aws4_request, of the request's date") }
        guard let key = credentials.first(where: { $0.accessKey == scope.accessKey }) else {
            throw VendorError(
                403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.",
                details: [Markup("AWSAccessKeyId", scope.accessKey)])
        }
        guard key.securityToken == token else {
            throw VendorError(400, "InvalidToken", "The provided token is malformed or otherwise invalid.")
        }
        let canonical = try canonicalRequest(names, payload: payload)
        let ours = try ScopedSignature(
            algorithm: VerifiedSignature.Scheme.s3V4.rawValue, stamp: stamp, scope: scope.parts,
            secret: "AWS4" + key.secretKey, canonicalRequest: canonical)
        guard ours.signature == signature else {
            throw VendorError(
                403, "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
                details: [
                    Markup("AWSAccessKeyId", scope.accessKey), Markup("StringToSign", ours.stringToSign),
                    Markup("SignatureProvided", signature), Markup("CanonicalRequest", canonical),
                ])
        }
        let verified = VerifiedSignature(
            accessKey: scope.accessKey, scheme: .s3V4, isInURL: isInURL, payloadHash: payload)
        return (verified, scope.region)
    }

    private func canonicalRequest(_ declaredNames: String, payload: String) throws(VendorError) -> String {
        let names = declaredNames.split(separator: ";").map { ASCII.lowercased(String($0)) }
        guard names.contains("host") else { throw malformed("Host must be among the signed headers") }
        let sent = call.request.headers.fields.map { ASCII.lowercased($0.name) }
        if let unsigned = sent.first(where: { $0.hasPrefix("x-amz-") && !names.contains($0) }) {
            throw VendorError(
                403, "AccessDenied", "There were headers present in the request which were not signed",
                details: [Markup("HeadersNotSigned", unsigned)])
        }
        var headers = ""
        for name in names {
            let values = call.request.headers.values(for: name)
            guard !values.isEmpty else { throw malformed("the signed header '\(name)' was not sent") }
            // Blanks within a value count as one.
            let folded = values.map { $0.split { $0 == " " || $0 == "\t" }.joined(separator: " ") }
            headers += "\(name):\(folded.joined(separator: ","))\n"
        }
        let query = call.target.sortedQuery(without: "X-Amz-Signature").map { "\($0.name)=\($0.value)" }
            .joined(separator: "&")
        return [call.request.method, call.target.rawPath, query, headers, declaredNames, payload]
            .joined(separator: "\n")
    }

    private func malformed(_ reason: String) -> VendorError {
        call.target.has("X-Amz-Signature")
            ? VendorError(400, "AuthorizationQueryParametersError", "The signed URL is malformed: \(reason).")
            : VendorError(400, "AuthorizationHeaderMalformed", "The authorization header is malformed: \(reason).")
    }

    /// The refusal of a signature that is for another region than the endpoint's.
    static func wrongRegion(_ region: String, expected: String, isInURL: Bool) -> VendorError {
        let code = isInURL ? "AuthorizationQueryParametersError" : "AuthorizationHeaderMalformed"
        return VendorError(
            400, code, "The authorization is malformed; the region '\(region)' is wrong; expecting '\(expected)'",
            details: [Markup("Region", expected)], headers: ["x-amz-bucket-region": expected])
    }
}

extension VerifiedSignature.Scheme {
    static let s3V4 = Self("AWS4-HMAC-SHA256")
}
