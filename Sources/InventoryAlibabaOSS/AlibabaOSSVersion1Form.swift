internal import InventoryCore
internal import InventoryProviderKit
internal import InventoryWire

/// What of a request the old signature of OSS covers, as bytes.
struct AlibabaOSSVersion1Form: Sendable {
    let stringToSign: [UInt8]
    /// Whether the string holds a session token.
    private let holdsToken: Bool

    /// The parameter that has the token of temporary keys in a URL.
    static let tokenParameter = "security-token"

    var stages: [SignedRequest.Stage] { [.init("StringToSign", stringToSign, isSecret: holdsToken)] }

    /// - Parameter date: the Date line: the header's value, or a URL's expiry.
    init(_ request: HTTPRequest, _ scope: SigningScope, date: String) throws(InventoryError) {
        let lines = [
            request.method.rawValue, request.headers["Content-MD5"] ?? "", request.headers["Content-Type"] ?? "", date,
        ]
        let headers = Self.vendorHeaders(request.headers)
        var output = Array((lines + headers.map { "\($0.name):\($0.value)" }).joined(separator: "\n").utf8)
        output.append(0x0A)
        output += try Self.bucket(of: request, scope)
        output += PercentEncoding.decode(request.path)
        let signed = request.query.filter { Self.subResources.contains($0.name) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            .map { item in item.value.map { $0.isEmpty ? item.name : "\(item.name)=\($0)" } ?? item.name }
        if !signed.isEmpty { output += Array("?\(signed.joined(separator: "&"))".utf8) }
        stringToSign = output
        holdsToken =
            headers.contains { $0.name == "x-oss-security-token" }
            || request.query.contains { $0.name == Self.tokenParameter }
    }

    /// The `x-oss-*` headers by bytes of the name; those of one name are joined.
    private static func vendorHeaders(_ headers: HTTPHeaders) -> [(name: String, value: String)] {
        var found: [String: String] = [:]
        for field in headers.fields where ASCII.startsIgnoringCase(field.name, with: "x-oss-") {
            let value = ASCII.trimmed(field.value)
            let name = ASCII.lowercased(field.name)
            found[name] = found[name].map { "\($0),\(value)" } ?? value
        }
        return found.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { ($0.key, $0.value) }
    }

    /// What stands for the bucket before the path, which has it itself where the bucket stands there.
    private static func bucket(
        of request: HTTPRequest, _ scope: SigningScope
    ) throws(InventoryError) -> [UInt8] {
        switch scope.addressing {
        case .virtualHost(let bucket): return Array("/\(bucket)".utf8)
        case .path, .service: return []
        case .customDomain: return Array("/\(try scope.bucketOfDomain())".utf8)
        }
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
