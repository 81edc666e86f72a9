import FoundationEssentials

/// Reads JSON in which nothing is overlooked: an unknown key and a key that stands twice are errors, and every error
/// names the file and the place.
package enum StrictJSON {
    /// - Parameter file: what errors call the text.
    /// - Throws: ``SpecError``.
    package static func decode<Value: Decodable>(
        _ type: Value.Type = Value.self, from data: some Collection<UInt8>, file: String
    ) throws(SpecError) -> Value {
        let value: Value
        do {
            value = try JSONDecoder().decode(type, from: Data(data))
        } catch let error as DecodingError {
            throw SpecError(file, describe(error))
        } catch {
            throw SpecError(file, "\(error)")
        }
        if let key = DuplicateKeys.first(in: data) { throw SpecError(file, "the key '\(key)' stands twice") }
        return value
    }

    /// One file laid over another, as ``JSONNode/laid(over:)`` does it.
    static func decode<Value: Decodable>(
        over base: JSONNode, _ difference: JSONNode, file: String
    ) throws(SpecError) -> Value {
        let text: Data
        do { text = try JSONEncoder().encode(difference.laid(over: base)) } catch { throw SpecError(file, "\(error)") }
        return try decode(from: text, file: file)
    }

    private static func describe(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): place(context.codingPath) + "'\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            place(context.codingPath) + context.debugDescription
        @unknown default: "\(error)"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "" : path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".") + ": "
    }
}
