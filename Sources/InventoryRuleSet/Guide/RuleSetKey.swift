/// A key of a rule-set file. `explain`, the manual page, the tables of the reference and the JSON Schema for editors are all
/// made of these.
public struct RuleSetKey: Sendable {
    /// The key, as it stands in the file.
    public var name: String
    /// What it means and takes, a sentence without its full stop, in Markdown.
    public var meaning: String
    /// What holds without it, in Markdown; nil for a key that has to be there.
    public var absence: String?
    /// A value that it takes, as YAML on one line.
    public var example: String
    /// What its value is.
    var shape: RuleSetShape

    init(_ name: String, _ shape: RuleSetShape, _ meaning: String, without absence: String?, example: String) {
        self.name = name
        self.meaning = meaning
        self.absence = absence
        self.example = example
        self.shape = shape
    }

    /// Whether a file, or the part of it that has the key, is refused without it.
    public var isRequired: Bool { absence == nil }
}

/// A part of a rule-set file that has keys: the file itself, a rule, a target.
public struct RuleSetObject: Sendable {
    /// What the JSON Schema calls it; empty for the file.
    public var name: String
    /// Where it stands in a file: `targets[].reports`; empty for the file. The first of several places.
    public var path: String
    /// What it is, a sentence without its full stop.
    public var meaning: String
    /// Its keys, in the order in which people write them.
    public var keys: [RuleSetKey]

    init(_ name: String, at path: String, _ meaning: String, _ keys: [RuleSetKey]) {
        self.name = name
        self.path = path
        self.meaning = meaning
        self.keys = keys
    }

    /// Where a key of it stands: `targets[].reports.bucket`.
    public func path(of key: RuleSetKey) -> String { path.isEmpty ? key.name : "\(path).\(key.name)" }
}

/// What a value in a rule-set file is.
indirect enum RuleSetShape: Sendable {
    /// A text; a bare number or `true` is the same text.
    case text
    /// The same, and not empty.
    case name
    /// A text that has to match, by a regular expression of JSON Schema; nil for any.
    case string(pattern: String?)
    case bool
    /// A whole number.
    case whole(from: Int, to: Int?)
    /// A number above zero.
    case positive
    /// One number alone.
    case constant(Int)
    /// One of these words.
    case word([String])
    /// A value that has a definition of its own in the schema.
    case defined(String)
    case list(RuleSetShape)
    /// A list of one or more.
    case some(RuleSetShape)
    /// Any keys, with such values.
    case map(RuleSetShape)
    case either([RuleSetShape])
    /// A part with keys of its own.
    case object(String)
}
