internal import CYAML

/// A refusal by libyaml, said so that one knows what to change.
struct YAMLProblem {
    var error: DocumentError

    init(_ parser: yaml_parser_t, source: DocumentSource) {
        switch parser.error {
        case YAML_READER_ERROR:
            // The text is decoded ahead of the parser, so this knows an offset and no mark.
            let problem = parser.problem.map { String(cString: $0) }
            error = DocumentError(
                at: source.location(offset: parser.problem_offset),
                problem == "control characters are not allowed"
                    ? "the character U+\(Self.hex(parser.problem_value)) may not stand in YAML; write an escape in double quotes"
                    : "the byte \(Self.hex(parser.problem_value)) does not belong to UTF-8")
        case YAML_SCANNER_ERROR, YAML_PARSER_ERROR:
            let mark = parser.problem_mark
            let problem = parser.problem.map { String(cString: $0) } ?? "the text is no YAML"
            let context = parser.context.map { String(cString: $0) }
            error = DocumentError(
                at: source.location(line: mark.line, column: mark.column),
                Self.sentence(problem, context, at: source.scalar(at: mark.index)))
        default:
            error = DocumentError(at: source.location(offset: 0), "there is no memory to read the file")
        }
    }

    private static func sentence(_ problem: String, _ context: String?, at scalar: Unicode.Scalar?) -> String {
        switch (problem, scalar) {
        case ("found character that cannot start any token", "\t"):
            "a tab cannot indent; use blanks"
        case ("found character that cannot start any token", let scalar?):
            "a text cannot start with `\(scalar)`; put it in quotes"
        case ("found invalid Unicode character escape code", _):
            "an escape stands for no character: a half of a surrogate pair, or a number above 10FFFF"
        case ("mapping values are not allowed in this context", _):
            "a colon stands where no key can be; put a text that holds one in quotes, or check the indentation"
        default:
            // libyaml's own words: "while scanning a quoted scalar: found unexpected end of stream".
            context.map { "\($0): \(problem)" } ?? problem
        }
    }

    private static func hex(_ value: Int32) -> String { String(value, radix: 16, uppercase: true) }
}
