internal import InventoryCore

/// Reads JSON (RFC 8259) from an untrusted server or a file into the table that XML is read into: a member is a child,
/// each value of a list is a child of the list's name, a scalar is text as it is spelled, and `null` is empty. Bounded in
/// size, depth and values. A name that stands twice in an object is refused: readers differ in which of the two they take.
package enum JSONReader {
    package struct Limits: Sendable {
        package var bytes = 1 << 20
        package var depth = 32
        /// Values of the whole document.
        package var elements = 40_000
        package init() {}
    }

    /// Reads a document; its root has no name.
    /// - Throws: ``DocumentSyntaxError`` naming line and column.
    package static func read(
        _ bytes: [UInt8], limits: Limits = Limits()
    ) throws(DocumentSyntaxError) -> ElementTable {
        guard bytes.count <= min(limits.bytes, Int(Int32.max) / 2) else {
            throw DocumentSyntaxError("JSON", line: 1, column: 1, problem: "it is longer than \(limits.bytes) bytes")
        }
        let start = bytes.starts(with: TextPlace.byteOrderMark) ? 3 : 0
        var filler = JSONTableFiller(
            lexer: JSONLexer(bytes: bytes, from: start), limits: limits,
            table: ElementTableBuilder(sourceCount: bytes.count))
        do {
            try filler.document()
        } catch {
            if filler.refusal == nil, let fault = EncodingFault(in: bytes) {
                throw DocumentSyntaxError("JSON", fault, in: bytes)
            }
            let (line, column) = TextPlace.of(error.offset, in: bytes)
            throw DocumentSyntaxError(
                "JSON", line: line, column: column, problem: filler.refusal ?? "a value, a name or a sign is wrong here"
            )
        }
        return filler.table.table(source: bytes)
    }
}

private struct JSONTableFiller: ~Copyable {
    var lexer: JSONLexer
    let limits: JSONReader.Limits
    var table: ElementTableBuilder
    /// Why well-formed JSON was refused.
    var refusal: String?
    /// The names of all objects that are open, the innermost last.
    private var names: [Name] = []

    private struct Name {
        var span: ElementTable.Span
        var offset: Int
    }

    init(lexer: JSONLexer, limits: JSONReader.Limits, table: consuming ElementTableBuilder) {
        self.lexer = lexer
        self.limits = limits
        self.table = table
    }

    mutating func document() throws(JSONValue.Problem) {
        try value(.init(start: 0, end: 0), as: .member)
        try lexer.end()
    }

    /// Reads a value as an element of that name; a list as one element for each of its values.
    private mutating func value(_ name: ElementTable.Span, as form: ElementTable.Form) throws(JSONValue.Problem) {
        lexer.skipBlanks()
        guard table.depth < limits.depth, table.count < limits.elements else {
            refusal = "it nests deeper than \(limits.depth) or has more than \(limits.elements) values"
            throw lexer.problem
        }
        let isList = lexer.next == UInt8(ascii: "[")
        if isList, table.depth > 0, form == .member { return try list(name) }
        table.open(name, at: Int32(lexer.place), as: form)
        switch lexer.next {
        case UInt8(ascii: "{"): try members()
        // A list within a list, or a document that is one: there is no name to repeat, so its values are children of it.
        case UInt8(ascii: "["): try list(name)
        case UInt8(ascii: "n"): try lexer.word("null")
        case UInt8(ascii: "\""): keep(try lexer.string())
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        default: keep(try lexer.number())
        }
        table.close(at: Int32(lexer.place))
    }

    private mutating func word(_ text: String) throws(JSONValue.Problem) {
        try lexer.word(text)
        keep(text)
    }

    private mutating func keep(_ text: String) {
        guard !text.isEmpty else { return }
        table.append(table.keep(text.utf8))
    }

    private mutating func members() throws(JSONValue.Problem) {
        lexer.step()
        if lexer.take(UInt8(ascii: "}")) { return }
        let outer = names.count
        repeat {
            lexer.skipBlanks()
            guard lexer.next == UInt8(ascii: "\"") else { throw lexer.problem }
            let offset = lexer.place
            let name = table.keep(try lexer.string().utf8)
            names.append(Name(span: name, offset: offset))
            guard lexer.take(UInt8(ascii: ":")) else { throw lexer.problem }
            try value(name, as: .member)
        } while lexer.take(UInt8(ascii: ","))
        guard lexer.take(UInt8(ascii: "}")) else { throw lexer.problem }
        guard let again = repeated(from: outer) else { return names.removeSubrange(outer...) }
        let name = String(decoding: table.kept(again.span), as: UTF8.self)
        refusal = "the name '\(Printable.quoted(name, limit: 80))' stands twice in one object"
        throw JSONValue.Problem(offset: again.offset)
    }

    /// The first name of the innermost object that stood in it before. Few are compared each with each; many are looked up.
    private func repeated(from start: Int) -> Name? {
        let own = names[start...]
        if own.count <= 16 {
            return own.indices.lazy.first { index in
                own[..<index].contains { table.keeps($0.span, as: own[index].span) }
            }.map { own[$0] }
        }
        var seen: Set<ArraySlice<UInt8>> = []
        return own.first { !seen.insert(table.kept($0.span)).inserted }
    }

    private mutating func list(_ name: ElementTable.Span) throws(JSONValue.Problem) {
        let start = Int32(lexer.place)
        lexer.step()
        if lexer.take(UInt8(ascii: "]")) {
            table.open(name, at: start, as: .emptyList)
            return table.close(at: Int32(lexer.place))
        }
        repeat { try value(name, as: .listed) } while lexer.take(UInt8(ascii: ","))
        guard lexer.take(UInt8(ascii: "]")) else { throw lexer.problem }
    }
}
