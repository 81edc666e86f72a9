internal import InventoryWire

/// A call about buckets or objects, as the request says it.
struct ObjectCall: Sendable {
    let call: Call
    let quirks: QuirkSettings

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
    /// Beside these a call may carry what a signed URL needs, what its answer is to say, and the SDKs' own notes.
    private static func asks(_ call: Call, only names: Set<String>) -> Bool {
        call.target.query.allSatisfy { item in
            names.contains(item.name) || call.provider.vendor.isSignatureParameter(item.name)
                || ["response-", "x-"].contains(where: item.name.hasPrefix)
        }
    }

    /// The key that the path names: escapes resolved once, nothing normalised.
    var key: [UInt8] { PercentEncoding.decode(call.location.keyPath.dropFirst()) }

    /// A parameter, empty where it is missing: the vendors take the two alike.
    func text(_ name: String) -> String { call.target[name] ?? "" }
    func bytes(_ name: String) -> [UInt8] { Array(text(name).utf8) }

    /// How many things a page may hold.
    func limit(_ standard: Int, most: Int) throws(VendorError) -> Int {
        let asked = text("max-keys")
        guard !asked.isEmpty else { return standard }
        guard let number = Int(asked), (0...Int(Int32.max)).contains(number) else {
            throw .argument("max-keys", asked, "Argument max-keys must be an integer between 0 and 2147483647")
        }
        return min(number, most)
    }

    /// Whether keys are to be percent-encoded in the answer.
    func isEncoded() throws(VendorError) -> Bool {
        let asked = text("encoding-type")
        guard asked.isEmpty || asked == "url" else {
            throw .argument("encoding-type", asked, "Invalid Encoding Method specified in Request")
        }
        return asked == "url"
    }
}
