internal import InventoryCore
internal import InventoryProviderKit
internal import InventoryWire

/// The `process_command` of a profile: a command line that is split into words, never given to a shell, and whose output is
/// one JSON object. Source: Alibaba Cloud's Go library of credentials, `external.go`.
enum AlibabaProcess {
    private static let offVariable = "ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"

    static func run(
        for profile: AlibabaProfile, _ provider: ProviderID, _ services: SystemServices
    ) async throws -> Credential {
        func failure(_ reason: String) -> InventoryError {
            InventoryError(
                .credentialsMissing, "the process_command of \(profile.place) \(reason)", provider: provider)
        }
        guard !["1", "true"].contains(services.environment(offVariable).map(ASCII.lowercased)) else {
            throw failure("is not run, as \(offVariable) says; unset it, or name another profile")
        }
        guard let words = ShellWords.split(profile["processcommand"] ?? ""), !words.isEmpty else {
            throw failure("has a quote that is not closed, or says nothing")
        }
        let object: JSONValue
        do {
            object = try JSONValue(try await services.runCommand(words, .seconds(60)))
        } catch let problem as JSONValue.Problem {
            throw failure("prints what is \(problem)")
        }
        var expires: UTCInstant?
        if let end = object["expiration"], end != .string("") {
            expires = Credential.time(end)
            guard expires != nil else { throw failure("prints no time in \"expiration\"") }
        }
        let place = "the output of the process_command of \(profile.place)"
        return try Credential(
            accessKey: object["access_key_id"]?.string, secretKey: object["access_key_secret"]?.string,
            securityToken: Credential.token("sts_token", in: object, from: place, for: provider), expires: expires,
            named: .init("access_key_id", "access_key_secret", "sts_token"), from: place, for: provider)
    }
}
