import InventoryCore
import InventoryRuleSet

/// The keys of the file, or of one of its profiles.
struct SettingsPart: Sendable {
    var values: [Settings.Name: [String]] = [:]

    mutating func expand(home: String) {
        for name in [Settings.Name.caFile, .journal] {
            if let path = values[name]?.first, path.hasPrefix("~/") { values[name] = [home + path.dropFirst()] }
        }
    }
}

/// The file: `{profile: work, proxy: …, profiles: {work: {caFile: …}}}`.
struct SettingsModel: Decodable {
    var profile: String?
    var part: SettingsPart
    var profiles: [String: SettingsPart] = [:]

    private enum Key: String, CodingKey, CaseIterable {
        case connectTo, allowHost, proxy, caFile, journal, profile, profiles
    }
    private enum PartKey: String, CodingKey, CaseIterable { case connectTo, allowHost, proxy, caFile, journal }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a file of settings")
        profile = try container.decodeIfPresent(String.self, forKey: .profile)
        part = try Self.part(container) { Key(rawValue: $0.rawValue) }
        guard container.contains(.profiles) else { return }
        let nested = try container.nestedContainer(keyedBy: AnyKey.self, forKey: .profiles)
        for name in nested.allKeys {
            let keys = try nested.superDecoder(forKey: name).strictContainer(keyedBy: PartKey.self, of: "a profile")
            profiles[name.stringValue] = try Self.part(keys) { PartKey(rawValue: $0.rawValue) }
        }
    }

    private static func part<Key>(
        _ container: KeyedDecodingContainer<Key>, _ key: (Settings.Name) -> Key?
    ) throws -> SettingsPart {
        var part = SettingsPart()
        for name in Settings.Name.allCases {
            guard let key = key(name), container.contains(key) else { continue }
            let values: [String]
            if [.connectTo, .allowHost].contains(name), let list = try? container.decode([String].self, forKey: key) {
                values = list
            } else {
                values = [try container.decode(String.self, forKey: key)]
            }
            do {
                for value in values { try check(value, of: name) }
            } catch {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: error.message)
            }
            part.values[name] = values
        }
        return part
    }

    /// - Throws: with what is wrong about a value, without any part of it that may be a secret.
    private static func check(_ value: String, of name: Settings.Name) throws(CommandFailure) {
        switch name {
        case .caFile, .journal:
            guard value.hasPrefix("/") || value.hasPrefix("~/") else {
                throw CommandFailure(
                    .preflight, "the path is neither whole nor in your home; begin it with / or ~/")
            }
        case .proxy: _ = try ServerURL(value, option: "it")
        case .connectTo: _ = try ConnectSetting(value, source: "it")
        case .allowHost: try CloudOptions.check(host: value, source: "it")
        }
    }

    mutating func expand(home: String) {
        part.expand(home: home)
        for name in profiles.keys { profiles[name]?.expand(home: home) }
    }
}
