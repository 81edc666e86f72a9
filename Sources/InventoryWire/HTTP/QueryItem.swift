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
        var output = ByteBuffer(capacity: 64)
        append(items, to: &output)
        return output.string
    }

    /// Appends what ``wireForm(_:)`` makes.
    package static func append(_ items: [QueryItem], to output: inout ByteBuffer) {
        for (index, item) in items.enumerated() {
            if index > 0 { output.append(0x26) }
            PercentEncoding.append(item.name, to: &output)
            guard let value = item.value else { continue }
            output.append(0x3D)
            PercentEncoding.append(value, to: &output)
        }
    }
}
