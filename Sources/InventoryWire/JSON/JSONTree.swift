/// A value while it is being encoded. An object, because a container goes on writing into it after it was handed out.
package final class JSONTree {
    package enum Content {
        case null
        /// A number or a truth value, as spelt.
        case bare(String)
        case text(String)
        case list([JSONTree])
        case members([String: JSONTree])
    }

    package var content: Content = .null

    package init() {}

    /// A new member; a member of that name is replaced.
    package func member(_ name: String) -> JSONTree {
        let child = JSONTree()
        var members: [String: JSONTree] = [:]
        if case .members(let before) = content { members = before }
        // The only reference, so that adding a member does not copy the rest.
        content = .null
        members[name] = child
        content = .members(members)
        return child
    }

    /// A new last element.
    package func element() -> JSONTree {
        let child = JSONTree()
        var list: [JSONTree] = []
        if case .list(let before) = content { list = before }
        content = .null
        list.append(child)
        content = .list(list)
        return child
    }

    /// Appends the value as JSON on one line.
    package func write(to bytes: inout [UInt8]) {
        switch content {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bare(let text): bytes.append(contentsOf: text.utf8)
        case .text(let text): Self.write(text, to: &bytes)
        case .list(let list):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in list.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .members(let members):
            bytes.append(UInt8(ascii: "{"))
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            for (index, member) in sorted.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.write(member.key, to: &bytes)
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
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0C: bytes.append(contentsOf: "\\f".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0..<0x20: bytes.append(contentsOf: Array("\\u00".utf8) + Hex.encodedBytes([byte]))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
