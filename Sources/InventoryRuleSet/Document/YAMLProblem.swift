internal import CYAML

/// What libyaml refuses, said so that one sees what to change.
struct YAMLProblem {
    private let parser: yaml_parser_t
    private let source: DocumentSource

    init(_ parser: yaml_parser_t, in source: DocumentSource) {
        self.parser = parser
        self.source = source
    }

    var error: DocumentError {
        switch parser.error {
        case YAML_READER_ERROR: unreadable
        case YAML_SCANNER_ERROR, YAML_PARSER_ERROR: malformed
        default: DocumentError(at: source.location(offset: 0), "there is no memory to read the file")
        }
    }

    /// The text is decoded ahead of the parser, so the place is an offset and no mark.
    private var unreadable: DocumentError {
        let offset = parser.problem_offset
        let location = source.location(offset: offset)
        guard problem != "control characters are not allowed" else {
            let number = String(parser.problem_value, radix: 16, uppercase: true)
            return DocumentError(
                at: location, "the character U+\(number) may not stand in YAML; write an escape in double quotes")
        }
        guard source.bytes.indices.contains(offset) else { return DocumentError(at: location, problem) }
        let place = beginning(of: offset)
        let byte = String(source.bytes[place], radix: 16, uppercase: true)
        return DocumentError(
            at: source.location(offset: place),
            "the file is not UTF-8: the byte \(byte) cannot stand here; save the file as UTF-8")
    }

    /// Where a sequence of bytes began that is broken off at this offset. libyaml names the byte behind it, which is often
    /// a good one: in Latin-1 an accented letter alone looks like the beginning of a sequence.
    private func beginning(of offset: Int) -> Int {
        guard problem == "invalid trailing UTF-8 octet" else { return offset }
        var place = max(0, offset - 1)
        while place > 0, source.bytes[place] & 0xC0 == 0x80 { place -= 1 }
        return place
    }

    private var malformed: DocumentError {
        let place = location(of: parser.problem_mark)
        let scalar = source.scalar(at: parser.problem_mark.index)
        switch (problem, scalar) {
        case ("found character that cannot start any token", "\t"):
            return DocumentError(at: place, "a tab cannot indent; use blanks")
        case ("found character that cannot start any token", let scalar?):
            return DocumentError(at: place, "a text cannot start with `\(scalar)`; put it in quotes")
        case ("mapping values are not allowed in this context", _):
            return DocumentError(
                at: place,
                "a colon stands where no key can be; put a text that holds one in quotes, or check the indentation")
        case ("found invalid Unicode character escape code", _):
            // The mark stands after the backslash and the letter.
            var mark = parser.problem_mark
            mark.column -= min(2, mark.column)
            return DocumentError(
                at: location(of: mark),
                "an escape stands for no character: a half of a surrogate pair, or a number above 10FFFF")
        case ("found unknown escape character", _):
            return DocumentError(
                at: place,
                "a backslash in double quotes starts an escape, and this is none; write it twice, or use single quotes")
        case ("did not find expected <document start>", _):
            return DocumentError(
                at: place, "the document is complete before this; check the indentation, and the blank after a colon")
        case ("could not find expected ':'", _):
            return DocumentError(at: location(of: parser.context_mark), "a colon must follow the key, on the same line")
        case (_, nil) where parser.context != nil:
            // What is never closed is noticed at the end, and mended where it starts.
            return DocumentError(at: location(of: parser.context_mark), "\(sentence); the file ends before")
        case ("did not find expected '-' indicator", _), ("did not find expected key", _):
            return DocumentError(at: place, "\(sentence); check the indentation of line \(place.line)")
        default:
            return DocumentError(at: place, sentence)
        }
    }

    /// In libyaml's own words: `while parsing a flow mapping: did not find expected ',' or '}'`.
    private var sentence: String {
        parser.context.map { "\(String(cString: $0)): \(problem)" } ?? problem
    }

    private var problem: String { parser.problem.map { String(cString: $0) } ?? "it is no YAML" }

    private func location(of mark: yaml_mark_t) -> DocumentLocation {
        source.location(line: mark.line, column: mark.column)
    }
}
