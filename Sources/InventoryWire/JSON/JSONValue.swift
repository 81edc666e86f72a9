/// A JSON document (RFC 8259), read strictly: duplicate keys, trailing text, more than 16 levels and more bytes than were
/// expected are errors. (Foundation's reader takes the first two without a word, and adds six megabytes to every program
/// that embeds this one.)
package indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// As spelt.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// A document that is none. Says where, and never what stood there: it may be a secret.
    package struct Problem: Error, CustomStringConvertible {
        /// Bytes before the place at fault.
        package var offset: Int
        package var description: String { "no JSON at byte \(offset)" }
    }

    /// - Parameter maximumBytes: what hands out keys is small, or it is not what we took it for.
    package init(_ bytes: [UInt8], maximumBytes: Int = 1 << 16) throws(Problem) {
        guard bytes.count <= maximumBytes else { throw Problem(offset: maximumBytes) }
        var parser = JSONParser(bytes: bytes)
        self = try parser.document()
    }

    /// A member of an object.
    package subscript(key: String) -> JSONValue? { if case .object(let members) = self { members[key] } else { nil } }

    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var integer: Int64? { if case .number(let text) = self { Int64(text) } else { nil } }
    package var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
    package var keys: Set<String> { if case .object(let members) = self { Set(members.keys) } else { [] } }
}

/// It may hold keys, so it shows nothing.
extension JSONValue: CustomStringConvertible, CustomReflectable {
    package var description: String { "<JSON>" }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
