import FoundationEssentials

/// JSON as golden texts hold it: keys sorted, slashes bare, one line.
enum JSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    /// The sentence with which decoding fails; nil when it does not.
    static func problem<Value: Decodable>(_ type: Value.Type, _ text: String) -> String? {
        do {
            _ = try value(type, text)
            return nil
        } catch DecodingError.dataCorrupted(let context) {
            return context.debugDescription
        } catch DecodingError.keyNotFound(let key, _) {
            return "missing \(key.stringValue)"
        } catch DecodingError.typeMismatch(_, let context) {
            return "type at \(context.codingPath.map(\.stringValue).joined(separator: "."))"
        } catch {
            return "\(error)"
        }
    }
}
