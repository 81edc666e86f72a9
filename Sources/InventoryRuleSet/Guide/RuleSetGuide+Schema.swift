internal import InventoryCore

/// The JSON Schema that editors complete and check rule sets with.
extension RuleSetGuide {
    /// The schema as text, the same bytes every time.
    public var jsonSchema: String {
        let file = object("")
        var members: [(String, SchemaText)] = [
            ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            ("$id", .text("urn:cloud-inventory:rule-set:1")),
            ("title", .text("A rule set of cloud-inventory, version 1")),
        ]
        members += file.map { schema(of: $0) } ?? []
        let parts = objects.filter { !$0.name.isEmpty }.map { ($0.name, SchemaText.object(schema(of: $0))) }
        members.append(("$defs", .object(Self.definitions + parts)))
        return SchemaText.object(members).text() + "\n"
    }

    private func schema(of object: RuleSetObject) -> [(String, SchemaText)] {
        var members: [(String, SchemaText)] = [
            ("description", .text(Self.sentence(object.meaning))), ("type", .text("object")),
            ("additionalProperties", .bare("false")),
        ]
        let required = object.keys.filter(\.isRequired).map { SchemaText.text($0.name) }
        if !required.isEmpty { members.append(("required", .list(required))) }
        let properties = object.keys.map { key in
            var meaning = Self.sentence(key.meaning)
            if let absence = key.absence { meaning += " Without it: \(Self.plainText(absence))." }
            return (key.name, SchemaText.object([("description", .text(meaning))] + key.shape.schema))
        }
        members.append(("properties", .object(properties)))
        return members
    }

    /// A meaning as a sentence without Markdown.
    static func sentence(_ meaning: String) -> String {
        let text = plainText(meaning)
        // A word of the file is written as it is.
        return (meaning.hasPrefix("`") ? text : text.prefix(1).uppercased() + text.dropFirst()) + "."
    }

    /// Markdown without its marks: backticks, stars, links to pages.
    public static func plainText(_ markdown: String) -> String {
        let text = markdown.prefix { $0 != "<" }
        let isLinked = text.endIndex < markdown.endIndex
        return String(isLinked ? text.dropLast(2) : text).filling(["`": "", "*name*": "name"])
    }

    /// What several keys take.
    private static let definitions: [(String, SchemaText)] = [
        (
            "text",
            .object([
                ("description", .text("A text; a bare number is the same text.")),
                ("type", .list([.text("string"), .text("number"), .text("boolean")])),
            ])
        ),
        (
            "name",
            .object([
                ("description", .text("A text that is not empty; a bare number is the same text.")),
                ("type", .list([.text("string"), .text("number"), .text("boolean")])),
                ("pattern", .text("\\S")),
            ])
        ),
        (
            "reportPrefix",
            .object([
                (
                    "anyOf",
                    .list([
                        .object([("type", .text("string")), ("pattern", .text("^([^{}]|\\{bucket\\})*$"))]),
                        .object([("type", .list([.text("number"), .text("boolean")]))]),
                    ])
                )
            ])
        ),
        (
            "ownName",
            .object([
                ("description", .text("A name that only one cloud knows: its name, a colon and the name.")),
                ("type", .text("string")), ("pattern", .text("^[a-z0-9]+-[a-z0-9-]*:.+$")),
            ])
        ),
        (
            "schedule",
            .object([
                (
                    "anyOf",
                    .list([
                        .object([("enum", .list(["daily", "weekly", "monthly"].map(SchemaText.text)))]),
                        .reference("monthly"), .reference("ownName"),
                    ])
                )
            ])
        ),
        ("versions", .names(ObjectVersions.self)), ("format", .names(ReportFormat.self)),
        ("encryption", .names(ReportEncryption.self)),
        (
            "field",
            .names(ReportField.self, or: .object([("type", .text("string")), ("pattern", .text("^userMetadata:.+$"))]))
        ),
        ("feature", .object([("enum", .list(Feature.allCases.map { .text($0.rawValue) }))])),
    ]
}

extension RuleSetShape {
    fileprivate var schema: [(String, SchemaText)] {
        switch self {
        case .text: [("$ref", .text("#/$defs/text"))]
        case .name: [("$ref", .text("#/$defs/name"))]
        case .string(nil): [("type", .text("string"))]
        case .string(let pattern?): [("type", .text("string")), ("pattern", .text(pattern))]
        case .bool: [("type", .text("boolean"))]
        case .whole(let least, let most):
            [("type", .text("integer")), ("minimum", .bare("\(least)"))]
                + (most.map { [("maximum", .bare("\($0)"))] } ?? [])
        case .positive: [("type", .text("number")), ("exclusiveMinimum", .bare("0"))]
        case .constant(let number): [("const", .bare("\(number)"))]
        case .word(let words): [("enum", .list(words.map(SchemaText.text)))]
        case .defined(let name), .object(let name): [("$ref", .text("#/$defs/\(name)"))]
        case .list(let element): [("type", .text("array")), ("items", .object(element.schema))]
        case .some(let element): RuleSetShape.list(element).schema + [("minItems", .bare("1"))]
        case .map(let element): [("type", .text("object")), ("additionalProperties", .object(element.schema))]
        case .either(let choices): [("anyOf", .list(choices.map { .object($0.schema) }))]
        }
    }
}

/// JSON with its members in the order given, a line for what fits on one.
private indirect enum SchemaText: Sendable {
    case text(String)
    case bare(String)
    case list([SchemaText])
    case object([(String, SchemaText)])

    private static let width = 118

    static func reference(_ name: String) -> SchemaText { .object([("$ref", .text("#/$defs/\(name)"))]) }

    /// The names that people may write, and those that only one cloud knows.
    static func names<Name: OpenName>(_ type: Name.Type, or other: SchemaText? = nil) -> SchemaText {
        let known = SchemaText.object([
            ("enum", .list(Name.knownNames.filter { !$0.contains(":") }.map(SchemaText.text)))
        ])
        return .object([("anyOf", .list([known] + [other].compactMap(\.self) + [.reference("ownName")]))])
    }

    func text(indent: String = "") -> String {
        let line = oneLine
        guard line.utf8.count + indent.utf8.count > Self.width else { return line }
        let inner = indent + "  "
        switch self {
        case .text, .bare: return line
        case .list(let elements):
            return "[\n" + elements.map { inner + $0.text(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members):
            let lines = members.map { "\(inner)\(Self.quoted($0.0)): \($0.1.text(indent: inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    private var oneLine: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .bare(let text): text
        case .list(let elements): "[" + elements.map(\.oneLine).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { "\(Self.quoted($0.0)): \($0.1.oneLine)" }.joined(separator: ", ") + "}"
        }
    }

    /// The texts here hold no control characters.
    private static func quoted(_ text: String) -> String {
        "\"" + text.filling(["\\": "\\\\", "\"": "\\\""]) + "\""
    }
}
