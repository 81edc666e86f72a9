internal import InventoryWire

/// Tells the four ways apart in which a request to OSS may be signed, version 4 or 1, in headers or in the URL, and has
/// each checked.
struct AlibabaOSSAuthentication: Sendable {
    let call: Call
    let now: Int64
    let credentials: [EmulatedCredential]
    let quirks: QuirkSettings

    /// How far a signed date may be off, either way.
    static let window: Int64 = 15 * 60

    func verify() throws(VendorError) -> VerifiedSignature {
        let version4 = AlibabaOSSVersion4(call: call, now: now, credentials: credentials, quirks: quirks)
        if let header = call.header("authorization"), !header.isEmpty {
            let parts = header.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw Self.malformed }
            switch parts[0] {
            case VerifiedSignature.Scheme.ossV4.rawValue: return try version4.verifyHeader(parts[1])
            case VerifiedSignature.Scheme.ossV1.rawValue: return try versionOne().verifyHeader(parts[1])
            default: throw Self.malformed
            }
        }
        if call.target.has("x-oss-signature") { return try version4.verifyURL() }
        if call.target.has("Signature"), call.target.has("OSSAccessKeyId") { return try versionOne().verifyURL() }
        throw VendorError(403, "AccessDenied", "You have no right to access this object because of bucket acl.")
    }

    private func versionOne() throws(VendorError) -> AlibabaOSSVersion1 {
        guard quirks[AlibabaOSSQuirks.signatureV1] == .accepted else {
            throw VendorError(403, "AccessDenied", "This account signs with OSS4-HMAC-SHA256 alone.")
        }
        return AlibabaOSSVersion1(call: call, now: now, credentials: credentials)
    }

    static let malformed = VendorError(400, "InvalidArgument", "Authorization header is invalid.")

    static func checkWindow(_ instant: Int64, now: Int64) throws(VendorError) {
        do {
            try ServerClock(now: now, window: window).check(instant, writtenAs: CivilTime.extendedStamp(instant))
        } catch {
            throw error.numbered("0002-00000504")
        }
    }

    static let noDate = VendorError(403, "AccessDenied", "OSS authentication requires a valid Date.")
    static let expired = VendorError(403, "AccessDenied", "Request has expired.")

    static func mismatch(
        _ accessKey: String, _ signature: String, stringToSign: String, canonicalRequest: String? = nil
    ) -> VendorError {
        let octets = stringToSign.utf8.map { Hex.encode([$0]) }.joined(separator: " ")
        return VendorError(
            403, "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
            details: [
                Markup("OSSAccessKeyId", accessKey), Markup("SignatureProvided", signature),
                Markup("StringToSign", stringToSign), Markup("StringToSignBytes", octets),
            ] + (canonicalRequest.map { [Markup("CanonicalRequest", $0)] } ?? []))
    }
}

extension VerifiedSignature.Scheme {
    static let ossV1 = Self("OSS")
    static let ossV4 = Self("OSS4-HMAC-SHA256")
}

extension [EmulatedCredential] {
    /// The credential of that key, with the refusals of OSS for a token that is not its own.
    func findForOSS(_ accessKey: String, token: String?) throws(VendorError) -> EmulatedCredential {
        guard let credential = first(where: { $0.accessKey == accessKey }),
            token != nil || credential.securityToken == nil
        else {
            throw VendorError(
                403, "InvalidAccessKeyId", "The OSS Access Key Id you provided does not exist in our records.")
        }
        guard credential.securityToken == token else {
            throw credential.securityToken == nil
                ? VendorError(
                    403, "AccessKeyIdAndSecurityTokenNotMatch",
                    "The access key and the security token do not belong together.")
                : VendorError(403, "InvalidSecurityToken", "The security token you provided is invalid.")
        }
        return credential
    }
}
