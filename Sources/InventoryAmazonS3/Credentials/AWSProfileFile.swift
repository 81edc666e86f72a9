internal import InventoryProviderKit
internal import InventoryWire

/// A file of the aws command, `~/.aws/config` or `~/.aws/credentials`. What is indented belongs to the line before it
/// (nested settings) and is left alone. Source: botocore, `configloader.py`.
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
        for section in SettingsFile(bytes, ignoresIndented: true).sections {
            guard let profile = Self.profile(section.heading, naming) else { continue }
            profiles[profile, default: [:]].merge(section.settings) { $1 }
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
