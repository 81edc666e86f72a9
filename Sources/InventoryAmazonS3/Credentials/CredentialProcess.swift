internal import InventoryCore
internal import InventoryProviderKit

/// The `credential_process` of a profile. Source: AWS SDK reference guide, "Process credential provider".
enum CredentialProcess {
    static func run(_ line: String, for provider: ProviderID, _ services: SystemServices) async throws -> Credential {
        let program = ProfileProgram(
            "the credential_process of the aws command's profile", of: provider,
            named: .init("AccessKeyId", "SecretAccessKey", "SessionToken"), end: "Expiration")
        return try await program.credential(line, services) { object in
            if object["Expiration"] == .string("") { return "prints no time in \"Expiration\"" }
            return object["Version"]?.integer == 1 ? nil : "prints no \"Version\": 1"
        }
    }
}
