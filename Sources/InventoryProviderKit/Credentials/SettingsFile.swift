internal import InventoryWire

/// A file in which many tools keep settings: headings in brackets, and `name = value` in each section. Comments, in lines
/// of their own or after a value and a blank, are left alone.
package struct SettingsFile: Sendable {
    /// A heading and the settings below it, their names in small letters.
    package struct Section: Sendable {
        package var heading: String
        package var settings: [String: String]

        package init(heading: String, settings: [String: String]) {
            self.heading = heading
            self.settings = settings
        }
    }

    /// In the order of the file; one heading may stand twice.
    package private(set) var sections: [Section] = []

    package init(_ bytes: [UInt8]) {
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let text = ASCII.trimmed(String(line))
            guard let first = text.first, first != "#", first != ";" else { continue }
            if first == "[" {
                let heading = ASCII.trimmed(String(text.dropFirst().prefix { $0 != "]" }))
                sections.append(Section(heading: heading, settings: [:]))
            } else if !sections.isEmpty, let mark = text.firstIndex(of: "=") {
                let name = ASCII.lowercased(ASCII.trimmed(String(text[..<mark])))
                sections[sections.count - 1].settings[name] = Self.value(text[text.index(after: mark)...])
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
