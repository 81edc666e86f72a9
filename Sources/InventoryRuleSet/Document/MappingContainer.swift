/// A mapping as a type reads it.
struct MappingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let mapping: DocumentNode.Mapping
    let decoder: NodeDecoder

    var codingPath: [any CodingKey] { decoder.codingPath }

    /// The keys that the type knows how to hold, in the order written.
    var allKeys: [Key] { mapping.entries.compactMap { Key(stringValue: $0.key) } }

    func contains(_ key: Key) -> Bool { mapping[key.stringValue] != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try part(key).decodeNil() }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try part(key).decode(type) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try part(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try part(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { part(orNull: DocumentKey("super")) }

    func superDecoder(forKey key: Key) throws -> any Decoder { part(orNull: key) }

    /// The decoder of a value; the type now knows its key.
    private func part(_ key: Key) throws -> NodeDecoder {
        guard let entry = mapping[key.stringValue] else {
            throw DecodingError.keyNotFound(
                key,
                .init(codingPath: codingPath, debugDescription: "the key \"\(Excerpt(key.stringValue))\" is missing"))
        }
        decoder.asked.locations.insert(entry.keyLocation)
        return decoder.child(entry.value, at: key)
    }

    /// The decoder of a value, or of null where there is none: a superclass may want nothing.
    private func part(orNull key: some CodingKey) -> NodeDecoder {
        guard let entry = mapping[key.stringValue] else {
            return decoder.child(DocumentNode(null: decoder.node.location), at: key)
        }
        decoder.asked.locations.insert(entry.keyLocation)
        return decoder.child(entry.value, at: key)
    }
}

// The protocol asks for each type by name, so that no container has to test generic types.
extension MappingContainer {
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try part(key).decode(type) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try part(key).decode(type) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try part(key).decode(type) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try part(key).decode(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try part(key).decode(type) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try part(key).decode(type) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try part(key).decode(type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try part(key).decode(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try part(key).decode(type) }
    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 { try part(key).decode(type) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try part(key).decode(type) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try part(key).decode(type) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try part(key).decode(type) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try part(key).decode(type) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try part(key).decode(type) }
    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 { try part(key).decode(type) }
}
