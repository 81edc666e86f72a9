internal import InventoryCore
internal import InventoryProviderKit
internal import InventoryWire

/// The profiles of the aws command, and the keys they hold or name a program for. Source: AWS SDK reference guide on shared
/// files; precedence as botocore has it: in one profile `credential_process` comes before keys of the config file, and
/// keys of the credentials file before those of the config file. What a profile can say beside that (roles to assume,
/// SSO, logins) is refused with the way round it.
struct AWSProfiles: Sendable {
    private let services: SystemServices
    private let acceptsOpenFiles: Bool
    private let processes: RefreshingCredentials

    /// Reads nothing yet.
    /// - Parameter acceptsOpenFiles: takes files with keys that others can read, too.
    init(services: SystemServices, acceptsOpenFiles: Bool) {
        self.services = services
        self.acceptsOpenFiles = acceptsOpenFiles
        processes = RefreshingCredentials(services: services) { need in
            try await CredentialProcess.run(need.credentials ?? "", for: need.provider, services)
        }
    }

    /// Which profile counts where no name is given.
    private var current: String {
        Self.profileVariables.lazy.compactMap(services.setting).first ?? "default"
    }

    /// The variables that name a profile, and a file.
    private static let profileVariables = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"]
    private static let fileVariables = ["AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"]

    /// The keys of the profile that a rule set names, where the files have one of that name; nil where not.
    func named(_ need: CredentialRequest) async throws -> Credential? {
        guard let name = need.credentials, let profile = try profile(name, need) else { return nil }
        return try await credential(of: profile, need)
    }

    /// The keys of the current profile, and what is to be said where there are no files, or the profile has no keys.
    /// - Throws: `credentialsMissing` for a profile that was asked for by name and is nowhere.
    func current(_ need: CredentialRequest) async throws -> CredentialChain.Answer {
        if services.setting("AWS_WEB_IDENTITY_TOKEN_FILE") != nil, services.setting("AWS_ROLE_ARN") != nil {
            throw InventoryError(
                .credentialsMissing,
                "AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN ask for a web identity, which is not supported; run `aws "
                    + "configure export-credentials --format env` and give its variables", provider: need.provider)
        }
        var remarks = try Self.fileVariables.compactMap { variable in
            try services.setting(variable).flatMap { path in
                try services.readPrivateFile(path) == nil
                    ? CredentialChain.Remark.missingFile(path, namedBy: variable) : nil
            }
        }
        let chosen = Self.profileVariables.first { services.setting($0) != nil }
        guard let profile = try profile(current, need) else {
            guard chosen != nil else { return CredentialChain.Answer(nil, remarks: remarks) }
            throw InventoryError(
                .credentialsMissing,
                "there is no profile '\(Printable.quoted(current))' in the aws command's files; name another in AWS_PROFILE",
                provider: need.provider)
        }
        let found = try await credential(of: profile, need)
        if found == nil {
            remarks.append(
                CredentialChain.Remark(
                    "profile '\(Printable.quoted(profile.name))' of the aws command\(chosen.map { ", which \($0) names," } ?? "") "
                        + "holds no keys; name another in AWS_PROFILE", isWarning: chosen != nil))
        }
        return CredentialChain.Answer(found, remarks: remarks)
    }

    // MARK: One profile

    private struct Profile {
        var name: String
        /// What `~/.aws/credentials` says, and what `~/.aws/config` says.
        var credentials: [String: String]?
        var config: [String: String]?
        /// Whether others can read the files.
        var isOpen: (credentials: Bool, config: Bool)
    }

    private func credential(of profile: Profile, _ need: CredentialRequest) async throws -> Credential? {
        if let problem = Self.foreign(profile) {
            throw InventoryError(
                .credentialsMissing,
                "profile '\(Printable.quoted(profile.name))' of the aws command \(problem), which is not supported; have the "
                    + "command print its keys: `aws configure export-credentials --profile \(profile.name) --format env`, or "
                    + "as `credential_process` of another profile with `--format process`", provider: need.provider)
        }
        if let keys = try keys(profile.credentials, of: profile, "credentials", profile.isOpen.credentials, need) {
            return keys
        }
        if let process = profile.credentials?["credential_process"] ?? profile.config?["credential_process"] {
            return try await processes.credential(for: CredentialRequest(provider: need.provider, credentials: process))
        }
        return try keys(profile.config, of: profile, "config", profile.isOpen.config, need)
    }

    private func keys(
        _ settings: [String: String]?, of profile: Profile, _ file: String, _ isOpen: Bool, _ need: CredentialRequest
    ) throws -> Credential? {
        let (id, secret) = (settings?["aws_access_key_id"], settings?["aws_secret_access_key"])
        guard id != nil || secret != nil else { return nil }
        guard !isOpen || acceptsOpenFiles else {
            throw InventoryError(
                .fileUnreadable,
                "the aws command's \(file) file '\(Printable.quoted(path(of: file) ?? ""))' holds keys and others can get at "
                    + "them; run chmod 600 on it, or set "
                    + "\(CredentialFile.openFilesVariable)=true where an orchestrator mounts it so",
                provider: need.provider)
        }
        return try Credential(
            accessKey: id, secretKey: secret,
            securityToken: settings?["aws_session_token"] ?? settings?["aws_security_token"],
            named: .init("aws_access_key_id", "aws_secret_access_key", "aws_session_token"),
            from: "profile '\(Printable.quoted(profile.name))' of the aws command's \(file) file", for: need.provider)
    }

    /// What a profile gets its keys by, where that is not done here.
    private static func foreign(_ profile: Profile) -> String? {
        let names = Set(profile.credentials?.keys.map(\.self) ?? []).union(profile.config?.keys.map(\.self) ?? [])
        if names.contains("role_arn") { return "assumes a role (role_arn)" }
        if !names.contains("aws_access_key_id"), !names.contains("credential_process") {
            if names.contains("sso_session") || names.contains("sso_start_url") { return "signs in by SSO" }
            if names.contains("login_session") { return "signs in by `aws login`" }
        }
        return nil
    }

    // MARK: The files

    private func profile(_ name: String, _ need: CredentialRequest) throws -> Profile? {
        let credentials = try read(path(of: "credentials"), naming: .plain, need)
        let config = try read(path(of: "config"), naming: .prefixed, need)
        let found = Profile(
            name: name, credentials: credentials?.file.profiles[name], config: config?.file.profiles[name],
            isOpen: (credentials?.isOpen ?? false, config?.isOpen ?? false))
        return found.credentials == nil && found.config == nil ? nil : found
    }

    private func read(
        _ path: String?, naming: AWSProfileFile.Naming, _ need: CredentialRequest
    ) throws -> (file: AWSProfileFile, isOpen: Bool)? {
        guard let path, let file = try services.readPrivateFile(path) else { return nil }
        let place = "'\(Printable.quoted(path))'"
        let bytes = try Credential.withoutMark(file.bytes, from: place, for: need.provider)
        return (
            try AWSProfileFile(bytes, naming: naming, place: place, for: need.provider), file.isOpenToOthers
        )
    }

    private func path(of file: String) -> String? {
        services.setting(file == "config" ? "AWS_CONFIG_FILE" : "AWS_SHARED_CREDENTIALS_FILE")
            ?? services.setting("HOME").map { "\($0)/.aws/\(file)" }
    }
}
