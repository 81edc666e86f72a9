internal import InventoryWire

/// A request target taken apart, raw and decoded side by side: signatures need the one or the other.
struct RequestTarget: Sendable, Hashable {
    /// The path as it stood on the wire.
    var rawPath: String
    /// The query parameters in wire order.
    var query: [Parameter]

    struct Parameter: Sendable, Hashable {
        var name: String
        /// Nil where the parameter had no `=`.
        var value: String?
    }

    /// Takes the target apart. A proxy's absolute form (`http://host/path`) is read like its path.
    /// - Returns: nil for what is no target of a resource, such as `*` or text with control characters.
    init?(_ target: String, plusIsSpace: Bool) {
        guard !ASCII.hasControlCharacter(target), !target.utf8.contains(0x20) else { return nil }
        var rest = Substring(target)
        for scheme in ["http://", "https://"] where rest.lowercased().hasPrefix(scheme) {
            let afterScheme = rest.dropFirst(scheme.utf8.count)
            let end = afterScheme.firstIndex { $0 == "/" || $0 == "?" } ?? afterScheme.endIndex
            rest = afterScheme[end...]
            if rest.isEmpty || rest.first == "?" { rest = "/" + rest }
        }
        guard rest.utf8.first == 0x2F else { return nil }
        if let fragment = rest.firstIndex(of: "#") { rest = rest[..<fragment] }
        let mark = rest.firstIndex(of: "?") ?? rest.endIndex
        rawPath = String(rest[..<mark])
        let text = { (part: Substring) in
            String(decoding: PercentEncoding.decode(part, plusIsSpace: plusIsSpace), as: UTF8.self)
        }
        query = rest[mark...].dropFirst().split(separator: "&", omittingEmptySubsequences: true).map { item in
            guard let equals = item.firstIndex(of: "=") else { return Parameter(name: text(item), value: nil) }
            return Parameter(name: text(item[..<equals]), value: text(item[item.index(after: equals)...]))
        }
    }

    /// The path with its escapes resolved; a `+` in a path is a plus sign.
    var decodedPath: String { String(decoding: PercentEncoding.decode(rawPath), as: UTF8.self) }

    /// Whether a parameter of exactly that name stands in the query.
    func has(_ name: String) -> Bool { query.contains { $0.name == name } }

    /// The first value of that name; an empty text where the name stands without one.
    subscript(name: String) -> String? {
        query.first { $0.name == name }.map { $0.value ?? "" }
    }

    /// The parameters as signatures of the shape of AWS's version 4 have them: encoded, in byte order of the name, then of
    /// the value.
    /// - Parameter signature: the parameter that has the signature itself, which is not signed.
    func sortedQuery(without signature: String) -> [(name: String, value: String)] {
        query.filter { $0.name != signature }
            .map { (name: PercentEncoding.encode($0.name), value: PercentEncoding.encode($0.value ?? "")) }
            .sorted { first, second in
                first.name == second.name
                    ? first.value.utf8.lexicographicallyPrecedes(second.value.utf8)
                    : first.name.utf8.lexicographicallyPrecedes(second.name.utf8)
            }
    }
}
