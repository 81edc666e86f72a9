/// Reads the words of a JSON document (RFC 8259) from bytes, strictly.
struct JSONLexer {
    let bytes: [UInt8]
    private(set) var place = 0

    init(bytes: [UInt8], from start: Int = 0) { (self.bytes, place) = (bytes, start) }

    var problem: JSONValue.Problem { JSONValue.Problem(offset: place) }
    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func skipBlanks() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard next == byte else { return false }
        place += 1
        return true
    }

    /// Steps over the byte at hand.
    mutating func step() { place += 1 }

    /// Steps over the end of the document.
    mutating func end() throws(JSONValue.Problem) {
        skipBlanks()
        guard place == bytes.count else { throw problem }
    }

    /// Steps over `true`, `false` or `null`.
    mutating func word(_ text: String) throws(JSONValue.Problem) {
        guard bytes[place...].starts(with: text.utf8) else { throw problem }
        place += text.utf8.count
    }

    /// Steps over a number and returns it as it is spelled.
    mutating func number() throws(JSONValue.Problem) -> String {
        let start = place
        if next == UInt8(ascii: "-") { place += 1 }
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[place - whole] != UInt8(ascii: "0") else { throw problem }
        if next == UInt8(ascii: ".") {
            place += 1
            guard digits() > 0 else { throw problem }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            place += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
            guard digits() > 0 else { throw problem }
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func digits() -> Int {
        let start = place
        while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
        return place - start
    }

    /// Steps over a string and returns it without its escapes.
    mutating func string() throws(JSONValue.Problem) -> String {
        place += 1
        var text: [UInt8] = []
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else { throw problem }
                return string
            case UInt8(ascii: "\\"): text += try escape()
            case 0..<0x20: throw problem
            default: text.append(byte)
            }
        }
        throw problem
    }

    private mutating func escape() throws(JSONValue.Problem) -> [UInt8] {
        guard let byte = next else { throw problem }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if (0xD800..<0xDC00).contains(code) {
                guard bytes[place...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else { throw problem }
                place += 2
                let low = try hexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw problem }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw problem }
            return Array(String(Character(scalar)).utf8)
        default: throw problem
        }
    }

    private mutating func hexadecimal() throws(JSONValue.Problem) -> UInt32 {
        guard place + 4 <= bytes.count else { throw problem }
        var code: UInt32 = 0
        for byte in bytes[place..<(place + 4)] {
            switch byte {
            case 0x30...0x39: code = code << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: code = code << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: code = code << 4 | UInt32(byte - 0x57)
            default: throw problem
            }
        }
        place += 4
        return code
    }
}
