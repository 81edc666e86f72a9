/// Reads one JSON document from bytes.
struct JSONParser {
    private let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSONValue.Problem) -> JSONValue {
        let value = try value(depth: 0)
        skipBlanks()
        guard place == bytes.count else { throw problem }
        return value
    }

    private var problem: JSONValue.Problem { JSONValue.Problem(offset: place) }
    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard next == byte else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONValue.Problem) -> JSONValue {
        skipBlanks()
        guard depth < 16, let first = next else { throw problem }
        switch first {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func word(_ text: String, _ value: JSONValue) throws(JSONValue.Problem) -> JSONValue {
        guard bytes[place...].starts(with: text.utf8) else { throw problem }
        place += text.utf8.count
        return value
    }

    private mutating func object(_ depth: Int) throws(JSONValue.Problem) -> JSONValue {
        place += 1
        var members: [String: JSONValue] = [:]
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw problem }
            let key = try string()
            guard members[key] == nil, take(UInt8(ascii: ":")) else { throw problem }
            members[key] = try value(depth: depth + 1)
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw problem }
        return .object(members)
    }

    private mutating func array(_ depth: Int) throws(JSONValue.Problem) -> JSONValue {
        place += 1
        var values: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array(values) }
        repeat { values.append(try value(depth: depth + 1)) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw problem }
        return .array(values)
    }

    private mutating func number() throws(JSONValue.Problem) -> String {
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

    private mutating func string() throws(JSONValue.Problem) -> String {
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
