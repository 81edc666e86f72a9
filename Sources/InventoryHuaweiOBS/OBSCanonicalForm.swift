internal import InventoryProviderKit
internal import InventoryWire

/// What of a request an OBS signature covers, as bytes.
struct OBSCanonicalForm {
    let stringToSign: [UInt8]
    let resource: [UInt8]
    /// Whether the strings hold a session token.
    let holdsToken: Bool

    /// - Parameter date: the Date line: the header's value, empty beside `x-obs-date`, or a URL's expiry.
    init(_ request: HTTPRequest, addressing: BucketAddressing, date: String) {
        var lines = Array("\(request.method.rawValue)\n".utf8)
        for line in [request.headers["Content-MD5"] ?? "", request.headers["Content-Type"] ?? "", date] {
            lines += Array("\(line)\n".utf8)
        }

        var headers: [(name: String, values: [String])] = []
        for field in request.headers.fields {
            let name = ASCII.lowercased(field.name)
            guard name.hasPrefix("x-obs-") else { continue }
            let value = ASCII.trimmed(field.value)
            if let index = headers.firstIndex(where: { $0.name == name }) {
                headers[index].values.append(value)
            } else {
                headers.append((name, [value]))
            }
        }
        // By bytes: `-` before digits before `_` before letters.
        headers.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for header in headers {
            lines += Array("\(header.name):\(header.values.joined(separator: ","))\n".utf8)
        }

        let signed = request.query.filter { Self.isSubResource($0.name) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        var resource = Array(Self.path(of: request, addressing).utf8)
        for (index, item) in signed.enumerated() {
            resource.append(index == 0 ? 0x3F : 0x26)
            resource += Array(item.name.utf8)
            if let value = item.value { resource += [0x3D] + Array(value.utf8) }
        }
        self.resource = resource
        stringToSign = lines + resource
        holdsToken =
            headers.contains { $0.name == "x-obs-security-token" }
            || signed.contains { $0.name == "x-obs-security-token" }
    }

    /// The wire path, byte for byte, with what stands for the bucket before it.
    private static func path(of request: HTTPRequest, _ addressing: BucketAddressing) -> String {
        switch addressing {
        case .virtualHost(let bucket): "/" + bucket + request.path
        case .customDomain: "/" + request.host + request.path
        case .path, .service: request.path
        }
    }

    /// Names match exactly; SDKs also sign every parameter that begins with `x-obs-`.
    private static func isSubResource(_ name: String) -> Bool {
        subResources.contains(name) || name.hasPrefix("x-obs-")
    }

    /// The documented list, and `requestPayment` of the OTC edition.
    private static let subResources: Set<String> = [
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
