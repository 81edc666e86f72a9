internal import InventoryWire

/// The older signature of OSS: HMAC-SHA1 over a string of headers and the resource, which knows some parameters only.
struct AlibabaOSSVersion1: Sendable {
    let call: Call
    let now: Int64
    let credentials: [EmulatedCredential]

    func verifyHeader(_ text: String) throws(VendorError) -> VerifiedSignature {
        guard let colon = text.lastIndex(of: ":") else { throw AlibabaOSSAuthentication.malformed }
        // With the vendor's own date that one counts, and it stands among the headers too.
        guard let date = call.header("x-oss-date") ?? call.header("date"), let instant = CivilTime.seconds(date) else {
            throw AlibabaOSSAuthentication.noDate
        }
        try AlibabaOSSAuthentication.checkWindow(instant, now: now)
        let accessKey = String(text[..<colon])
        try check(
            accessKey: accessKey, token: call.header("x-oss-security-token"),
            signature: ASCII.trimmed(String(text[text.index(after: colon)...])), date: date)
        return VerifiedSignature(accessKey: accessKey, scheme: .ossV1, isInURL: false)
    }

    func verifyURL() throws(VendorError) -> VerifiedSignature {
        let query = call.target
        guard let accessKey = query["OSSAccessKeyId"], let signature = query["Signature"],
            let expires = query["Expires"], let end = Int64(expires)
        else { throw VendorError(403, "AccessDenied", "Expires must be the Unix second at which the URL ends.") }
        guard now <= end else { throw AlibabaOSSAuthentication.expired }
        try check(accessKey: accessKey, token: query["security-token"], signature: signature, date: expires)
        return VerifiedSignature(accessKey: accessKey, scheme: .ossV1, isInURL: true)
    }

    private func check(accessKey: String, token: String?, signature: String, date: String) throws(VendorError) {
        let credential = try credentials.findForOSS(accessKey, token: token)
        let string =
            [call.request.method, call.header("content-md5") ?? "", call.header("content-type") ?? "", date, ""]
            .joined(separator: "\n") + headers + resource
        let code = try SigningHash.hmac(.sha1, key: Array(credential.secretKey.utf8), string.utf8)
        guard Base64.encode(code) == signature else {
            throw AlibabaOSSAuthentication.mismatch(accessKey, signature, stringToSign: string)
        }
    }

    private var headers: String {
        var values: [String: [String]] = [:]
        for field in call.request.headers.fields {
            let name = ASCII.lowercased(field.name)
            if name.hasPrefix("x-oss-") { values[name, default: []].append(ASCII.trimmed(field.value)) }
        }
        return values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { "\($0.key):\($0.value.joined(separator: ","))\n" }.joined()
    }

    /// Bucket and key as they are meant, not as they are encoded, and the values of parameters likewise.
    private var resource: String {
        let path = call.location.name.map { "/\($0)/" + call.ossKey } ?? "/"
        let signed = call.target.query.filter { Self.subResources.contains($0.name) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            .map { item in (item.value ?? "").isEmpty ? item.name : item.name + "=" + (item.value ?? "") }
        return signed.isEmpty ? path : path + "?" + signed.joined(separator: "&")
    }

    /// The names that the vendor's two Python SDKs sign.
    private static let subResources: Set<String> = [
        "accessPoint", "accessPointPolicy", "acl", "append", "asyncFetch", "bucketArchiveDirectRead", "bucketInfo",
        "callback", "callback-var", "cloudboxes", "cname", "comp", "continuation-token", "cors", "delete",
        "encryption", "endTime", "group", "httpsConfig", "inventory", "inventoryId", "lifecycle", "link", "live",
        "location", "logging", "metaQuery", "objectInfo", "objectMeta", "partNumber", "policy", "position",
        "publicAccessBlock", "qos", "qosInfo", "qosRequester", "redundancyTransition", "referer", "regionList",
        "replication", "replicationLocation", "replicationProgress", "requestPayment", "requesterQosInfo",
        "resourceGroup", "resourcePool", "resourcePoolBuckets", "resourcePoolInfo", "response-cache-control",
        "response-content-disposition", "response-content-encoding", "response-content-language",
        "response-content-type", "response-expires", "restore", "security-token", "sequential", "startTime", "stat",
        "status", "style", "styleName", "symlink", "tagging", "transferAcceleration", "uploadId", "uploads",
        "versionId", "versioning", "versions", "vod", "website", "worm", "wormExtend", "wormId",
        "x-oss-ac-forward-allow", "x-oss-ac-source-ip", "x-oss-ac-subnet-mask", "x-oss-ac-vpc-id",
        "x-oss-access-point-name", "x-oss-async-process", "x-oss-process", "x-oss-redundancy-transition-taskid",
        "x-oss-request-payer", "x-oss-target-redundancy-type", "x-oss-traffic-limit",
        "x-oss-write-get-object-response",
    ]
}
