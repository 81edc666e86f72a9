/// A span of object sizes in bytes; either end may be open.
public struct SizeSpan: Hashable, Sendable {
    /// The smallest size taken; nil for no bound.
    public var from: Int64?
    /// The largest size taken; nil for no bound.
    public var to: Int64?

    public init(from: Int64? = nil, to: Int64? = nil) {
        self.from = from
        self.to = to
    }
}

extension SizeSpan: CustomStringConvertible {
    /// `1024 to …`
    public var description: String { "\(from.map(String.init) ?? "…") to \(to.map(String.init) ?? "…")" }
}

extension SizeSpan {
    /// Why the span is invalid on every cloud; nil when it is valid.
    package var impossibility: String? {
        if let negative = [from, to].compactMap({ $0 }).first(where: { $0 < 0 }) {
            return "no object has \(negative) bytes; write 0 or more"
        }
        guard let from, let to, to < from else { return nil }
        return "its largest size (\(to)) is below its smallest (\(from)), so no object is in it; exchange from and to"
    }
}

extension SizeSpan: Codable {
    private enum Key: String, CodingKey, CaseIterable { case from, to }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a span of sizes")
        from = try container.decodeIfPresent(Int64.self, forKey: .from)
        to = try container.decodeIfPresent(Int64.self, forKey: .to)
    }
}
