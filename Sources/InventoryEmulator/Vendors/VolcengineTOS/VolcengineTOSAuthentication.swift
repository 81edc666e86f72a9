internal import InventoryWire

/// TOS4-HMAC-SHA256, in headers or in the URL: Amazon's version 4 with other words, and the body signed only where a
/// header announces its hash.
struct VolcengineTOSAuthentication: Sendable {
    let call: Call
    let now: Int64
    let credentials: [EmulatedCredential]

    /// How far a signed date may be off, either way. No page says it; assumed as elsewhere.
    static let window: Int64 = 15 * 60

    /// What a signature declares about itself.
    private struct Declared {
        var credential: String
        var signedHeaders: String
        var signature: String
        var stamp: String
        var payload: String
        var token: String?
        var isInURL: Bool
    }

    func verify() throws(VendorError) -> VerifiedSignature {
        if let header = call.header("authorization"), !header.isEmpty { return try verify(inHeader(header)) }
        if call.target.has("X-Tos-Signature") { return try verify(inURL()) }
        throw VendorError(403, "AccessDenied", "Access Denied")
    }

    private func inHeader(_ header: String) throws(VendorError) -> Declared {
        let parts = header.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0] == VerifiedSignature.Scheme.tos4.rawValue else {
            throw Self.malformed("it must begin with \(VerifiedSignature.Scheme.tos4.rawValue)")
        }
        var fields: [String: String] = [:]
        for item in parts[1].split(separator: ",") {
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { throw Self.malformed("a part of it has no '='") }
            fields[ASCII.trimmed(String(pair[0]))] = ASCII.trimmed(String(pair[1]))
        }
        guard let credential = fields["Credential"], let names = fields["SignedHeaders"],
            let signature = fields["Signature"]
        else { throw Self.malformed("it must hold Credential, SignedHeaders and Signature") }
        guard let stamp = call.header("x-tos-date"), let instant = Self.instant(stamp) else {
            throw VendorError(400, "MissingSecurityHeader", "The header x-tos-date is missing or is no date.")
        }
        try checkWindow(instant)
        let listed = Set(names.split(separator: ";").map(String.init))
        let unsigned = call.request.headers.fields.map { ASCII.lowercased($0.name) }
            .first { $0.hasPrefix("x-tos-") && !listed.contains($0) }
        if let unsigned { throw Self.malformed("the header '\(unsigned)' is not signed") }
        return Declared(
            credential: credential, signedHeaders: names, signature: signature, stamp: stamp,
            payload: call.header("x-tos-content-sha256") ?? Self.hashOfNothing,
            token: call.header("x-tos-security-token"), isInURL: false)
    }

    private func inURL() throws(VendorError) -> Declared {
        let query = call.target
        guard query["X-Tos-Algorithm"] == VerifiedSignature.Scheme.tos4.rawValue,
            let credential = query["X-Tos-Credential"], let names = query["X-Tos-SignedHeaders"],
            let signature = query["X-Tos-Signature"], let stamp = query["X-Tos-Date"],
            let instant = Self.instant(stamp), let validity = query["X-Tos-Expires"].flatMap({ Int64($0) }),
            (1...604_800).contains(validity)
        else {
            throw VendorError(
                400, "AuthorizationQueryParametersError",
                "A signed URL needs all X-Tos- parameters, and lives for 1 to 604800 seconds.")
        }
        guard now <= instant + validity, now >= instant - Self.window else {
            throw VendorError(403, "AccessDenied", "Request has expired")
        }
        return Declared(
            credential: credential, signedHeaders: names, signature: signature, stamp: stamp,
            payload: "UNSIGNED-PAYLOAD", token: query["X-Tos-Security-Token"] ?? call.header("x-tos-security-token"),
            isInURL: true)
    }

    private static let hashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    /// The instant of a stamp that is spelled exactly as `20260102T030405Z`.
    private static func instant(_ stamp: String) -> Int64? {
        CivilTime.seconds(stamp).flatMap { CivilTime.basicStamp($0) == stamp ? $0 : nil }
    }

    private func checkWindow(_ instant: Int64) throws(VendorError) {
        try ServerClock(now: now, window: Self.window).check(
            instant, writtenAs: CivilTime.basicStamp(instant), written: CivilTime.basicStamp)
    }

    private func verify(_ declared: Declared) throws(VendorError) -> VerifiedSignature {
        guard let scope = DeclaredScope(declared.credential), scope.day == declared.stamp.prefix(8),
            scope.service == "tos", scope.terminator == "request"
        else { throw Self.malformed("the credential must be key/date/region/tos/request, of the request's date") }
        let credential = try find(scope.accessKey, token: declared.token)
        var refusal: VendorError?
        for canonicalRequest in try canonicalRequests(declared) {
            let expected = try ScopedSignature(
                algorithm: VerifiedSignature.Scheme.tos4.rawValue, stamp: declared.stamp, scope: scope.parts,
                secret: credential.secretKey, canonicalRequest: canonicalRequest)
            if expected.signature == declared.signature {
                try checkRegion(scope.region)
                return VerifiedSignature(
                    accessKey: scope.accessKey, scheme: .tos4, isInURL: declared.isInURL,
                    payloadHash: declared.isInURL ? nil : call.header("x-tos-content-sha256"))
            }
            refusal = refusal ?? Self.mismatch(expected.stringToSign, canonicalRequest)
        }
        throw refusal ?? Self.mismatch("", "")
    }

    private func find(_ accessKey: String, token: String?) throws(VendorError) -> EmulatedCredential {
        guard let credential = credentials.first(where: { $0.accessKey == accessKey }),
            token != nil || credential.securityToken == nil
        else {
            throw VendorError(403, "InvalidAccessKeyId", "The access key id you provided does not exist.")
        }
        guard credential.securityToken == token else {
            throw VendorError(403, "InvalidSecurityToken", "The security token you provided is not this key's.")
        }
        return credential
    }

    /// A bucket of another region at this host is the gate's to answer.
    private func checkRegion(_ region: String) throws(VendorError) {
        guard let bucket = call.location.bucket, bucket.region != region, !call.location.isInWrongRegion else { return }
        var error = Self.malformed("the region '\(region)' is wrong")
        error.headers[VolcengineTOSVendor.regionHeader] = bucket.region
        throw error
    }

    /// What may have been signed. Of two vendors' SDKs one folds blanks in values of headers and one does not, and names
    /// of parameters can be sorted decoded or encoded.
    private func canonicalRequests(_ declared: Declared) throws(VendorError) -> [String] {
        let names = declared.signedHeaders.split(separator: ";").map { ASCII.lowercased(String($0)) }
        guard names.contains("host") else { throw Self.malformed("host must be among the signed headers") }
        var headers: (kept: String, folded: String) = ("", "")
        for name in names {
            let values = call.request.headers.values(for: name).map(ASCII.trimmed)
            guard !values.isEmpty else { throw Self.malformed("the signed header '\(name)' was not sent") }
            let value = values.joined(separator: ",")
            headers.kept += "\(name):\(value)\n"
            headers.folded += "\(name):\(value.split(separator: " ").joined(separator: " "))\n"
        }
        let path = call.target.decodedPath.split(separator: "/", omittingEmptySubsequences: false)
            .map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
        var requests: [String] = []
        for query in queries {
            for block in [headers.kept, headers.folded] {
                let request = [call.request.method, path, query, block, declared.signedHeaders, declared.payload]
                    .joined(separator: "\n")
                if !requests.contains(request) { requests.append(request) }
            }
        }
        return requests
    }

    private var queries: [String] {
        let items = call.target.query.filter { $0.name != "X-Tos-Signature" }
        return [{ (name: String) in name }, PercentEncoding.encode].map { sorted in
            items.map { (rank: sorted($0.name), text: pair($0)) }.sorted { first, second in
                first.rank == second.rank
                    ? first.text.utf8.lexicographicallyPrecedes(second.text.utf8)
                    : first.rank.utf8.lexicographicallyPrecedes(second.rank.utf8)
            }.map(\.text).joined(separator: "&")
        }
    }

    private func pair(_ item: RequestTarget.Parameter) -> String {
        PercentEncoding.encode(item.name) + "=" + PercentEncoding.encode(item.value ?? "")
    }

    private static func mismatch(_ stringToSign: String, _ canonicalRequest: String) -> VendorError {
        VendorError(
            403, "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
            details: [Markup("StringToSign", stringToSign), Markup("CanonicalRequest", canonicalRequest)])
    }

    private static func malformed(_ reason: String) -> VendorError {
        VendorError(400, "AuthorizationHeaderMalformed", "The authorization is malformed: \(reason).")
    }
}
