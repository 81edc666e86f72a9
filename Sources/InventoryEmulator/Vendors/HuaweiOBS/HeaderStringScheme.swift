internal import InventoryWire

/// The older signature, in OBS's spelling and in AWS's: one algorithm, other names.
struct HeaderStringScheme: Sendable {
    let scheme: VerifiedSignature.Scheme
    /// What the vendor's own headers start with; they are the ones that are signed.
    let prefix: String
    let accessKeyParameter: String

    static let obs = HeaderStringScheme(scheme: .obs, prefix: "x-obs-", accessKeyParameter: "AccessKeyId")
    static let awsV2 = HeaderStringScheme(scheme: .awsV2, prefix: "x-amz-", accessKeyParameter: "AWSAccessKeyId")

    /// The header, or the query parameter of a signed URL, that a temporary key's token comes in.
    var tokenName: String { prefix + "security-token" }

    /// What the signature may have been made of; more than one where a custom domain came with its port.
    func stringsToSign(_ call: Call, date: String) -> [String] {
        let start = [
            call.request.method, call.header("content-md5") ?? "", call.header("content-type") ?? "", date, "",
        ].joined(separator: "\n")
        return resources(call).map { start + canonicalHeaders(call) + $0 + subResources(call) }
    }

    private func canonicalHeaders(_ call: Call) -> String {
        var values: [String: [String]] = [:]
        for field in call.request.headers.fields {
            let name = ASCII.lowercased(field.name)
            if name.hasPrefix(prefix) { values[name, default: []].append(ASCII.trimmed(field.value)) }
        }
        return values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { "\($0.key):\($0.value.joined(separator: ","))\n" }.joined()
    }

    /// The bucket and the path as it stands on the wire; in path style the wire path is all.
    private func resources(_ call: Call) -> [String] {
        let path = call.target.rawPath
        switch call.location.style {
        case .virtualHost: return ["/" + (call.location.name ?? "") + path]
        case .path, .service: return [path]
        case .customDomain:
            let name = HostName(call.host).text
            return name == call.host ? ["/" + name + path] : ["/" + call.host + path, "/" + name + path]
        }
    }

    private func subResources(_ call: Call) -> String {
        let signed = call.target.query.filter { Self.signed.contains($0.name) || $0.name.hasPrefix(prefix) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            .map { item in item.value.map { item.name + "=" + $0 } ?? item.name }
        return signed.isEmpty ? "" : "?" + signed.joined(separator: "&")
    }

    /// The names of the documented list, and `requestPayment`, which one more page has. Case counts.
    private static let signed: Set<String> = [
        "acl", "append", "attname", "backtosource", "CDNNotifyConfiguration", "cors", "customdomain", "delete",
        "deletebucket", "directcoldaccess", "encryption", "inventory", "length", "lifecycle", "location", "logging",
        "metadata", "modify", "name", "notification", "object-lock", "partNumber", "policy", "position", "quota",
        "rename", "replication", "requestPayment", "response-cache-control", "response-content-disposition",
        "response-content-encoding", "response-content-language", "response-content-type", "response-expires",
        "restore", "retention", "storageClass", "storageinfo", "storagePolicy", "tagging", "torrent", "truncate",
        "uploadId", "uploads", "versionId", "versioning", "versions", "website", "x-image-process",
        "x-image-save-bucket", "x-image-save-object", "x-obs-security-token",
    ]
}
