/// A JSON document of the emulator's own: members stand in the order in which they are given.
indirect enum JSONPart: Sendable {
    /// A number or a truth value, as spelled.
    case bare(String)
    case text(String)
    case list([JSONPart])
    case members([(name: String, value: JSONPart)])
    case null
    /// JSON that is written already.
    case written([UInt8])

    static func bool(_ value: Bool) -> JSONPart { .bare(value ? "true" : "false") }
    static func number(_ value: Int) -> JSONPart { .bare("\(value)") }

    /// The document on one line.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += Array("null".utf8)
        case .bare(let text): bytes += Array(text.utf8)
        case .text(let text): Self.write(text, to: &bytes)
        case .written(let fragment): bytes += fragment
        case .list(let parts):
            bytes.append(UInt8(ascii: "["))
            for (index, part) in parts.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                part.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .members(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.write(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: bytes += Array((byte < 0x10 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
