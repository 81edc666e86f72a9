import CloudInventory
import InventoryCore
import InventoryProviderKit
import InventoryRuleSet
import InventorySync

/// What would stand on every command line, from the environment and from a file. An option on the line comes first, then the
/// environment, then the profile of the file, then what the file says for all. The profile is that of the line, else of the
/// environment, else of the file.
struct Settings: Sendable {
    /// One of them.
    enum Name: String, CaseIterable, Sendable {
        case connectTo, allowHost, proxy, caFile, journal

        /// The option that says the same: `--connect-to`.
        var option: String { "--\(words.joined(separator: "-"))" }
        /// The variable that does.
        var variable: String { "CLOUD_INVENTORY_" + words.joined(separator: "_").uppercased() }

        private var words: [String] {
            rawValue.reduce(into: [""]) { words, letter in
                if letter.isUppercase { words.append("") }
                words[words.count - 1] += letter.lowercased()
            }
        }
    }

    /// A setting, and who says so.
    struct Found: Hashable, Sendable {
        var values: [String]
        /// For sentences: `CLOUD_INVENTORY_PROXY`.
        var source: String
    }

    /// Where the file is, unless ``fileVariable`` names another; an empty one names none.
    static let fileName = "~/.config/\(Console.name)/config.yaml"
    static let fileVariable = "CLOUD_INVENTORY_CONFIG"
    static let profileVariable = "CLOUD_INVENTORY_PROFILE"
    static let profileOption = "--settings-profile"

    private let environment: @Sendable (String) -> String?
    private var file: [(part: SettingsPart, source: String)] = []
    /// The profile that holds, and who chose it; nil for none.
    private(set) var profile: Found?
    /// The profiles that the file has.
    private(set) var profileNames: [String] = []

    private static let profileOfLine = Locked<String?>(nil)

    /// Takes that profile from now on, whatever environment and file say; nil or an empty name leaves it to them.
    static func use(profile: String?) { profileOfLine.withLock { $0 = profile.flatMap { $0.isEmpty ? nil : $0 } } }

    /// The settings of this process.
    /// - Throws: with file, line and column where the file is none.
    static func current() throws -> Settings {
        try Settings(SystemServices.system, profile: profileOfLine.withLock(\.self))
    }

    /// - Parameter profile: the one that the command line names.
    init(_ services: SystemServices, profile line: String? = nil) throws {
        environment = services.environment
        let ofLine = line.map { Found(values: [$0], source: Self.profileOption) }
        let ofEnvironment = environment(Self.profileVariable).flatMap { name in
            name.isEmpty ? nil : Found(values: [name], source: Self.profileVariable)
        }
        let home = environment("HOME") ?? ""
        let standard = environment("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.config"
        let path = environment(Self.fileVariable) ?? "\(standard)/\(Console.name)/config.yaml"
        guard !path.isEmpty, path.hasPrefix("/") || environment(Self.fileVariable) != nil else {
            try require(ofLine, of: [:], in: nil)
            return
        }
        guard let read = try services.readPrivateFile(path) else {
            guard environment(Self.fileVariable) == nil else {
                throw CommandFailure(
                    .preflight, "there is no file '\(Printable.quoted(path))', which \(Self.fileVariable) names")
            }
            try require(ofLine ?? ofEnvironment, of: [:], in: nil)
            return
        }
        if let owner = read.foreignOwner {
            throw CommandFailure(
                .preflight,
                "'\(Printable.quoted(path))' belongs to another user (\(owner)), who could lead requests elsewhere; put a "
                    + "file of your own in its place, or name one in \(Self.fileVariable)")
        }
        guard read.mode & 0o022 == 0 else {
            throw CommandFailure(
                .preflight,
                "'\(Printable.quoted(path))' can be written by others, who could lead requests elsewhere: chmod go-w it"
            )
        }
        let document = try DocumentReader.read(read.bytes, name: path)
        var model = try DocumentDecoder().decode(SettingsModel.self, from: document)
        model.expand(home: home)
        profile = ofLine ?? ofEnvironment ?? model.profile.map { Found(values: [$0], source: path) }
        try require(profile, of: model.profiles, in: path)
        if let name = profile?.values.first, let part = model.profiles[name] {
            file.append((part, "\(path), profile \(name)"))
        }
        file.append((model.part, path))
        profileNames = model.profiles.keys.sorted()
    }

    /// - Throws: for a profile that the file does not have.
    private func require(_ profile: Found?, of profiles: [String: SettingsPart], in path: String?) throws {
        guard let profile, let name = profile.values.first, profiles[name] == nil else { return }
        let known = profiles.keys.sorted()
        let problem = UnknownName(
            kind: "profile", name: name, suggestion: Suggestion.closest(to: name, among: known),
            remedy: path.map {
                "'\(Printable.quoted($0))' has \(known.isEmpty ? "none" : known.joined(separator: ", "))"
            }
                ?? "there is no file of settings (\(Self.fileName))")
        throw CommandFailure(.preflight, "\(Printable.quoted(profile.source)): \(problem)")
    }

    /// What holds for a setting; nil where nobody says anything.
    /// - Parameter line: what the command line says.
    func found(_ name: Name, line: [String] = []) -> Found? {
        if !line.isEmpty { return Found(values: line, source: name.option) }
        if let text = environment(name.variable), !text.isEmpty {
            let isList = [.connectTo, .allowHost].contains(name)
            return Found(values: isList ? text.split(separator: ",").map(String.init) : [text], source: name.variable)
        }
        return file.lazy.compactMap { part, source in
            part.values[name].map { Found(values: $0, source: source) }
        }.first
    }
}
