internal import InventoryCore
internal import InventoryProviderKit
internal import InventoryWire

/// The `process_command` of a profile. Source: Alibaba Cloud's Go library of credentials, `external.go`.
enum AlibabaProcess {
    private static let offVariable = "ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"

    static func run(
        for profile: AlibabaProfile, _ provider: ProviderID, _ services: SystemServices
    ) async throws -> Credential {
        let program = ProfileProgram(
            "the process_command of \(profile.place)", of: provider,
            named: .init("access_key_id", "access_key_secret", "sts_token"), end: "expiration")
        guard !["1", "true"].contains(services.environment(offVariable).map(ASCII.lowercased)) else {
            throw program.failure("is not run, as \(offVariable) says; unset it, or name another profile")
        }
        return try await program.credential(profile["processcommand"] ?? "", services)
    }
}
