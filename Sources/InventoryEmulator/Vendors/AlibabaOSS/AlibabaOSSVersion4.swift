internal import InventoryWire

/// OSS4-HMAC-SHA256. Amazon's version 4 with other words, the bucket always in the path, the body never signed, and
/// headers that are signed unasked beside those that the request lists.
struct AlibabaOSSVersion4: Sendable {
    let call: Call
    let now: Int64
    let credentials: [EmulatedCredential]
    let quirks: QuirkSettings

    /// What a signature declares about itself.
    private struct Declared {
        var credential: String
        var additionalHeaders: String
        var signature: String
        var stamp: String
        var token: String?
        var isInURL: Bool
    }

    func verifyHeader(_ text: String) throws(VendorError) -> VerifiedSignature {
        var fields: [String: String] = [:]
        for item in text.split(separator: ",") {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw AlibabaOSSAuthentication.malformed }
            fields[ASCII.trimmed(String(parts[0]))] = ASCII.trimmed(String(parts[1]))
        }
        guard let credential = fields["Credential"], let signature = fields["Signature"] else {
            throw AlibabaOSSAuthentication.malformed
        }
        guard call.header("x-oss-content-sha256") == Self.payload else {
            throw VendorError.invalid("x-oss-content-sha256 must be \(Self.payload).").numbered("0002-00000214")
        }
        guard let stamp = call.header("x-oss-date"), let instant = Self.instant(stamp) else {
            throw AlibabaOSSAuthentication.noDate
        }
        try AlibabaOSSAuthentication.checkWindow(instant, now: now)
        return try verify(
            Declared(
                credential: credential, additionalHeaders: fields["AdditionalHeaders"] ?? "", signature: signature,
                stamp: stamp, token: call.header("x-oss-security-token"), isInURL: false))
    }

    func verifyURL() throws(VendorError) -> VerifiedSignature {
        let query = call.target
        guard query["x-oss-signature-version"] == VerifiedSignature.Scheme.ossV4.rawValue,
            let credential = query["x-oss-credential"], let signature = query["x-oss-signature"],
            let stamp = query["x-oss-date"], let instant = Self.instant(stamp),
            let validity = query["x-oss-expires"].flatMap({ Int64($0) }), (1...604_800).contains(validity)
        else {
            throw .invalid("A signed URL needs all x-oss- parameters, and lives for 1 to 604800 seconds.")
        }
        guard now <= instant + validity, now >= instant - AlibabaOSSAuthentication.window else {
            throw AlibabaOSSAuthentication.expired
        }
        return try verify(
            Declared(
                credential: credential, additionalHeaders: query["x-oss-additional-headers"] ?? "",
                signature: signature, stamp: stamp,
                token: query["x-oss-security-token"] ?? call.header("x-oss-security-token"), isInURL: true))
    }

    private static let payload = "UNSIGNED-PAYLOAD"

    /// The instant of a stamp that is spelt exactly as `20260102T030405Z`.
    private static func instant(_ stamp: String) -> Int64? {
        CivilTime.seconds(stamp).flatMap { CivilTime.basicStamp($0) == stamp ? $0 : nil }
    }

    private func verify(_ declared: Declared) throws(VendorError) -> VerifiedSignature {
        guard let scope = DeclaredScope(declared.credential), scope.day == declared.stamp.prefix(8),
            ["oss", "oss-cloudbox"].contains(scope.service), scope.terminator == "aliyun_v4_request"
        else {
            throw VendorError.invalid(
                "The credential must be key/date/region/oss/aliyun_v4_request, of the request's date."
            ).numbered("0002-00000213")
        }
        let credential = try credentials.findForOSS(scope.accessKey, token: declared.token)
        let canonicalRequest = canonicalRequest(declared)
        let expected = try ScopedSignature(
            algorithm: VerifiedSignature.Scheme.ossV4.rawValue, stamp: declared.stamp, scope: scope.parts,
            secret: "aliyun_v4" + credential.secretKey, canonicalRequest: canonicalRequest)
        guard expected.signature == declared.signature else {
            throw AlibabaOSSAuthentication.mismatch(
                scope.accessKey, declared.signature, stringToSign: expected.stringToSign,
                canonicalRequest: canonicalRequest)
        }
        try checkRegion(scope.region, isInURL: declared.isInURL)
        return VerifiedSignature(accessKey: scope.accessKey, scheme: .ossV4, isInURL: declared.isInURL)
    }

    /// A bucket of another region at this host is the gate's to answer, and that answer names the right endpoint.
    private func checkRegion(_ region: String, isInURL: Bool) throws(VendorError) {
        let isWellFormed = !region.isEmpty && region.utf8.allSatisfy(Self.isRegionByte)
        let isBuckets = call.location.bucket.map { $0.region == region } ?? true
        guard !isWellFormed || !(isBuckets || call.location.isInWrongRegion) else { return }
        let message = "The signing region in credential is invalid."
        let number = isInURL ? "0002-00000226" : "0002-00000228"
        switch quirks[AlibabaOSSQuirks.signingRegion] {
        case .InvalidArgument: throw VendorError.invalid(message).numbered(number)
        case .AccessDenied: throw VendorError(403, "AccessDenied", message).numbered(number)
        case .SignatureDoesNotMatch: throw VendorError(403, "SignatureDoesNotMatch", message).numbered(number)
        }
    }

    private static func isRegionByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
    }

    private func canonicalRequest(_ declared: Declared) -> String {
        let additional = additionalNames(declared.additionalHeaders)
        var headers: [String: [String]] = [:]
        for field in call.request.headers.fields {
            let name = ASCII.lowercased(field.name)
            guard Self.isSignedUnasked(name) || additional.contains(name) else { continue }
            headers[name, default: []].append(ASCII.trimmed(field.value))
        }
        let block = headers.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { "\($0.key):\($0.value.joined(separator: ","))\n" }.joined()
        return [
            call.request.method, path, query, block, additional.joined(separator: ";"), Self.payload,
        ].joined(separator: "\n")
    }

    private static func isSignedUnasked(_ name: String) -> Bool {
        name.hasPrefix("x-oss-") || name == "content-type" || name == "content-md5"
    }

    /// The headers that were listed and sent. One that was signed and then lost on the way changes this line.
    private func additionalNames(_ list: String) -> [String] {
        let names = Set(list.split(separator: ";").map { ASCII.lowercased(ASCII.trimmed(String($0))) })
        return names.filter { call.request.headers[$0] != nil && !Self.isSignedUnasked($0) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private var path: String {
        guard let bucket = call.location.name else { return "/" }
        return "/\(bucket)/"
            + call.ossKey.split(separator: "/", omittingEmptySubsequences: false)
            .map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
    }

    /// An `=` stands before a value that is not empty, and nowhere else.
    private var query: String {
        call.target.sortedQuery(without: "x-oss-signature")
            .map { $0.value.isEmpty ? $0.name : $0.name + "=" + $0.value }.joined(separator: "&")
    }
}

extension Call {
    /// The key behind the bucket, decoded; empty for the bucket itself.
    var ossKey: String {
        String(decoding: PercentEncoding.decode(location.keyPath.dropFirst()), as: UTF8.self)
    }
}
