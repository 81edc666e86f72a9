/// What a scalar stands for by the core schema of YAML 1.2 (section 10.3.2), instead of the schema of YAML 1.1 in which
/// `no` is false and `1:30` is ninety.
enum CoreSchema {
    /// What a bare text stands for.
    static func kind(ofPlain text: String) -> DocumentNode.Scalar.Kind {
        switch text {
        case "", "~", "null", "Null", "NULL": .null
        case "true", "True", "TRUE", "false", "False", "FALSE": .bool
        case ".nan", ".NaN", ".NAN": .float
        default: number(text)
        }
    }

    /// What a text stands for under a tag; nil where the tag is none of ours, or the text none of the tag's.
    static func kind(of text: String, taggedAs tag: String) -> DocumentNode.Scalar.Kind? {
        // The lone `!` says: take the text for what it is.
        guard tag != "!" else { return .string }
        guard let name = coreName(of: tag) else { return nil }
        let plain = kind(ofPlain: text)
        return switch (name, plain) {
        case ("str", _): .string
        case ("null", .null), ("bool", .bool), ("int", .int): plain
        case ("float", .int), ("float", .float): .float
        default: nil
        }
    }

    /// The name of a tag of the core schema: `int` for `tag:yaml.org,2002:int`, which is written `!!int`.
    static func coreName(of tag: String) -> Substring? {
        let prefix = "tag:yaml.org,2002:"
        return tag.hasPrefix(prefix) ? tag.dropFirst(prefix.count) : nil
    }

    private static func number(_ text: String) -> DocumentNode.Scalar.Kind {
        var rest = text.utf8[...]
        if rest.starts(with: "0o".utf8) { return isAll(rest.dropFirst(2)) { (0x30...0x37).contains($0) } }
        if rest.starts(with: "0x".utf8) { return isAll(rest.dropFirst(2)) { Character(Unicode.Scalar($0)).isHexDigit } }

        if rest.first == 0x2B || rest.first == 0x2D { rest.removeFirst() }
        if rest.elementsEqual(".inf".utf8) || rest.elementsEqual(".Inf".utf8) || rest.elementsEqual(".INF".utf8) {
            return .float
        }
        var isWhole = true
        var digits = takeDigits(from: &rest)
        if rest.first == 0x2E {
            isWhole = false
            rest.removeFirst()
            digits += takeDigits(from: &rest)
        }
        guard digits > 0 else { return .string }
        if rest.first == 0x65 || rest.first == 0x45 {
            isWhole = false
            rest.removeFirst()
            if rest.first == 0x2B || rest.first == 0x2D { rest.removeFirst() }
            guard takeDigits(from: &rest) > 0 else { return .string }
        }
        guard rest.isEmpty else { return .string }
        return isWhole ? .int : .float
    }

    private static func isAll(
        _ digits: Substring.UTF8View, _ belongs: (UInt8) -> Bool
    ) -> DocumentNode.Scalar.Kind {
        !digits.isEmpty && digits.allSatisfy(belongs) ? .int : .string
    }

    private static func takeDigits(from rest: inout Substring.UTF8View) -> Int {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        rest = rest[digits.endIndex...]
        return digits.count
    }
}
