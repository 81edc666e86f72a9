/// One row of a dialect's element table: a name, how often it may stand, and what may be inside.
struct Shape: Sendable {
    enum Count: Sendable { case required, optional, repeated, forbidden }
    enum Content: Sendable {
        case text(ValueCheck)
        case group([Shape])
    }

    var name: String
    var count: Count
    var content: Content

    static func required(_ name: String, _ check: ValueCheck) -> Shape { Shape(name, .required, .text(check)) }
    static func optional(_ name: String, _ check: ValueCheck = .any) -> Shape { Shape(name, .optional, .text(check)) }
    static func repeated(_ name: String, _ check: ValueCheck) -> Shape { Shape(name, .repeated, .text(check)) }
    static func group(_ name: String, _ count: Count, _ children: [Shape]) -> Shape {
        Shape(name, count, .group(children))
    }

    init(_ name: String, _ count: Count, _ content: Content) {
        self.name = name
        self.count = count
        self.content = content
    }

    /// The rows for the children, none for a leaf.
    var children: [Shape] {
        if case .group(let shapes) = content { shapes } else { [] }
    }
}

/// What the text of a leaf must be.
struct ValueCheck: Sendable {
    /// What the value should have been, or nil where it is fine.
    var complaint: @Sendable (String) -> String?

    static let any = ValueCheck { _ in nil }

    static func oneOf(_ values: [String], ignoringCase: Bool = false) -> ValueCheck {
        ValueCheck { text in
            let candidate = ignoringCase ? text.lowercased() : text
            return values.contains(candidate) ? nil : "one of \(values.joined(separator: ", "))"
        }
    }

    static let nonEmpty = ValueCheck { $0.isEmpty ? "a value" : nil }

    static func matching(_ expectation: String, _ isFine: @escaping @Sendable (String) -> Bool) -> ValueCheck {
        ValueCheck { isFine($0) ? nil : expectation }
    }

    /// A whole number in that range.
    static func number(_ range: ClosedRange<Int64>) -> ValueCheck {
        matching("a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int64(text).map(range.contains) ?? false
        }
    }

    /// An id of letters, digits, `-`, `_` and `.`, the alphabet of both vendors.
    static func identifier(maximumLength: Int? = nil) -> ValueCheck {
        matching(
            "an id of letters, digits, '-', '_', '.'" + (maximumLength.map { " of at most \($0) characters" } ?? "")
        ) { text in
            !text.isEmpty && text.utf8.count <= maximumLength ?? .max
                && text.utf8.allSatisfy { byte in
                    switch byte {
                    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
                    default: false
                    }
                }
        }
    }
}
