internal import InventoryWire

/// AWS4-HMAC-SHA256 as OBS takes it: the date may be the `Date` header's, the region is whatever the client says.
struct AWSVersion4: Sendable {
    let call: Call
    let now: Int64
    let credentials: [EmulatedCredential]

    /// What a signature declares about itself.
    private struct Declared {
        var credential: String
        var signedHeaders: String
        var signature: String
        var stamp: String
        var payload: String
        var token: String?
    }

    func verifyHeader(_ text: String) throws(VendorError) -> VerifiedSignature {
        var fields: [String: String] = [:]
        for item in text.split(separator: ",") {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw malformed("it must hold Credential, SignedHeaders and Signature") }
            fields[ASCII.trimmed(String(parts[0]))] = ASCII.trimmed(String(parts[1]))
        }
        guard let credential = fields["Credential"], let headers = fields["SignedHeaders"],
            let signature = fields["Signature"]
        else { throw malformed("it must hold Credential, SignedHeaders and Signature") }
        guard let date = call.header("x-amz-date") ?? call.header("date"), let instant = CivilTime.seconds(date) else {
            throw VendorError(403, "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header")
        }
        try HuaweiOBSAuthentication.checkWindow(instant, now: now)
        let announced = call.header("x-amz-content-sha256")
        let bodyHash = Hex.encode(try SigningHash.digest(.sha256, call.request.body))
        return try verify(
            Declared(
                credential: credential, signedHeaders: headers, signature: signature,
                stamp: CivilTime.basicStamp(instant), payload: announced ?? bodyHash,
                token: call.header("x-amz-security-token")),
            isInURL: false)
    }

    func verifyURL() throws(VendorError) -> VerifiedSignature {
        let query = call.target
        guard query["X-Amz-Algorithm"] == VerifiedSignature.Scheme.awsV4.rawValue,
            let credential = query["X-Amz-Credential"], let headers = query["X-Amz-SignedHeaders"],
            let signature = query["X-Amz-Signature"], let stamp = query["X-Amz-Date"],
            let instant = CivilTime.seconds(stamp), let valid = query["X-Amz-Expires"].flatMap({ Int64($0) }),
            (0...604_800).contains(valid)
        else { throw malformed("a signed URL needs all X-Amz- parameters, and at most seven days to live") }
        guard now <= instant + valid else { throw VendorError(403, "AccessDenied", "Request has expired") }
        guard now >= instant - HuaweiOBSAuthentication.window else {
            throw VendorError(403, "AccessDenied", "Request is not valid yet")
        }
        let token = ["X-Amz-Security-Token", "x-amz-security-token"].lazy.compactMap { query[$0] }.first
        return try verify(
            Declared(
                credential: credential, signedHeaders: headers, signature: signature, stamp: stamp,
                payload: call.header("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD",
                token: token ?? call.header("x-amz-security-token")),
            isInURL: true)
    }

    private func verify(_ declared: Declared, isInURL: Bool) throws(VendorError) -> VerifiedSignature {
        let scope = declared.credential.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard scope.count == 5, declared.stamp.hasPrefix(scope[1] + "T"), scope[3] == "s3", scope[4] == "aws4_request"
        else { throw malformed("the credential must be key/date/region/s3/aws4_request, of the request's date") }
        let credential = try credentials.find(scope[0], token: declared.token)
        let canonical = try canonicalRequest(declared)
        let scopeText = scope.dropFirst().joined(separator: "/")
        let digest = Hex.encode(try SigningHash.digest(.sha256, Array(canonical.utf8)))
        let stringToSign = "AWS4-HMAC-SHA256\n\(declared.stamp)\n\(scopeText)\n\(digest)"
        var key = Array("AWS4\(credential.secretKey)".utf8)
        for part in scope.dropFirst() { key = try SigningHash.hmac(.sha256, key: key, part.utf8) }
        guard try Hex.encode(SigningHash.hmac(.sha256, key: key, stringToSign.utf8)) == declared.signature else {
            throw HuaweiOBSAuthentication.mismatch(
                scope[0], declared.signature, stringToSign: stringToSign, canonicalRequest: canonical)
        }
        return VerifiedSignature(accessKey: scope[0], scheme: .awsV4, isInURL: isInURL, payloadHash: declared.payload)
    }

    private func canonicalRequest(_ declared: Declared) throws(VendorError) -> String {
        let names = declared.signedHeaders.split(separator: ";").map { ASCII.lowercased(String($0)) }
        guard names.contains("host") else { throw malformed("Host must be among the signed headers") }
        var headers = ""
        for name in names {
            let values = call.request.headers.values(for: name).map(ASCII.trimmed)
            guard !values.isEmpty else { throw malformed("the signed header '\(name)' was not sent") }
            headers += "\(name):\(values.joined(separator: ","))\n"
        }
        let query = call.target.sortedQuery(without: "X-Amz-Signature").map { "\($0.name)=\($0.value)" }
            .joined(separator: "&")
        let path = call.target.decodedPath.split(separator: "/", omittingEmptySubsequences: false)
            .map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
        return [call.request.method, path, query, headers, declared.signedHeaders, declared.payload]
            .joined(separator: "\n")
    }

    private func malformed(_ reason: String) -> VendorError {
        VendorError(400, "AuthorizationHeaderMalformed", "The authorization is malformed: \(reason).")
    }
}
