internal import InventoryCore
internal import InventoryProviderKit
internal import InventoryWire

/// The profiles of Alibaba Cloud's tools. Keys come from a profile itself, a program, the role of the machine, or a web
/// identity; what else a profile can say (roles taken on with keys, logins) is refused with the way round it.
struct AlibabaProfiles: Sendable {
    private let surroundings: Vendor.Credentials.Surroundings
    /// Keys that are fetched; for each fetch the profile is read again.
    private let fetched: RefreshingCredentials

    /// Reads nothing yet.
    init(_ surroundings: Vendor.Credentials.Surroundings) {
        self.surroundings = surroundings
        fetched = RefreshingCredentials(services: surroundings.services) { need in
            guard let profile = try Self.profile(need, surroundings).found else {
                throw InventoryError(.credentialsMissing, "the profile is no more there", provider: need.provider)
            }
            guard profile.way == .webIdentity else {
                return try await AlibabaProcess.run(for: profile, need.provider, surroundings.services)
            }
            guard let identity = AlibabaWebIdentity(profile) else {
                throw InventoryError(
                    .credentialsMissing,
                    "\(profile.place) lacks ram_role_arn, oidc_provider_arn or oidc_token_file; add what is missing",
                    provider: need.provider)
            }
            return try await identity.credential(for: need.provider, surroundings)
        }
    }

    /// The keys of the profile that the rule set names, or of the current one, from the first file that has it.
    /// - Throws: `credentialsMissing` for a profile that has no keys, or gets them in a way that is not supported, and
    ///   for one that was chosen and is nowhere.
    func find(_ need: CredentialRequest) async throws -> CredentialChain.Answer {
        let (profile, remarks) = try Self.profile(need, surroundings)
        guard let profile, let way = profile.way else { return CredentialChain.Answer(nil, remarks: remarks) }
        return CredentialChain.Answer(try await credential(of: profile, way, need), remarks: remarks)
    }

    private func credential(
        of profile: AlibabaProfile, _ way: AlibabaProfile.Way, _ need: CredentialRequest
    ) async throws -> Credential {
        switch way {
        case .keys(let hasToken):
            return try Credential(
                accessKey: profile["accesskeyid"], secretKey: profile["accesskeysecret"],
                securityToken: hasToken ? profile["ststoken"] : nil, from: profile.place, for: need.provider)
        case .program, .webIdentity: return try await fetched.credential(for: need)
        case .machineRole:
            if let found = try await surroundings.machineRole(need) { return found }
            throw InventoryError(
                .credentialsMissing,
                "\(profile.place) takes the role of the machine, and this machine has none, or may not be asked for it; "
                    + "name another profile", provider: need.provider)
        case .other(let mode):
            throw InventoryError(
                .credentialsMissing,
                "\(profile.place) has the mode \(Printable.quoted(mode, limit: 40)), which is not supported; give the keys "
                    + "that `aliyun sts AssumeRole` prints in OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET and "
                    + "OSS_SESSION_TOKEN, or name a profile of mode External, whose process_command prints them",
                provider: need.provider)
        }
    }

    /// The profile in the first file that has it and says how it gets keys; what was passed over before.
    /// - Throws: `credentialsMissing` where a variable names one that is nowhere.
    private static func profile(
        _ need: CredentialRequest, _ surroundings: Vendor.Credentials.Surroundings
    ) throws -> (found: AlibabaProfile?, remarks: [CredentialChain.Remark]) {
        let services = surroundings.services
        var remarks: [CredentialChain.Remark] = []
        for file in AlibabaProfileFile.all where file.offVariable.flatMap(services.environment) != "true" {
            // A variable has chosen that those before read, and nothing else may be taken.
            if file.location.profileVariables.isEmpty, need.credentials == nil,
                let variable = AlibabaProfileFile.profileVariables.first(where: { services.setting($0) != nil }),
                let name = services.setting(variable)
            {
                throw InventoryError(
                    .credentialsMissing,
                    "\(variable) names the profile '\(Printable.quoted(name))', which the files of aliyun and of "
                        + "Alibaba Cloud's library do not have; name another, or unset it",
                    provider: need.provider)
            }
            guard
                let content = try file.location.content(
                    for: need, services: services, acceptsOpenFiles: surroundings.acceptsOpenFiles)
            else {
                remarks += file.location.missing(services)
                continue
            }
            let read = try file.read(content)
            if let found = read.profiles.first(where: { $0.way != nil }) {
                return (found, remarks + found.remarks)
            }
            remarks += read.remarks
            remarks += read.profiles.prefix(1).map {
                .init("\($0.place) does not say how it gets keys", isWarning: false)
            }
        }
        return (nil, remarks)
    }
}
