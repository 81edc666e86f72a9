/// Header fields in the order they stand on the wire; names compare without regard to ASCII case, duplicates are kept.
public struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One header line.
    public struct Field: Sendable, Hashable {
        /// The name as it stands on the wire.
        public var name: String
        /// The value without the blanks around it.
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// All lines, in order.
    public var fields: [Field]

    public init(_ fields: [Field] = []) { self.fields = fields }

    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0, value: $1) }
    }

    /// The first value of that name. Setting replaces every line of that name, or removes them when set to nil.
    public subscript(name: String) -> String? {
        get { fields.first { ASCII.equalIgnoringCase($0.name, name) }?.value }
        set {
            // Asked first: to remove nothing would still copy a shared array.
            if self[name] != nil { fields.removeAll { ASCII.equalIgnoringCase($0.name, name) } }
            if let newValue { append(name, newValue) }
        }
    }

    /// Every value of that name, in order.
    public func values(for name: String) -> [String] {
        fields.filter { ASCII.equalIgnoringCase($0.name, name) }.map(\.value)
    }

    /// Adds a line, whether or not the name is there already.
    public mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }
}
