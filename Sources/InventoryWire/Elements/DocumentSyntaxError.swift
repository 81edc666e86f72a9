/// Why a text is not a document that we read.
package struct DocumentSyntaxError: Error, Hashable, CustomStringConvertible {
    /// The language that it is not: `XML`, `JSON`.
    package var language: String
    package var line: Int
    package var column: Int
    package var problem: String

    package init(_ language: String, line: Int, column: Int, problem: String) {
        self.language = language
        self.line = line
        self.column = column
        self.problem = problem
    }

    /// Names the byte that is not UTF-8.
    init(_ language: String, _ fault: EncodingFault, in bytes: [UInt8]) {
        let (line, column) = TextPlace.of(fault.offset, in: bytes)
        self.init(language, line: line, column: column, problem: fault.description)
    }

    package var description: String {
        "line \(line), column \(column): not an acceptable \(language) document: \(problem)"
    }
}

/// Places in a text.
enum TextPlace {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Line and column of the byte that is `position` bytes from the beginning, counted from 1; a column is a character,
    /// and a byte order mark is none.
    static func of(_ position: Int, in bytes: some Collection<UInt8>) -> (line: Int, column: Int) {
        var (line, column) = (1, 1)
        for byte in bytes.prefix(position).dropFirst(bytes.starts(with: byteOrderMark) ? 3 : 0) {
            if byte == 0x0A {
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }
}
