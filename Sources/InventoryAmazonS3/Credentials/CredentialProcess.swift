internal import InventoryCore
internal import InventoryProviderKit
internal import InventoryWire

/// Runs the `credential_process` of a profile: a command line that is split into words, never given to a shell, and whose
/// output is one JSON object. Source: AWS SDK reference guide, "Process credential provider".
enum CredentialProcess {
    static func run(_ line: String, for provider: ProviderID, _ services: SystemServices) async throws -> Credential {
        func failure(_ reason: String) -> InventoryError {
            InventoryError(
                .credentialsMissing, "the credential_process of the aws command's profile \(reason)", provider: provider
            )
        }
        guard let words = ShellWords.split(line), !words.isEmpty else {
            throw failure("has a quote that is not closed, or says nothing")
        }
        let object: JSONValue
        do {
            object = try JSONValue(try await services.runCommand(words, .seconds(60)))
        } catch let problem as JSONValue.Problem {
            throw failure("prints what is \(problem)")
        }
        guard object["Version"]?.integer == 1 else { throw failure("prints no \"Version\": 1") }
        var expires: UTCInstant?
        if let end = object["Expiration"] {
            expires = end.string.flatMap(Credential.time)
            guard expires != nil else { throw failure("prints no time in \"Expiration\"") }
        }
        let place = "the output of a credential_process"
        return try Credential(
            accessKey: object["AccessKeyId"]?.string, secretKey: object["SecretAccessKey"]?.string,
            securityToken: Credential.token("SessionToken", in: object, from: place, for: provider), expires: expires,
            named: .init("AccessKeyId", "SecretAccessKey", "SessionToken"), from: place, for: provider)
    }
}
