internal import InventoryWire

/// A file of the aws command, `~/.aws/config` or `~/.aws/credentials`: sections in brackets, and `name = value` in each.
/// What is indented belongs to the line before it (nested settings) and is left alone, as are comments. Source: botocore,
/// `configloader.py`.
struct AWSProfileFile: Sendable {
    /// The settings of each profile.
    private(set) var profiles: [String: [String: String]] = [:]

    /// How a file names its profiles.
    enum Naming: Sendable {
        /// `[name]`, as in `~/.aws/credentials`.
        case plain
        /// `[profile name]`, and only `[default]` bare, as in `~/.aws/config`.
        case prefixed
    }

    init(_ bytes: [UInt8], naming: Naming) {
        var current: String?
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let first = line.first, first != "#", first != ";", !first.isWhitespace else { continue }
            if first == "[" {
                current = Self.profile(line, naming)
                if let current { profiles[current, default: [:]] = profiles[current] ?? [:] }
            } else if let current, let mark = line.firstIndex(of: "=") {
                let name = ASCII.lowercased(ASCII.trimmed(String(line[..<mark])))
                profiles[current]?[name] = Self.value(line[line.index(after: mark)...])
            }
        }
    }

    /// The profile that a heading names; nil for a section of another kind.
    private static func profile(_ line: Substring, _ naming: Naming) -> String? {
        let inner = ASCII.trimmed(String(line.dropFirst().prefix { $0 != "]" }))
        let name: String
        switch naming {
        case .plain: name = inner
        case .prefixed:
            if inner == "default" { return inner }
            guard inner.hasPrefix("profile"), let blank = inner.dropFirst("profile".count).first, blank.isWhitespace
            else { return nil }
            name = ASCII.trimmed(String(inner.dropFirst("profile".count)))
        }
        return name.count > 1 && (name.first == "\"" || name.first == "'") && name.last == name.first
            ? String(name.dropFirst().dropLast()) : name
    }

    /// A value without blanks around it, and without a comment after a blank.
    private static func value(_ text: Substring) -> String {
        var end = text.endIndex
        for mark in [" #", " ;", "\t#", "\t;"] {
            var index = text.startIndex
            while index < end {
                if text[index...].hasPrefix(mark) {
                    end = index
                    break
                }
                index = text.index(after: index)
            }
        }
        return ASCII.trimmed(String(text[..<end]))
    }
}
