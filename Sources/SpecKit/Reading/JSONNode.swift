/// JSON as it stands, so that the files of a profile can be laid over those of the cloud that it extends.
enum JSONNode: Codable {
    case object([String: JSONNode])
    case array([JSONNode])
    case text(String)
    case number(Int)
    case truth(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .truth(value)
        } else if let value = try? container.decode(Int.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONNode].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONNode].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .object(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .truth(let value): try container.encode(value)
        case .null: try container.encodeNil()
        }
    }

    /// This over another: a fact (what has a `status`) and a list stand for the other's as a whole, objects are joined key
    /// by key. What comes of the other alone is assumed, since its sources speak of another cloud.
    func laid(over base: JSONNode) -> JSONNode {
        guard case .object(let own) = self, case .object(let inherited) = base, own["status"] == nil else {
            return self
        }
        var all = inherited.mapValues(\.assumed)
        for (key, value) in own { all[key] = inherited[key].map(value.laid) ?? value }
        return .object(all)
    }

    private var assumed: JSONNode {
        switch self {
        case .object(let members):
            var members = members.mapValues(\.assumed)
            if members["status"] != nil { members["status"] = .text("assumed") }
            return .object(members)
        case .array(let elements): return .array(elements.map(\.assumed))
        case .text, .number, .truth, .null: return self
        }
    }
}
