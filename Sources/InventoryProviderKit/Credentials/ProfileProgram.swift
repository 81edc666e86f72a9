package import InventoryCore
package import InventoryWire

/// The program that a profile names to print keys: a command line that is split into words, never given to a shell, and
/// whose output is one JSON object.
package struct ProfileProgram: Sendable {
    /// What the line is, for sentences: `the credential_process of the aws command's profile`.
    private let title: String
    private let provider: ProviderID
    private let names: Credential.Names
    /// What the end of the keys is called; the keys have none where it is missing.
    private let end: String

    package init(_ title: String, of provider: ProviderID, named names: Credential.Names, end: String) {
        self.title = title
        self.provider = provider
        self.names = names
        self.end = end
    }

    /// Runs the program, for at most a minute, and reads what it prints.
    /// - Parameter check: says what is wrong with the object beside its keys, to go on from the title.
    /// - Throws: `credentialsMissing`, never with anything that was printed.
    package func credential(
        _ line: String, _ services: SystemServices, check: (JSONValue) -> String? = { _ in nil }
    ) async throws -> Credential {
        guard let words = ShellWords.split(line), !words.isEmpty else {
            throw failure("has a quote that is not closed, or says nothing")
        }
        let object: JSONValue
        do {
            object = try JSONValue(try await services.runCommand(words, .seconds(60)))
        } catch let problem as JSONValue.Problem {
            throw failure("prints what is \(problem)")
        }
        if let problem = check(object) { throw failure(problem) }
        var expires: UTCInstant?
        if let end = object[end], end != .string("") {
            expires = Credential.time(end)
            guard expires != nil else { throw failure("prints no time in \"\(self.end)\"") }
        }
        let place = "the output of \(title)"
        return try Credential(
            accessKey: object[names.accessKey]?.string, secretKey: object[names.secretKey]?.string,
            securityToken: Credential.token(names.securityToken, in: object, from: place, for: provider),
            expires: expires, named: names, from: place, for: provider)
    }

    /// An error about the line.
    package func failure(_ reason: String) -> InventoryError {
        InventoryError(.credentialsMissing, "\(title) \(reason)", provider: provider)
    }
}
