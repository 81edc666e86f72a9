internal import InventoryCore

// Requests hold signatures, and a COS signature's key signs anything for its whole validity. So what is printed, dumped
// or reflected of a request is what may stand in a log.

extension HTTPHeaders.Field: CustomStringConvertible, CustomReflectable {
    /// `Content-Type: application/xml`; a value that lets one sign or act shows as `<secret>`.
    public var description: String { "\(name): \(isSecret ? "<secret>" : value)" }
    public var customMirror: Mirror { Mirror(self, children: ["name": name, "value": isSecret ? "<secret>" : value]) }

    /// Authorization of every kind, and the tokens of temporary keys.
    private var isSecret: Bool {
        let name = ASCII.lowercased(name)
        return ["authorization", "token", "cookie", "secret"].contains { name.holds($0) }
    }
}

extension HTTPHeaders: CustomStringConvertible {
    public var description: String { "[" + fields.map(\.description).joined(separator: ", ") + "]" }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
    /// `PUT https://host/path`, without the query, which may hold a signature.
    public var description: String { "\(method.rawValue) \(scheme.rawValue)://\(host)\(path)" }
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "request": description, "query": query.map(\.name), "headers": headers, "body": body?.count ?? 0,
            ] as KeyValuePairs<String, Any>)
    }
}
