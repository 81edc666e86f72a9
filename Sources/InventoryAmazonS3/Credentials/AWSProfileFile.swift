internal import InventoryCore
internal import InventoryProviderKit
internal import InventoryWire

/// A file of the aws command, `~/.aws/config` or `~/.aws/credentials`, read as that command reads it. Source: botocore,
/// `configloader.py`, whose lines are those of Python's `configparser`.
///
/// A line that is indented deeper than the setting above it goes on with that setting's value, so that what is nested below
/// `s3 =` is no setting of the profile. A section, or a setting in its section, that stands twice makes the whole file one
/// that is not read: nobody could say which of two keys is meant.
struct AWSProfileFile: Sendable {
    /// The settings of each profile, their names in small letters.
    private(set) var profiles: [String: [String: String]] = [:]

    /// How a file names its profiles.
    enum Naming: Sendable {
        /// `[name]`, as in `~/.aws/credentials`.
        case plain
        /// `[profile name]`, and only `[default]` bare, as in `~/.aws/config`.
        case prefixed
    }

    /// - Parameter place: the file in sentences.
    /// - Throws: `invalidDocument`, naming the line, never what stands in it.
    init(_ bytes: [UInt8], naming: Naming, place: String, for provider: ProviderID) throws(InventoryError) {
        var lines = AWSSettingLines()
        var number = 0
        for line in String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        {
            number += 1
            guard let problem = lines.add(line) else { continue }
            throw InventoryError(
                .invalidDocument,
                "\(place), line \(number): \(problem); correct it, as the aws command does not read it",
                provider: provider)
        }
        for section in lines.sections where section.heading != "DEFAULT" {
            guard let profile = Self.profile(section.heading, naming) else { continue }
            profiles[profile] = section.settings.merging(lines.defaults) { own, _ in own }
        }
    }

    /// The profile that a heading names; nil for a section of another kind.
    private static func profile(_ heading: String, _ naming: Naming) -> String? {
        let name: String
        switch naming {
        case .plain: name = heading
        case .prefixed:
            if heading == "default" { return heading }
            guard heading.hasPrefix("profile"), let blank = heading.dropFirst("profile".count).first, blank.isWhitespace
            else { return nil }
            name = ASCII.trimmed(String(heading.dropFirst("profile".count)))
        }
        return name.count > 1 && (name.first == "\"" || name.first == "'") && name.last == name.first
            ? String(name.dropFirst().dropLast()) : name
    }
}

/// What the lines of such a file have come to.
private struct AWSSettingLines {
    private(set) var sections: [SettingsFile.Section] = []
    /// The setting that a deeper line goes on with, and how deep it stands itself.
    private var open: (name: String, depth: Int)?

    /// What stands under `[DEFAULT]` counts in every section.
    var defaults: [String: String] { sections.first { $0.heading == "DEFAULT" }?.settings ?? [:] }

    /// Takes the next line.
    /// - Returns: what is wrong with it.
    mutating func add(_ line: Substring) -> String? {
        let text = ASCII.trimmed(String(line))
        guard let first = text.first, first != "#", first != ";" else { return nil }
        let depth = line.prefix(while: \.isWhitespace).count
        if let open, depth > open.depth {
            sections[sections.count - 1].settings[open.name, default: ""] += "\n" + text
            return nil
        }
        if first == "[", let end = text.firstIndex(of: "]") {
            open = nil
            let heading = ASCII.trimmed(String(text[..<end].dropFirst()))
            guard !sections.contains(where: { $0.heading == heading }) else {
                return "the section '\(Printable.quoted(heading, limit: 80))' stands here for the second time"
            }
            sections.append(SettingsFile.Section(heading: heading, settings: [:]))
            return nil
        }
        guard !sections.isEmpty else { return "no section begins before it" }
        guard let mark = text.firstIndex(where: { $0 == "=" || $0 == ":" }), mark > text.startIndex else {
            return "it is neither a section, nor a setting with '='"
        }
        let name = ASCII.lowercased(ASCII.trimmed(String(text[..<mark])))
        let value = SettingsFile.value(text[text.index(after: mark)...])
        guard sections[sections.count - 1].settings.updateValue(value, forKey: name) == nil else {
            return "'\(Printable.quoted(name, limit: 80))' stands in its section for the second time"
        }
        open = (name, depth)
        return nil
    }
}
