/// A key of any spelling, so that unknown keys can be found and named.
package struct AnyKey: CodingKey {
    package var stringValue: String
    package var intValue: Int? { nil }

    package init(_ name: String) { stringValue = name }
    package init?(stringValue: String) { self.stringValue = stringValue }
    package init?(intValue: Int) { nil }
}

extension Decoder {
    /// A keyed container in which every key is one of `Keys`: a typo is an error with a suggestion, never ignored. So is a
    /// key without a value: what a template left empty must not read as "everything".
    /// - Parameter takesNull: whether null is a value, as it is in files of facts.
    package func strictContainer<Keys: CodingKey & CaseIterable>(
        keyedBy keys: Keys.Type, of thing: String, takesNull: Bool = false
    ) throws -> KeyedDecodingContainer<Keys> {
        let known = Keys.allCases.map(\.stringValue)
        let all: KeyedDecodingContainer<AnyKey>
        do {
            all = try container(keyedBy: AnyKey.self)
        } catch let error as DecodingError {
            throw error.saying("\(thing) has \(known.joined(separator: ", "))")
        }
        for key in all.allKeys where !known.contains(key.stringValue) {
            let problem = UnknownName(
                kind: "key", name: key.stringValue,
                suggestion: Suggestion.closest(to: key.stringValue, among: known),
                remedy: "\(thing) has \(known.joined(separator: ", "))")
            throw DecodingError.dataCorrupted(
                .init(codingPath: codingPath + [key], debugDescription: problem.description))
        }
        let container = try container(keyedBy: keys)
        guard !takesNull else { return container }
        for key in container.allKeys where try container.decodeNil(forKey: key) {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: container,
                debugDescription: "\(key.stringValue) has no value; give it one, or remove the key")
        }
        return container
    }
}

extension DecodingError {
    /// The same for a value of another kind than what is read there, with what may stand there.
    func saying(_ remedy: String) -> DecodingError {
        guard case .typeMismatch(let type, var context) = self else { return self }
        context = Context(
            codingPath: context.codingPath, debugDescription: "\(context.debugDescription); \(remedy)",
            underlyingError: context.underlyingError)
        return .typeMismatch(type, context)
    }
}
