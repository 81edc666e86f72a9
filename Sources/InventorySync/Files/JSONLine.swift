internal import InventoryCore
internal import InventoryWire

/// One line of JSON, with the keys in a fixed order.
enum JSONLine {
    static func encode(_ value: some Encodable) throws(InventoryError) -> [UInt8] {
        do {
            return try JSONText.encode(value)
        } catch {
            throw InventoryError(
                .journalFailed, "a record cannot be written as JSON: \(InventoryError.sentence(of: error))",
                cause: error)
        }
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from line: [UInt8]) throws -> Value {
        try JSONText.decode(type, from: line)
    }
}
