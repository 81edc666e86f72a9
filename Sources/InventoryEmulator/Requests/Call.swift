internal import InventoryWire

/// A request that could be read: what it asks for, of which bucket.
struct Call: Sendable {
    let request: EmulatorRequest
    let provider: EmulatedProvider
    let target: RequestTarget
    /// The `Host` header as it was sent.
    let host: String
    let location: BucketLocation

    /// - Throws: the vendor's 400 for what is no request at all.
    init(_ request: EmulatorRequest, provider: EmulatedProvider, buckets: BucketIndex) throws(VendorError) {
        guard let target = RequestTarget(request.target, plusIsSpace: provider.vendor.readsQueriesAsForms) else {
            throw VendorError(400, "InvalidURI", "Couldn't parse the specified URI.")
        }
        let hosts = request.headers.values(for: "host")
        guard hosts.count == 1, let host = hosts.first, !host.isEmpty, !ASCII.hasControlCharacter(host) else {
            throw VendorError(400, "InvalidRequest", "The request must have exactly one Host header.")
        }
        self.request = request
        self.provider = provider
        self.target = target
        self.host = ASCII.trimmed(host)
        location = BucketLocation(host: self.host, path: target.rawPath, provider: provider, buckets: buckets)
    }

    /// Whether the call goes to the sub-resource of this emulator.
    var isInventory: Bool { target.has("inventory") }

    /// The rule's id in the query; nil where there is none.
    func id(_ quirks: QuirkSettings) -> String? { provider.vendor.ruleID(target, quirks) }

    func operation(_ quirks: QuirkSettings) -> EmulatedOperation {
        guard isInventory, location.isBucketLevel else { return ObjectCall.operation(self) ?? .other }
        switch request.method {
        case "PUT": return .put
        case "GET": return id(quirks) == nil ? .list : .get
        case "DELETE": return .delete
        case "POST": return .post
        default: return .other
        }
    }

    /// The value of a header, without outer white space; nil where it is missing.
    func header(_ name: String) -> String? { request.headers[name].map(ASCII.trimmed) }
}
