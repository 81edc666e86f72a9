internal import InventoryWire

/// A file in which many tools keep settings: headings in brackets, and `name = value` in each section. Comments, in lines
/// of their own or after a value and a blank, are left alone.
package struct SettingsFile: Sendable {
    /// A heading and the settings below it.
    package struct Section: Sendable {
        package var heading: String
        /// The line of the heading, from 1; 0 for what has none.
        package var line: Int
        package var settings: [String: String]
        /// The settings that stand there again with another value.
        package private(set) var repeated: [Repeat] = []
        private var lines: [String: Int] = [:]

        package init(heading: String, line: Int = 0, settings: [String: String] = [:]) {
            self.heading = heading
            self.line = line
            self.settings = settings
        }

        /// Takes a setting; a later one takes the place of an earlier one.
        /// - Parameter spelling: the name as the file has it.
        package mutating func set(_ name: String, _ value: String, as spelling: String, line: Int) {
            let first = lines[name]
            if let first, settings[name] != value {
                repeated.append(Repeat(what: spelling, line: line, first: first, isTaken: true))
            }
            settings[name] = value
            lines[name] = first ?? line
        }
    }

    /// Something that stands in a file again, and says something else there.
    package struct Repeat: Sendable {
        package var what: String
        package var line: Int
        /// The line where it stands first.
        package var first: Int
        /// Whether the later one is taken.
        package var isTaken: Bool

        package init(what: String, line: Int, first: Int, isTaken: Bool) {
            (self.what, self.line, self.first, self.isTaken) = (what, line, first, isTaken)
        }
    }

    /// In the order of the file; one heading may stand twice.
    package private(set) var sections: [Section] = []

    /// - Parameter naming: what the name of a setting is looked up by.
    package init(_ bytes: [UInt8], naming: (String) -> String) {
        for (index, line) in String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            let text = ASCII.trimmed(String(line))
            guard let first = text.first, first != "#", first != ";" else { continue }
            if first == "[" {
                let heading = ASCII.trimmed(String(text.dropFirst().prefix { $0 != "]" }))
                sections.append(Section(heading: heading, line: index + 1))
            } else if !sections.isEmpty, let mark = text.firstIndex(of: "=") {
                let name = ASCII.trimmed(String(text[..<mark]))
                sections[sections.count - 1].set(
                    naming(name), Self.value(text[text.index(after: mark)...]), as: name, line: index + 1)
            }
        }
    }

    /// A value without blanks around it, and without a comment after a blank.
    package static func value(_ text: Substring) -> String {
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
