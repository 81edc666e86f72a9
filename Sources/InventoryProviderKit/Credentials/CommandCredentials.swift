public import InventoryCore
internal import InventoryWire

/// Credentials from a program that prints them: the way to a vault, an SSO login or a keychain.
///
/// The program is started without a shell, with two more arguments: the cloud (`tencent-cos`) and the name that the rule
/// set gives, which may be empty. It prints one JSON object and ends with status 0 within ten seconds:
/// ```json
/// {"version": 1, "accessKey": "…", "secretKey": "…", "securityToken": "…", "expires": "2030-01-31T12:00:00Z"}
/// ```
/// `securityToken` and `expires` may be missing. Keys that end are fetched again before they do
/// (``RefreshingCredentials``); keys without an end are kept for as long as the source lives.
public struct CommandCredentials: CredentialSource {
    private let command: [String]
    private let kept: RefreshingCredentials

    /// - Parameters:
    ///   - command: the program's path, or a name on the PATH, and arguments.
    ///   - additionalHosts: hosts beside the cloud's own that the keys may sign for.
    public init(_ command: [String], additionalHosts: [String] = [], services: SystemServices = .system) {
        self.command = command
        kept = RefreshingCredentials(services: services) { need in
            let output = try await services.runCommand(
                command + [need.provider.rawValue, need.credentials ?? ""], .seconds(10))
            return try Self.read(output, command.first ?? "", need, additionalHosts)
        }
    }

    /// The kept keys, or new ones from the program.
    /// - Throws: `credentialsMissing` when the program fails or prints something else; never what it printed.
    public func credential(for need: CredentialRequest) async throws -> Credential {
        try await kept.credential(for: need)
    }

    private static func read(
        _ output: [UInt8], _ name: String, _ need: CredentialRequest, _ additionalHosts: [String]
    ) throws -> Credential {
        let place = "the output of '\(Printable.quoted(name, limit: 80))'"
        func failure(_ reason: String) -> InventoryError {
            InventoryError(.credentialsMissing, "\(place) \(reason)", provider: need.provider)
        }
        let object: JSONValue
        do {
            object = try JSONValue(try Credential.withoutMark(output, from: place, for: need.provider))
        } catch let problem as JSONValue.Problem {
            throw failure("is \(problem)")
        }
        guard object["version"]?.integer == 1 else { throw failure("lacks \"version\": 1") }
        let known: Set = ["version", "accessKey", "secretKey", "securityToken", "expires"]
        guard object.keys.isSubset(of: known) else {
            throw failure("has keys beside \(known.sorted().joined(separator: ", "))")
        }
        var expires: UTCInstant?
        if let value = object["expires"] {
            expires = value.string.flatMap(Credential.time)
            guard expires != nil else { throw failure("has no time in \"expires\"; write 2030-01-31T12:00:00Z") }
        }
        if let token = object["securityToken"], token.string == nil {
            throw failure("has no text in \"securityToken\"")
        }
        return try Credential(
            accessKey: object["accessKey"]?.string, secretKey: object["secretKey"]?.string,
            securityToken: object["securityToken"]?.string, expires: expires, additionalHosts: additionalHosts,
            from: place, for: need.provider)
    }
}
