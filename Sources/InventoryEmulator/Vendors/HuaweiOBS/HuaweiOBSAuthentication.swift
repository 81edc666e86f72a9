internal import InventoryWire

/// Tells the six ways apart in which a request to OBS may be signed, and has each checked.
struct HuaweiOBSAuthentication: Sendable {
    let call: Call
    let now: Int64
    let credentials: [EmulatedCredential]

    /// How far a signed date may be off, either way.
    static let window: Int64 = 15 * 60

    func verify() throws(VendorError) -> VerifiedSignature {
        if let header = call.header("authorization"), !header.isEmpty { return try verifyHeader(header) }
        let query = call.target
        if let signature = query["Signature"] {
            for scheme in [HeaderStringScheme.obs, .awsV2] {
                guard let accessKey = query[scheme.accessKeyParameter] else { continue }
                guard let expires = query["Expires"] else {
                    throw VendorError(403, "AccessDenied", "Query-string authentication requires Expires.")
                }
                guard let instant = Int64(expires) else {
                    throw VendorError(403, "AccessDenied", "Invalid date (should be seconds since epoch): \(expires)")
                }
                guard now <= instant else { throw expired(at: instant) }
                let token = query[scheme.tokenName] ?? call.header(scheme.tokenName)
                try check(scheme, accessKey: accessKey, token: token, signature: signature, date: expires)
                return VerifiedSignature(accessKey: accessKey, scheme: scheme.scheme, isInURL: true)
            }
        }
        if query.has("X-Amz-Signature") {
            return try AWSVersion4(call: call, now: now, credentials: credentials).verifyURL()
        }
        throw VendorError(403, "AccessDenied", "Access Denied")
    }

    private func verifyHeader(_ header: String) throws(VendorError) -> VerifiedSignature {
        let parts = header.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw malformed }
        if parts[0] == VerifiedSignature.Scheme.awsV4.rawValue {
            return try AWSVersion4(call: call, now: now, credentials: credentials).verifyHeader(parts[1])
        }
        guard let scheme = [HeaderStringScheme.obs, .awsV2].first(where: { $0.scheme.rawValue == parts[0] }) else {
            throw malformed
        }
        guard let colon = parts[1].lastIndex(of: ":") else { throw malformed }
        let accessKey = String(parts[1][..<colon])
        // The vendor's own date stands among the signed headers, and empties the line of the other.
        let ownDate = call.header(scheme.prefix + "date")
        guard let date = ownDate ?? call.header("date"), let instant = CivilTime.seconds(date) else {
            throw VendorError(
                403, "AccessDenied",
                "\(scheme.scheme.rawValue) authentication requires a valid Date or \(scheme.prefix)date header")
        }
        try Self.checkWindow(instant, now: now)
        try check(
            scheme, accessKey: accessKey, token: call.header(scheme.tokenName),
            signature: ASCII.trimmed(String(parts[1][parts[1].index(after: colon)...])),
            date: ownDate == nil ? date : "")
        return VerifiedSignature(accessKey: accessKey, scheme: scheme.scheme, isInURL: false)
    }

    private func check(
        _ scheme: HeaderStringScheme, accessKey: String, token: String?, signature: String, date: String
    ) throws(VendorError) {
        let credential = try credentials.find(accessKey, token: token)
        let strings = scheme.stringsToSign(call, date: date)
        for string in strings {
            let code = try SigningHash.hmac(.sha1, key: Array(credential.secretKey.utf8), string.utf8)
            if Base64.encode(code) == signature { return }
        }
        throw Self.mismatch(accessKey, signature, stringToSign: strings.first ?? "")
    }

    static func checkWindow(_ instant: Int64, now: Int64) throws(VendorError) {
        try ServerClock(now: now, window: window).check(instant, writtenAs: CivilTime.extendedStamp(instant))
    }

    static func mismatch(
        _ accessKey: String, _ signature: String, stringToSign: String, canonicalRequest: String? = nil
    ) -> VendorError {
        VendorError(
            403, "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
            details: [
                Markup("AccessKeyId", accessKey), Markup("SignatureProvided", signature),
                Markup("StringToSign", stringToSign),
            ] + (canonicalRequest.map { [Markup("CanonicalRequest", $0)] } ?? []))
    }

    private var malformed: VendorError {
        .invalid("The Authorization header is invalid: it must start with OBS, AWS or AWS4-HMAC-SHA256.")
    }

    private func expired(at instant: Int64) -> VendorError {
        VendorError(
            403, "AccessDenied", "Request has expired",
            details: [
                Markup("Expires", CivilTime.extendedStamp(instant)), Markup("ServerTime", CivilTime.extendedStamp(now)),
            ])
    }
}
