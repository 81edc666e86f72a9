/// A keyed container that refuses keys it does not know: a misspelt setting must not be a silent default.
struct StrictContainer<Key: CodingKey & CaseIterable> {
    private let values: KeyedDecodingContainer<Key>
    private let place: String

    init(_ decoder: any Decoder, _ keys: Key.Type, place: String) throws {
        self.place = place
        values = try decoder.container(keyedBy: Key.self)
        let known = Key.allCases.map(\.stringValue)
        for key in try decoder.container(keyedBy: AnyCodingKey.self).allKeys where !known.contains(key.stringValue) {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath + [key],
                    debugDescription: "unknown key '\(key.stringValue)' in \(place); "
                        + "known are \(known.joined(separator: ", "))"))
        }
    }

    func require<Value: Decodable>(_ key: Key) throws -> Value {
        guard values.contains(key) else {
            throw refuse(key, "it is missing; add it")
        }
        return try values.decode(Value.self, forKey: key)
    }

    func optional<Value: Decodable>(_ key: Key) throws -> Value? {
        try values.decodeIfPresent(Value.self, forKey: key)
    }

    /// An object whose keys are providers.
    func perProvider<Value: Decodable>(_ key: Key) throws -> [EmulatedProvider: Value] {
        var result: [EmulatedProvider: Value] = [:]
        for (name, value) in try optional(key) ?? [String: Value]() {
            guard let provider = EmulatedProvider(rawValue: name) else {
                throw refuse(key, "there is no provider '\(name)'; known are \(EmulatedProvider.names)")
            }
            result[provider] = value
        }
        return result
    }

    func refuse(_ key: Key, _ reason: String) -> DecodingError {
        .dataCorrupted(
            .init(
                codingPath: values.codingPath + [key], debugDescription: "'\(key.stringValue)' in \(place): \(reason)"))
    }
}

/// A key of any name.
struct AnyCodingKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
