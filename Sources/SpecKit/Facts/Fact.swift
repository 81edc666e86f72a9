package import InventoryCore

/// A value with where it comes from. `null` is a fact too: that no source has such a bound.
package struct Fact<Value: Decodable & Sendable>: Decodable, Sendable {
    package var value: Value
    package var status: FactStatus
    /// Tags of the sources, as the facts pages define them: `DOC-PUT, S002`.
    package var source: String
    package var note: String?

    private enum Key: String, CodingKey, CaseIterable { case value, status, source, note }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a fact", takesNull: true)
        value = try container.decode(Value.self, forKey: .value)
        status = try container.decode(FactStatus.self, forKey: .status)
        source = try container.decodeSource(forKey: .source)
        note = try container.decodeIfPresent(String.self, forKey: .note)
    }
}

extension KeyedDecodingContainer {
    /// A source tag, which may not be blank: a fact without a source is an opinion.
    func decodeSource(forKey key: Key) throws -> String {
        let source = try decode(String.self, forKey: key)
        guard source.contains(where: { !$0.isWhitespace }) else {
            throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "a fact needs a source")
        }
        return source
    }
}
