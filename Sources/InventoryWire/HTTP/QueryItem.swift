/// One decoded query parameter; a nil value stands for a bare name, without `=`.
public struct QueryItem: Sendable, Hashable {
    /// The name, decoded.
    public var name: String
    /// The value, decoded; nil where there is no `=`.
    public var value: String?

    public init(_ name: String, _ value: String? = nil) {
        self.name = name
        self.value = value
    }

    /// Writes parameters as they go on the wire: unreserved bytes bare, every other byte percent-encoded, never a `+`.
    package static func wireForm(_ items: [QueryItem]) -> String {
        items.map { item in
            let name = PercentEncoding.encode(item.name)
            return item.value.map { name + "=" + PercentEncoding.encode($0) } ?? name
        }.joined(separator: "&")
    }
}
