import FoundationEssentials

/// A JSON document of unknown form, to look into: `json["rules"][0]["rule"]["id"]`.
public struct JSON: Decodable, Hashable, Sendable, CustomStringConvertible {
    public indirect enum Content: Hashable, Sendable {
        case null
        case bool(Bool)
        case number(Int64)
        case fraction(Double)
        case text(String)
        case list([JSON])
        case object([String: JSON])
    }

    public var content: Content

    /// - Throws: when the text is not exactly one JSON document.
    public init(_ text: String) throws { self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8)) }

    private init(_ content: Content) { self.content = content }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            content = .null
        } else if let value = try? container.decode(Bool.self) {
            content = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            content = .number(value)
        } else if let value = try? container.decode(Double.self) {
            content = .fraction(value)
        } else if let value = try? container.decode(String.self) {
            content = .text(value)
        } else if let value = try? container.decode([JSON].self) {
            content = .list(value)
        } else {
            content = .object(try container.decode([String: JSON].self))
        }
    }

    public subscript(key: String) -> JSON { members[key] ?? JSON(.null) }
    public subscript(index: Int) -> JSON { list.indices.contains(index) ? list[index] : JSON(.null) }

    public var list: [JSON] { if case .list(let values) = content { values } else { [] } }
    public var text: String? { if case .text(let text) = content { text } else { nil } }
    public var texts: [String] { list.compactMap(\.text) }
    public var number: Int64? { if case .number(let number) = content { number } else { nil } }
    public var members: [String: JSON] { if case .object(let members) = content { members } else { [:] } }
    public var keys: [String] { members.keys.sorted() }
    public var isNull: Bool { content == .null }
    public var description: String { "\(content)" }
}
