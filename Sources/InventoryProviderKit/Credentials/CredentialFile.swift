package import InventoryCore
package import InventoryWire

/// Credentials in a file of another tool.
package struct CredentialFile: Sendable {
    package var location: Location
    /// Reads it; nil when it has nothing for the need.
    package var read: @Sendable (Content) throws -> Credential?

    package init(
        _ name: String, path pathVariable: String? = nil, profile profileVariable: String? = nil,
        otherwise defaultProfile: String? = nil, read: @escaping @Sendable (Content) throws -> Credential?
    ) {
        location = Location(name, path: pathVariable, profile: profileVariable, otherwise: defaultProfile)
        self.read = read
    }

    /// The credential in the file; nil when there is no such file, or nothing in it for the need.
    /// - Parameter acceptsOpenFiles: takes a file that others can read, too: secrets that an orchestrator mounts.
    /// - Throws: `fileUnreadable` for a file that others can read; what `read` throws.
    package func find(
        _ need: CredentialNeed, services: SystemServices, acceptsOpenFiles: Bool
    ) throws -> Credential? {
        try location.content(for: need, services: services, acceptsOpenFiles: acceptsOpenFiles).flatMap(read)
    }

    /// The one way to have files taken that others can read.
    package static let openFilesVariable = "CLOUD_INVENTORY_OPEN_CREDENTIAL_FILES"
}

extension CredentialFile {
    /// What there is to read.
    package struct Content: Sendable {
        package var bytes: [UInt8]
        /// The file in sentences.
        package var place: String
        /// The profile that was asked for; nil where the file says which.
        package var profile: String?
        /// Whose keys are wanted.
        package var provider: ProviderID

        /// The file as JSON.
        /// - Throws: `invalidDocument` with the place in it.
        package func json() throws(InventoryError) -> JSONValue {
            do {
                return try JSONValue(bytes)
            } catch {
                throw InventoryError(
                    .invalidDocument, "\(place) is \(error); correct it or move it away", provider: provider)
            }
        }
    }

    /// Where a file is, and which profile in it counts.
    package struct Location: Sendable {
        /// Where it is, as people write it: `~/.tool/{profile}.credential`.
        package var name: String
        /// The variable that names another path; nil where none does.
        package var pathVariable: String?
        /// The variable that names the profile where the rule set does not; nil where none does.
        package var profileVariable: String?
        /// The profile where nothing names one; nil where the file itself says which, or has no profiles.
        package var defaultProfile: String?

        package init(
            _ name: String, path pathVariable: String? = nil, profile profileVariable: String? = nil,
            otherwise defaultProfile: String? = nil
        ) {
            self.name = name
            self.pathVariable = pathVariable
            self.profileVariable = profileVariable
            self.defaultProfile = defaultProfile
        }

        /// The file; nil when there is none.
        /// - Parameter acceptsOpenFiles: takes a file that others can read, too.
        /// - Throws: `fileUnreadable` for a file that others can read, `credentialsMissing` for one in UTF-16.
        package func content(
            for need: CredentialNeed, services: SystemServices, acceptsOpenFiles: Bool
        ) throws -> Content? {
            let profile = profile(need, services)
            guard let path = path(profile, services), let file = try services.readPrivateFile(path) else { return nil }
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

        /// The name that a rule set gives, where it can be a profile's, else what a variable says, or the usual one.
        private func profile(_ need: CredentialNeed, _ services: SystemServices) -> String? {
            guard profileVariable != nil || defaultProfile != nil else { return nil }
            return [need.credentials, profileVariable.flatMap(services.setting)].compactMap(\.self).first(
                where: Credential.isPlainName) ?? defaultProfile
        }

        private func path(_ profile: String?, _ services: SystemServices) -> String? {
            if let path = pathVariable.flatMap(services.setting) { return path }
            guard let home = services.setting("HOME"), profile != nil || !name.holds("{profile}") else { return nil }
            return home + String(name.dropFirst()).filling("{profile}", with: profile ?? "")
        }
    }
}
