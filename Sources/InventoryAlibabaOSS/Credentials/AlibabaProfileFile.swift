internal import InventoryCore
internal import InventoryProviderKit
internal import InventoryWire

/// What one profile says. The tools spell the names of settings in several ways: here they have small letters alone.
struct AlibabaProfile: Sendable {
    private let settings: [String: String]
    /// The profile and its file in sentences.
    let place: String
    /// What is to be said where its keys are taken.
    var remarks: [CredentialChain.Remark] = []

    /// How a profile gets its keys.
    enum Way: Equatable, Sendable {
        case keys(hasToken: Bool)
        case program
        case webIdentity
        case machineRole
        /// Another, by the file's name for it.
        case other(String)
    }

    /// - Parameter settings: by their names in small letters alone.
    init(_ settings: [String: String], name: String, in content: CredentialFile.Content) {
        self.settings = settings.filter { !$1.isEmpty }
        place = "profile '\(Printable.quoted(name))' of \(content.place)"
    }

    /// What a setting says; nil where it is empty or absent.
    subscript(_ name: String) -> String? { settings[name] }

    /// Nil where the profile holds other settings alone.
    var way: Way? {
        guard let mode = self["mode"] ?? self["type"] else {
            let names = ["accesskeyid", "accesskeysecret", "sourceprofile"]
            return names.contains { self[$0] != nil } ? .keys(hasToken: true) : nil
        }
        switch Self.plain(mode) {
        // A token that an earlier mode has left belongs to other keys.
        case "ak", "accesskey": return .keys(hasToken: false)
        case "ststoken": return .keys(hasToken: true)
        case "external": return .program
        case "oidc": return .webIdentity
        case "ecsramrole": return .machineRole
        default: return .other(mode)
        }
    }

    static func plain(_ name: String) -> String {
        ASCII.lowercased(name.filter { $0 != "-" && $0 != "_" })
    }
}

/// A file of Alibaba Cloud's tools with profiles.
struct AlibabaProfileFile: Sendable {
    let location: CredentialFile.Location
    /// The variable that puts the file out of use, by `true`; nil where none does.
    var offVariable: String?
    /// The profile that is asked for; where several sections can be it, in their order.
    let read:
        @Sendable (CredentialFile.Content) throws -> (profiles: [AlibabaProfile], remarks: [CredentialChain.Remark])

    /// Name the profile, the first that is set; ossutil knows none of them. The library of credentials knows the second
    /// alone: what another names is not passed over there for a profile that nobody has named.
    static let profileVariables = ["ALIBABACLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE", "ALICLOUD_PROFILE"]

    /// All of them, in the order in which they are read.
    static let all = [command, library, ossutil]

    /// Sources: aliyun-cli, `config/profile.go` and `configuration.go`; the Go library of credentials, `cli_profile.go`.
    private static let command = AlibabaProfileFile(
        location: .init(
            "~/.aliyun/config.json", path: "ALIBABA_CLOUD_CONFIG_FILE", profile: profileVariables),
        offVariable: "ALIBABA_CLOUD_CLI_PROFILE_DISABLED"
    ) { content in
        let object = try content.json()
        let profiles = content.profiles(in: object)
        // What a variable names may be in the library's file.
        let mayBeElsewhere = content.profile.map { wanted in !profiles.contains { $0.name == wanted.name } } ?? false
        guard !mayBeElsewhere,
            let (chosen, found) = try content.chosenProfile(marked: object["current"]?.string, among: profiles)
        else { return ([], content.absent(among: profiles).remarks) }
        let settings = found.keys.sorted().map { (AlibabaProfile.plain($0), found[$0]?.string ?? "") }
        return ([AlibabaProfile(Dictionary(settings) { $1.isEmpty ? $0 : $1 }, name: chosen.name, in: content)], [])
    }

    /// Source: the Go library of credentials, `profile.go`.
    private static let library = AlibabaProfileFile(
        location: .init(
            "~/.alibabacloud/credentials", path: "ALIBABA_CLOUD_CREDENTIALS_FILE", profile: profileVariables,
            otherwise: "default")
    ) { content in sections(of: content) { [$0] } }

    /// Sources: ossutil 1, its `config` command; the pages of ossutil 2 on its configuration, which keeps the path. The
    /// former has a section `[Credentials]`, the latter `[default]` and `[profile NAME]`.
    private static let ossutil = AlibabaProfileFile(
        location: .init("~/.ossutilconfig", otherwise: "default")
    ) { content in
        sections(of: content) { name in
            name == "default" ? ["profile default", "default", "Credentials"] : ["profile \(name)"]
        }
    }

    private static func sections(
        of content: CredentialFile.Content, headings: (String) -> [String]
    ) -> (profiles: [AlibabaProfile], remarks: [CredentialChain.Remark]) {
        let name = content.profile?.name ?? "default"
        let sections = SettingsFile(content.bytes, naming: AlibabaProfile.plain).sections
        let found = headings(name).flatMap { heading in
            let own = sections.filter { ASCII.equalIgnoringCase($0.heading, heading) }
            return own.map { section in
                var profile = AlibabaProfile(section.settings, name: name, in: content)
                // Of two sections of one name the first that has keys is taken.
                let others = own.filter { $0.line != section.line && $0.settings != section.settings }
                profile.remarks =
                    section.repeated.map(content.remark)
                    + others.map { other in
                        content.remark(
                            on: .init(
                                what: "[\(other.heading)]", line: max(other.line, section.line),
                                first: min(other.line, section.line), isTaken: section.line > other.line))
                    }
                return profile
            }
        }
        return (found, found.isEmpty ? content.absent(among: sections.map { ($0.heading, .null) }).remarks : [])
    }
}
