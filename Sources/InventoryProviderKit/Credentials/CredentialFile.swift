package import InventoryCore

/// Credentials in a file of another tool.
package struct CredentialFile: Sendable {
    package var location: Location
    /// Reads it.
    package var read: @Sendable (Content) throws -> CredentialChain.Answer

    package init(
        _ name: String, path pathVariable: String? = nil, profile profileVariables: [String] = [],
        otherwise defaultProfile: String? = nil,
        read: @escaping @Sendable (Content) throws -> CredentialChain.Answer
    ) {
        location = Location(name, path: pathVariable, profile: profileVariables, otherwise: defaultProfile)
        self.read = read
    }

    /// What the file has for the need.
    /// - Parameter acceptsOpenFiles: takes a file that others can read, too: secrets that an orchestrator mounts.
    /// - Throws: `fileUnreadable` for a file that others can read; `credentialsMissing` where a variable names a profile,
    ///   and there is no file to have it; what `read` throws.
    package func find(
        _ need: CredentialRequest, services: SystemServices, acceptsOpenFiles: Bool
    ) throws -> CredentialChain.Answer {
        if let content = try location.content(for: need, services: services, acceptsOpenFiles: acceptsOpenFiles) {
            return try read(content)
        }
        if let profile = location.profile(need, services), case .variable(let variable) = profile.choice {
            throw InventoryError(
                .credentialsMissing,
                "\(variable) names the profile '\(Printable.quoted(profile.name))', and there is no file "
                    + "'\(Printable.quoted(location.path(profile.name, services) ?? location.name))'; correct it, or unset it",
                provider: need.provider)
        }
        return CredentialChain.Answer(nil, remarks: location.missing(services))
    }

    /// The one way to have files taken that others can read.
    package static let openFilesVariable = "CLOUD_INVENTORY_OPEN_CREDENTIAL_FILES"
}

extension CredentialFile {
    /// Where a file is, and which profile in it counts.
    package struct Location: Sendable {
        /// Where it is, as people write it: `~/.tool/{profile}.credential`.
        package var name: String
        /// The variable that names another path; nil where none does.
        package var pathVariable: String?
        /// The variables that name the profile where the rule set does not: the first that is set counts.
        package var profileVariables: [String]
        /// The profile where nothing names one; nil where the file itself says which, or has no profiles.
        package var defaultProfile: String?

        package init(
            _ name: String, path pathVariable: String? = nil, profile profileVariables: [String] = [],
            otherwise defaultProfile: String? = nil
        ) {
            self.name = name
            self.pathVariable = pathVariable
            self.profileVariables = profileVariables
            self.defaultProfile = defaultProfile
        }

        /// Whether it has keys under names.
        package var hasProfiles: Bool { !profileVariables.isEmpty || defaultProfile != nil }

        /// The file; nil when there is none.
        /// - Parameter acceptsOpenFiles: takes a file that others can read, too.
        /// - Throws: `fileUnreadable` for a file that others can read, `credentialsMissing` for one in UTF-16.
        package func content(
            for need: CredentialRequest, services: SystemServices, acceptsOpenFiles: Bool
        ) throws -> Content? {
            let profile = profile(need, services)
            guard let path = path(profile?.name, services), let file = try services.readPrivateFile(path) else {
                return nil
            }
            let name = "'\(Printable.quoted(path))'"
            guard acceptsOpenFiles || !file.isOpenToOthers else {
                throw InventoryError(
                    .fileUnreadable,
                    "\(name) holds keys and has mode \(String(file.mode & 0o777, radix: 8)), so others can get at them; "
                        + "run chmod 600, or set \(CredentialFile.openFilesVariable)=true where an orchestrator mounts it "
                        + "so",
                    provider: need.provider)
            }
            let bytes = try Credential.withoutMark(file.bytes, from: name, for: need.provider)
            return Content(bytes: bytes, place: name, profile: profile, provider: need.provider)
        }

        /// What is to be said where there is no file.
        package func missing(_ services: SystemServices) -> [CredentialChain.Remark] {
            guard let pathVariable, let path = services.setting(pathVariable) else { return [] }
            return [.missingFile(path, namedBy: pathVariable)]
        }

        /// The profile that the rule set names, else a variable, else the usual one.
        package func profile(_ need: CredentialRequest, _ services: SystemServices) -> ChosenProfile? {
            guard hasProfiles else { return nil }
            if let name = need.credentials { return ChosenProfile(name, by: .ruleSet) }
            for variable in profileVariables {
                if let name = services.setting(variable) { return ChosenProfile(name, by: .variable(variable)) }
            }
            return defaultProfile.map { ChosenProfile($0, by: .nobody) }
        }

        /// Nil where a name would lead elsewhere.
        fileprivate func path(_ profile: String?, _ services: SystemServices) -> String? {
            if let path = pathVariable.flatMap(services.setting) { return path }
            guard let home = services.setting("HOME") else { return nil }
            guard name.holds("{profile}") else { return home + String(name.dropFirst()) }
            guard let profile, Credential.isPlainName(profile) else { return nil }
            return home + String(name.dropFirst()).filling("{profile}", with: profile)
        }
    }
}

extension CredentialChain.Remark {
    /// A file that a variable names, and that is not there.
    package static func missingFile(_ path: String, namedBy variable: String) -> CredentialChain.Remark {
        CredentialChain.Remark(
            "\(variable) names '\(Printable.quoted(path))', which is not there; correct it, or unset it",
            isWarning: true)
    }
}
