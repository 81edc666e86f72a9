/// Reads one JSON document from bytes.
struct JSONParser {
    private var lexer: JSONLexer

    init(bytes: [UInt8]) { lexer = JSONLexer(bytes: bytes) }

    mutating func document() throws(JSONValue.Problem) -> JSONValue {
        let value = try value(depth: 0)
        try lexer.end()
        return value
    }

    private mutating func value(depth: Int) throws(JSONValue.Problem) -> JSONValue {
        lexer.skipBlanks()
        guard depth < 16, let first = lexer.next else { throw lexer.problem }
        switch first {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try lexer.string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try lexer.number())
        }
    }

    private mutating func word(_ text: String, _ value: JSONValue) throws(JSONValue.Problem) -> JSONValue {
        try lexer.word(text)
        return value
    }

    private mutating func object(_ depth: Int) throws(JSONValue.Problem) -> JSONValue {
        lexer.step()
        var members: [String: JSONValue] = [:]
        if lexer.take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            lexer.skipBlanks()
            guard lexer.next == UInt8(ascii: "\"") else { throw lexer.problem }
            let key = try lexer.string()
            guard members[key] == nil, lexer.take(UInt8(ascii: ":")) else { throw lexer.problem }
            members[key] = try value(depth: depth + 1)
        } while lexer.take(UInt8(ascii: ","))
        guard lexer.take(UInt8(ascii: "}")) else { throw lexer.problem }
        return .object(members)
    }

    private mutating func array(_ depth: Int) throws(JSONValue.Problem) -> JSONValue {
        lexer.step()
        var values: [JSONValue] = []
        if lexer.take(UInt8(ascii: "]")) { return .array(values) }
        repeat { values.append(try value(depth: depth + 1)) } while lexer.take(UInt8(ascii: ","))
        guard lexer.take(UInt8(ascii: "]")) else { throw lexer.problem }
        return .array(values)
    }
}
