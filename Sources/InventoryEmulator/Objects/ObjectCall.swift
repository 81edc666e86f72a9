internal import InventoryWire

/// A call about buckets or objects, as the request says it.
struct ObjectCall: Sendable {
    let call: Call

    /// The call that it is; nil for what is none of these: a sub-resource, a write.
    static func operation(_ call: Call) -> EmulatedOperation? {
        let isRead = call.request.method == "GET"
        if call.location.style == .service { return isRead && call.target.rawPath == "/" ? .listBuckets : nil }
        if call.location.isBucketLevel {
            guard isRead, asks(call, only: listing) else { return nil }
            return call.target.has("versions") ? .listVersions : .listObjects
        }
        guard isRead || call.request.method == "HEAD", asks(call, only: ["versionId"]) else { return nil }
        return isRead ? .getObject : .headObject
    }

    private static let listing: Set<String> = [
        "prefix", "delimiter", "marker", "max-keys", "encoding-type", "list-type", "continuation-token", "start-after",
        "fetch-owner", "versions", "key-marker", "version-id-marker",
    ]
    /// Parameters of signed URLs, which stand beside any call.
    private static let signing: Set<String> = ["sign", "Signature", "Expires", "AccessKeyId", "AWSAccessKeyId"]

    private static func asks(_ call: Call, only names: Set<String>) -> Bool {
        call.target.query.allSatisfy { item in
            names.contains(item.name) || signing.contains(item.name) || item.name.hasPrefix("response-")
                || ["q-", "x-", "X-Amz-"].contains(where: item.name.hasPrefix)
        }
    }

    /// The key that the path names: escapes resolved once, nothing normalised.
    var key: [UInt8] { PercentEncoding.decode(call.location.keyPath.dropFirst()) }

    /// A parameter, empty where it is missing: both vendors take the two alike.
    func text(_ name: String) -> String { call.target[name] ?? "" }
    func bytes(_ name: String) -> [UInt8] { Array(text(name).utf8) }

    /// How many things a page may hold.
    func limit(_ most: Int) throws(VendorError) -> Int {
        let asked = text("max-keys")
        guard !asked.isEmpty else { return most }
        guard let number = Int(asked), number >= 0 else { throw .invalid("max-keys must be a whole number.") }
        return min(number, most)
    }

    /// Whether keys are to be percent-encoded in the answer.
    func isEncoded() throws(VendorError) -> Bool {
        let asked = text("encoding-type")
        guard asked.isEmpty || asked == "url" else { throw .invalid("encoding-type must be url.") }
        return asked == "url"
    }

    /// OBS alone has the second version of lists; COS ignores the parameter.
    var isSecondVersion: Bool { call.provider == .huaweiOBS && text("list-type") == "2" }
}
