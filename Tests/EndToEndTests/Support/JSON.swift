#if CommandLineTool && EmulatorServer
    import FoundationEssentials

    /// A JSON document of unknown form, to look into: `json["rules"][0]["rule"]["id"]`.
    struct JSON: Decodable, Hashable, CustomStringConvertible {
        indirect enum Content: Hashable {
            case null
            case bool(Bool)
            case number(Double)
            case text(String)
            case list([JSON])
            case object([String: JSON])
        }

        var content: Content

        /// - Throws: when the text is not exactly one JSON document.
        init(_ text: String) throws { self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8)) }

        private init(_ content: Content) { self.content = content }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                content = .null
            } else if let value = try? container.decode(Bool.self) {
                content = .bool(value)
            } else if let value = try? container.decode(Double.self) {
                content = .number(value)
            } else if let value = try? container.decode(String.self) {
                content = .text(value)
            } else if let value = try? container.decode([JSON].self) {
                content = .list(value)
            } else {
                content = .object(try container.decode([String: JSON].self))
            }
        }

        subscript(key: String) -> JSON {
            if case .object(let members) = content { members[key] ?? JSON(.null) } else { JSON(.null) }
        }

        subscript(index: Int) -> JSON { list.indices.contains(index) ? list[index] : JSON(.null) }

        var list: [JSON] { if case .list(let values) = content { values } else { [] } }
        var text: String? { if case .text(let text) = content { text } else { nil } }
        var number: Double? { if case .number(let number) = content { number } else { nil } }
        var keys: [String] { if case .object(let members) = content { members.keys.sorted() } else { [] } }
        var isNull: Bool { content == .null }

        var description: String { "\(content)" }
    }
#endif
