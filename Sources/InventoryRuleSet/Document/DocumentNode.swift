/// One value of a YAML or JSON file, with the place where it stands.
public struct DocumentNode: Sendable {
    /// Where the value starts. A mapping or list in block style starts at its first key or first dash.
    public let location: DocumentLocation

    /// The value itself.
    public let content: Content

    /// What a value can be.
    public enum Content: Sendable {
        /// Keys and values, in the order written.
        case mapping(Mapping)
        /// Values in the order written.
        case sequence([DocumentNode])
        /// Text, and what it stands for.
        case scalar(Scalar)
    }

    /// A mapping whose keys are texts and differ from each other.
    ///
    /// A key is always the text written: `on`, `12` and `null` are texts before a colon, whatever they are after it.
    public struct Mapping: Sendable {
        /// The pairs, in the order written.
        public private(set) var entries: [Entry] = []

        /// Which entry has a key; hashed, because a list of buckets may be written as a large mapping.
        private var index: [String: Int] = [:]

        /// The entry of that key, where there is one.
        public subscript(key: String) -> Entry? { index[key].map { entries[$0] } }

        /// Adds an entry, unless its key stands already: then returns where.
        mutating func add(_ entry: Entry) -> DocumentLocation? {
            if let first = index[entry.key] { return entries[first].keyLocation }
            index[entry.key] = entries.count
            entries.append(entry)
            return nil
        }
    }

    /// A key of a mapping and its value.
    public struct Entry: Sendable {
        /// The key, as written.
        public let key: String

        /// Where the key starts.
        public let keyLocation: DocumentLocation

        /// The value.
        public let value: DocumentNode
    }

    /// A value without parts.
    public struct Scalar: Hashable, Sendable {
        /// The text, without quotes, with escapes resolved.
        public let text: String

        /// How it is written.
        public let style: Style

        /// What it stands for.
        public let kind: Kind

        /// How a scalar is written.
        public enum Style: Sendable {
            /// Bare: `daily`, `12`, `true`.
            case plain
            /// In quotes, or as a block after `|` or `>`: a string, whatever it spells.
            case quoted
        }

        /// What a scalar stands for.
        ///
        /// By the core schema of YAML 1.2, which JSON agrees with; so `yes`, `no`, `on` and `off` are strings, and
        /// `0o14` is twelve. `012` is a number too, and is refused where one is read: others take it for ten.
        public enum Kind: Sendable {
            /// Nothing at all, `~` or `null`.
            case null
            /// `true` or `false`.
            case bool
            /// A whole number: decimal, `0o` octal or `0x` hexadecimal.
            case int
            /// A number with a point or an exponent, `.inf` or `.nan`.
            case float
            /// Any other text, and everything in quotes.
            case string
        }
    }
}

extension DocumentNode {
    /// Whether the value is null: `null`, `~`, or nothing after the colon.
    public var isNull: Bool {
        if case .scalar(let scalar) = content { scalar.kind == .null } else { false }
    }

    /// Null, for what is not written.
    init(null location: DocumentLocation) {
        self.init(location: location, content: .scalar(Scalar(text: "", style: .plain, kind: .null)))
    }

    /// The value in the words of an error: `a list`, `the text "daily"`.
    var phrase: String {
        switch content {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .scalar(let scalar):
            switch scalar.kind {
            case .null: "null"
            case .string: "the text \"\(Excerpt(scalar.text))\""
            case .bool, .int, .float: "\(Excerpt(scalar.text))"
            }
        }
    }
}
