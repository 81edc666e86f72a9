/// JSON on one line for what has a `Codable` form: journals, plans, rule sets. Keys are sorted, so equal values give equal
/// bytes, and slashes stand bare.
package enum JSONText {
    /// The value as JSON.
    /// - Throws: `EncodingError` for a number that JSON cannot write, and what the value's own encoding throws.
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let tree = JSONTree()
        try value.encode(to: JSONTreeEncoder(tree: tree, codingPath: []))
        var bytes: [UInt8] = []
        tree.write(to: &bytes)
        return bytes
    }

    /// Reads a value that this program wrote, of whatever length.
    /// - Throws: ``JSONValue/Problem``, `DecodingError`, and what the value's own decoding throws.
    package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try Value(from: JSONValueDecoder(value: try JSONValue(bytes, maximumBytes: .max), codingPath: []))
    }
}

/// A place in a coding path.
struct JSONKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) { (self.stringValue, intValue) = (stringValue, nil) }
    init(intValue: Int) { (stringValue, self.intValue) = (String(intValue), intValue) }
}
