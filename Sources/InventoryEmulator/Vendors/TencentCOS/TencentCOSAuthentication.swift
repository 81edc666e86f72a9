internal import InventoryWire

/// The server's side of q-sign: it rebuilds the string from the lists that the request declares.
struct TencentCOSAuthentication: Sendable {
    let call: Call
    let now: Int64
    let credentials: [EmulatedCredential]
    let quirks: QuirkSettings

    func verify() throws(VendorError) -> VerifiedSignature {
        let (fields, isInURL) = try declaredFields()
        guard fields["q-sign-algorithm"] == "sha1", let accessKey = fields["q-ak"],
            let signature = fields["q-signature"],
            let signTime = fields["q-sign-time"], let keyTime = fields["q-key-time"],
            let headerList = fields["q-header-list"], let parameterList = fields["q-url-param-list"]
        else {
            throw .invalid(
                "The authorization is incomplete: it needs q-sign-algorithm=sha1 and the six other q- fields.")
        }
        let token = call.header("x-cos-security-token") ?? call.target["x-cos-security-token"]
        let credential = try credentials.find(accessKey, token: token)
        try checkWindow(signTime)

        // A list in another order than the documented one is sorted: the signature covers names, not their order.
        let headers = try lines(
            of: headerList, among: call.request.headers.fields.map { ($0.name, ASCII.trimmed($0.value)) })
        let parameters = try lines(of: parameterList, among: signableParameters.map { ($0.name, $0.value ?? "") })
        let signKey = Hex.encodedBytes(
            try SigningHash.hmac(.sha1, key: Array(credential.secretKey.utf8), keyTime.utf8))
        var refusal: VendorError?
        for hostSpelling in hostSpellings {
            let httpString = [
                ASCII.lowercased(call.request.method), call.target.decodedPath, joined(parameters),
                joined(headers.map { $0.name == "host" ? ("host", PercentEncoding.encode(hostSpelling)) : $0 }), "",
            ].joined(separator: "\n")
            let digest = Hex.encode(try SigningHash.digest(.sha1, Array(httpString.utf8)))
            let stringToSign = "sha1\n\(signTime)\n\(digest)\n"
            if try Hex.encode(SigningHash.hmac(.sha1, key: signKey, stringToSign.utf8)) == signature {
                return VerifiedSignature(accessKey: accessKey, scheme: .qSign, isInURL: isInURL)
            }
            refusal = refusal ?? Self.mismatch(stringToSign: stringToSign, formatString: httpString)
        }
        throw refusal ?? Self.mismatch(stringToSign: "", formatString: "")
    }

    /// The seven fields: from the `Authorization` header, from the query, or from one `sign` parameter that holds all.
    private func declaredFields() throws(VendorError) -> (fields: [String: String], isInURL: Bool) {
        if let header = call.header("authorization"), !header.isEmpty { return (Self.fields(header), false) }
        if let merged = call.target["sign"], !merged.isEmpty { return (Self.fields(merged), true) }
        if call.target.has("q-signature") {
            let pairs = call.target.query.map { ($0.name, $0.value ?? "") }
            return (Dictionary(pairs, uniquingKeysWith: { first, _ in first }), true)
        }
        throw VendorError(403, "AccessDenied", "Access Denied.")
    }

    private static func fields(_ text: String) -> [String: String] {
        let pairs = text.split(separator: "&").map { (item: Substring) in
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// Both ends of the window are inside it.
    private func checkWindow(_ signTime: String) throws(VendorError) {
        let bounds = signTime.split(separator: ";", omittingEmptySubsequences: false).map { Int64($0) }
        guard bounds.count == 2, let start = bounds[0], let end = bounds[1], start <= end else {
            throw .invalid("The value of q-sign-time must be two Unix times with ';' between them.")
        }
        guard start <= now, now <= end else {
            let serverTime = Markup("ServerTime", CivilTime.extendedStamp(now))
            switch quirks[TencentCOSQuirks.clockError] {
            case .AccessDenied: throw VendorError(403, "AccessDenied", "Request has expired", details: [serverTime])
            case .RequestTimeTooSkewed:
                throw VendorError(
                    403, "RequestTimeTooSkewed",
                    "The difference between the request time and the server's time is too large.", details: [serverTime]
                )
            }
        }
    }

    /// The signature's own parameters sign nothing, themselves least of all.
    private var signableParameters: [RequestTarget.Parameter] {
        call.target.query.filter { !$0.name.hasPrefix("q-") && $0.name != "sign" }
    }

    /// The encoded name and value of everything listed. A name is listed as often as it is sent.
    private func lines(
        of list: String, among sent: [(name: String, value: String)]
    ) throws(VendorError) -> [(name: String, value: String)] {
        var sentValues: [String: [String]] = [:]
        for (name, value) in sent {
            let key = ASCII.lowercased(PercentEncoding.encode(name))
            sentValues[key, default: []].append(PercentEncoding.encode(value))
        }
        var listed: [String: Int] = [:]
        for name in list.split(separator: ";") { listed[ASCII.lowercased(String(name)), default: 0] += 1 }
        var result: [(name: String, value: String)] = []
        for (name, count) in listed.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            guard let values = sentValues[name], values.count == count else {
                throw VendorError(
                    403, "SignatureDoesNotMatch",
                    "'\(name)' is listed in the signature \(count) times, and sent \(sentValues[name]?.count ?? 0) times."
                )
            }
            result += values.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { (name, $0) }
        }
        return result
    }

    private func joined(_ lines: [(name: String, value: String)]) -> String {
        lines.map { $0.name + "=" + $0.value }.joined(separator: "&")
    }

    /// The Python SDK signs the host without the port that it sends; a proxy may have changed its case.
    private var hostSpellings: [String] {
        var spellings = [call.host]
        let lowercased = ASCII.lowercased(call.host)
        for spelling in [lowercased, HostName(lowercased).text] where !spellings.contains(spelling) {
            spellings.append(spelling)
        }
        return spellings
    }

    private static func mismatch(stringToSign: String, formatString: String) -> VendorError {
        VendorError(
            403, "SignatureDoesNotMatch",
            "The Signature you specified is invalid.",
            details: [Markup("StringToSign", stringToSign), Markup("FormatString", formatString)])
    }
}
