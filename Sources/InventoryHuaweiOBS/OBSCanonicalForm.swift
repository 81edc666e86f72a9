internal import InventoryProviderKit
internal import InventoryWire

/// What of a request an OBS signature covers, as bytes.
struct OBSCanonicalForm: Sendable {
    let stringToSign: [UInt8]
    /// Where in the string the resource begins.
    private let resourceStart: Int
    /// Whether the strings hold a session token.
    private let holdsToken: Bool

    var stages: [SignedRequest.Stage] {
        [
            .init("CanonicalizedResource", Array(stringToSign[resourceStart...]), isSecret: holdsToken),
            .init("StringToSign", stringToSign, isSecret: holdsToken),
        ]
    }

    /// - Parameter date: the Date line: the header's value, empty beside `x-obs-date`, or a URL's expiry.
    init(_ request: HTTPRequest, addressing: BucketAddressing, date: String) {
        var output = ByteBuffer(capacity: 512)
        for line in [
            request.method.rawValue, request.headers["Content-MD5"] ?? "", request.headers["Content-Type"] ?? "", date,
        ] {
            output.append(line)
            output.append(0x0A)
        }
        let headers = Self.vendorHeaders(request.headers)
        for header in headers {
            output.append(header.name)
            output.append(0x3A)
            output.append(header.values.joined(separator: ","))
            output.append(0x0A)
        }

        resourceStart = output.count
        Self.writePath(of: request, addressing, to: &output)
        let signed = request.query.filter { Self.isSubResource($0.name) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for (index, item) in signed.enumerated() {
            output.append(index == 0 ? 0x3F : 0x26)
            output.append(item.name)
            if let value = item.value {
                output.append(0x3D)
                output.append(value)
            }
        }
        stringToSign = output.array
        holdsToken =
            headers.contains { $0.name == "x-obs-security-token" }
            || signed.contains { $0.name == "x-obs-security-token" }
    }

    /// The `x-obs-*` headers by bytes of the name: `-` before digits before `_` before letters.
    private static func vendorHeaders(_ headers: HTTPHeaders) -> [(name: String, values: [String])] {
        var found: [(name: String, values: [String])] = []
        for field in headers.fields where ASCII.startsIgnoringCase(field.name, with: "x-obs-") {
            let name = ASCII.lowercased(field.name)
            let value = ASCII.trimmed(field.value)
            if let index = found.firstIndex(where: { $0.name == name }) {
                found[index].values.append(value)
            } else {
                found.append((name, [value]))
            }
        }
        found.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return found
    }

    /// The wire path, byte for byte, with what stands for the bucket before it.
    private static func writePath(
        of request: HTTPRequest, _ addressing: BucketAddressing, to output: inout ByteBuffer
    ) {
        switch addressing {
        case .virtualHost(let bucket):
            output.append(0x2F)
            output.append(bucket)
        case .customDomain:
            output.append(0x2F)
            output.append(request.host)
        case .path, .service: break
        }
        output.append(request.path)
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
