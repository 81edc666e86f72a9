import FoundationEssentials
import InventoryCore

/// The JSON that this tool prints: keys sorted, indented unless it is to be one line, ending in a line feed.
enum JSONText {
    /// Writes a value. Characters that could steer a terminal are escaped, which changes nothing for a reader of JSON.
    static func encode(_ value: some Encodable, onOneLine: Bool = false) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if !onOneLine { encoder.outputFormatting.insert(.prettyPrinted) }
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        var safe = ""
        for scalar in text.unicodeScalars {
            // Those below a blank that are left are the layout: the encoder has escaped the others.
            guard scalar.value >= 0x20, Printable.steers(scalar) else {
                safe.unicodeScalars.append(scalar)
                continue
            }
            for unit in UTF16.encode(scalar) ?? .init() {
                let digits = String(unit, radix: 16)
                safe += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }
        }
        return safe + "\n"
    }
}

/// Any JSON value, for documents whose keys are not known here.
indirect enum JSONValue: Encodable, Hashable, Sendable {
    case null
    case truth(Bool)
    case number(Decimal)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .truth(let value): try value.encode(to: encoder)
        case .number(let number):
            // In a container: alone it would write its parts.
            var container = encoder.singleValueContainer()
            try container.encode(number)
        case .text(let text): try text.encode(to: encoder)
        case .list(let values): try values.encode(to: encoder)
        case .object(let members): try members.encode(to: encoder)
        }
    }
}
