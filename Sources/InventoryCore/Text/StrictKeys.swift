/// A key of any spelling, so that unknown keys can be found and named.
package struct AnyKey: CodingKey {
    package var stringValue: String
    package var intValue: Int? { nil }

    package init(_ name: String) { stringValue = name }
    package init?(stringValue: String) { self.stringValue = stringValue }
    package init?(intValue: Int) { nil }
}

extension Decoder {
    /// A keyed container in which every key is one of `Keys`: a typo is an error with a suggestion, never ignored.
    package func strictContainer<Keys: CodingKey & CaseIterable>(
        keyedBy keys: Keys.Type, of thing: String
    ) throws -> KeyedDecodingContainer<Keys> {
        let known = Keys.allCases.map(\.stringValue)
        for key in try container(keyedBy: AnyKey.self).allKeys where !known.contains(key.stringValue) {
            let problem = UnknownName(
                kind: "key", name: key.stringValue,
                suggestion: Suggestion.closest(to: key.stringValue, among: known),
                remedy: "\(thing) has \(known.joined(separator: ", "))")
            throw DecodingError.dataCorrupted(
                .init(codingPath: codingPath + [key], debugDescription: problem.description))
        }
        return try container(keyedBy: keys)
    }
}
