internal import InventoryWire

/// What stands in an XML or JSON document once every escape is resolved, to look for a text in it. Tags and signs stay;
/// comments and the marks of CDATA go, as they may stand in the middle of a text.
enum PlainDocument {
    static func text(_ document: [UInt8]) -> [UInt8] {
        let signs: [UInt8] = [UInt8(ascii: "&"), UInt8(ascii: "\\"), UInt8(ascii: "!")]
        guard signs.contains(where: { ASCII.place(of: [$0], in: document[...]) != nil }) else { return document }
        var text: [UInt8] = []
        text.reserveCapacity(document.count)
        var rest = document[...]
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "<") where rest.dropFirst().first == UInt8(ascii: "!"):
                if let mark = mark(rest) {
                    rest = rest.dropFirst(mark)
                    continue
                }
            case UInt8(ascii: "]") where rest.dropFirst().first == byte && rest.starts(with: Array("]]>".utf8)):
                rest = rest.dropFirst(3)
                continue
            case UInt8(ascii: "&"):
                if let (value, length) = reference(rest) {
                    text += value
                    rest = rest.dropFirst(length)
                    continue
                }
            case UInt8(ascii: "\\"):
                let (value, length) = escape(rest)
                text += value
                rest = rest.dropFirst(length)
                continue
            default: break
            }
            text.append(byte)
            rest = rest.dropFirst()
        }
        return text
    }

    /// How long a comment or the beginning of CDATA is.
    private static func mark(_ rest: ArraySlice<UInt8>) -> Int? {
        if rest.starts(with: Array("<!--".utf8)) {
            return ASCII.place(of: Array("-->".utf8)[...], in: rest).map { $0 - rest.startIndex + 3 }
        }
        return rest.starts(with: Array("<![CDATA[".utf8)) ? 9 : nil
    }

    /// `&amp;`, `&#47;`, `&#x2F;`.
    private static func reference(_ rest: ArraySlice<UInt8>) -> ([UInt8], Int)? {
        guard let end = rest.prefix(64).firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
        let length = end - rest.startIndex + 1
        let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
        if let value = named[name] { return (Array(value.utf8), length) }
        let number =
            name.hasPrefix("#x")
            ? UInt32(name.dropFirst(2), radix: 16)
            : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
        return number.flatMap(Unicode.Scalar.init).map { (Array(String($0).utf8), length) }
    }

    /// `\/`, `\u002F`; others stand for signs that no secret has.
    private static func escape(_ rest: ArraySlice<UInt8>) -> ([UInt8], Int) {
        let sign = rest.dropFirst().prefix(1)
        guard sign.first == UInt8(ascii: "u"),
            let number = UInt32(String(decoding: rest.dropFirst(2).prefix(4), as: UTF8.self), radix: 16)
        else { return (Array(sign), 1 + sign.count) }
        return (Unicode.Scalar(number).map { Array(String($0).utf8) } ?? [], 6)
    }
}
