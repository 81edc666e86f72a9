/// Lets an `Encodable` value write itself into a tree.
struct JSONTreeEncoder: Encoder {
    let tree: JSONTree
    let codingPath: [any CodingKey]

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// Asked twice, it goes on with the same object: a rule and its content write their keys side by side.
    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .members = tree.content {} else { tree.content = .members([:]) }
        return KeyedEncodingContainer(JSONMembers(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .list = tree.content {} else { tree.content = .list([]) }
        return JSONList(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func member(_ key: some CodingKey) -> JSONTreeEncoder {
        JSONTreeEncoder(tree: tree.member(key.stringValue), codingPath: codingPath + [key])
    }

    func element(_ index: Int) -> JSONTreeEncoder {
        JSONTreeEncoder(tree: tree.element(), codingPath: codingPath + [JSONKey(intValue: index)])
    }
}

extension JSONTreeEncoder: SingleValueEncodingContainer {
    func encodeNil() { tree.content = .null }
    func encode(_ value: Bool) { tree.content = .bare(value ? "true" : "false") }
    func encode(_ value: String) { tree.content = .text(value) }
    func encode(_ value: Int) { tree.content = .bare(String(value)) }
    func encode(_ value: Int8) { tree.content = .bare(String(value)) }
    func encode(_ value: Int16) { tree.content = .bare(String(value)) }
    func encode(_ value: Int32) { tree.content = .bare(String(value)) }
    func encode(_ value: Int64) { tree.content = .bare(String(value)) }
    func encode(_ value: UInt) { tree.content = .bare(String(value)) }
    func encode(_ value: UInt8) { tree.content = .bare(String(value)) }
    func encode(_ value: UInt16) { tree.content = .bare(String(value)) }
    func encode(_ value: UInt32) { tree.content = .bare(String(value)) }
    func encode(_ value: UInt64) { tree.content = .bare(String(value)) }
    func encode(_ value: Double) throws { tree.content = .bare(try finite(value)) }
    func encode(_ value: Float) throws { tree.content = .bare(try finite(value)) }
    func encode(_ value: some Encodable) throws { try value.encode(to: self) }

    private func finite(_ value: some BinaryFloatingPoint & CustomStringConvertible) throws -> String {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: codingPath, debugDescription: "JSON has no way to write \(value)"))
        }
        return value.description
    }
}

/// The members of an object while they are written.
private struct JSONMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: JSONTreeEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) { encoder.member(key).encodeNil() }
    // Stands for every type that the protocol asks for by name: a value knows how to encode itself.
    func encode(_ value: some Encodable, forKey key: Key) throws { try value.encode(to: encoder.member(key)) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> { encoder.member(key).container(keyedBy: type) }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder.member(key).unkeyedContainer()
    }
    func superEncoder() -> any Encoder { encoder.member(JSONKey(stringValue: "super")) }
    func superEncoder(forKey key: Key) -> any Encoder { encoder.member(key) }
}

/// The elements of a list while they are written.
private struct JSONList: UnkeyedEncodingContainer {
    let encoder: JSONTreeEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { if case .list(let list) = encoder.tree.content { list.count } else { 0 } }

    private var next: JSONTreeEncoder { encoder.element(count) }

    func encodeNil() { next.encodeNil() }
    func encode(_ value: some Encodable) throws { try value.encode(to: next) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        next.container(keyedBy: type)
    }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next.unkeyedContainer() }
    func superEncoder() -> any Encoder { next }
}
