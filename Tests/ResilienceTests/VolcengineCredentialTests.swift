import CloudInventory
import InventoryCore
import InventoryProviderKit
import TestSupport
import Testing

/// Keys where Volcengine's own tools keep them.
@Suite struct `Keys of Volcengine's tools` {
    private func keys(_ variables: [String: String], _ files: [String: String] = [:]) async throws -> [String?] {
        var machine = Machine()
        machine.variables.merge(variables) { $1 }
        machine.files = files.mapValues { (0o600, $0) }
        let found = try await machine.chain().credential(for: CredentialRequest(provider: "volcengine-tos"))
        return [
            found.accessKey, String(decoding: found.secretKey.bytes, as: UTF8.self),
            found.securityToken.map { String(decoding: $0.bytes, as: UTF8.self) },
        ]
    }

    @Test(arguments: [
        ("VOLCSTACK_ACCESS_KEY_ID", "VOLCSTACK_SECRET_ACCESS_KEY"), ("VOLCSTACK_ACCESS_KEY", "VOLCSTACK_SECRET_KEY"),
    ])
    func `are in the second names of its variables, with their token`(_ access: String, _ secret: String) async throws {
        let variables = [access: "AK", secret: "SK", "VOLCSTACK_SESSION_TOKEN": "TOKEN"]
        #expect(try await keys(variables) == ["AK", "SK", "TOKEN"])
        // The first names come first, whole: no token of other keys goes with them.
        let first = ["VOLCENGINE_ACCESS_KEY": "A1", "VOLCENGINE_SECRET_KEY": "S1"]
        #expect(try await keys(variables.merging(first) { $1 }) == ["A1", "S1", nil])
    }

    static let ini = "[default]\naccess_key_id = INI\nsecret_access_key = S2\n"
    static let json = #"{"ak": "JSON", "sk": "S3"}"#

    @Test func `are in the files of the older SDKs, after the command's`() async throws {
        #expect(
            try await keys([:], ["/h/.volc/credentials": Self.ini, "/h/.volc/config": Self.json]) == ["INI", "S2", nil])
        #expect(try await keys([:], ["/h/.volc/config": Self.json]) == ["JSON", "S3", nil])
        let ve = #"{"current": "one", "profiles": {"one": {"mode": "ak", "access-key": "ONE", "secret-key": "S1"}}}"#
        let files = ["/h/.volc/credentials": Self.ini, "/h/.volcengine/config.json": ve]
        #expect(try await keys([:], files) == ["ONE", "S1", nil])
    }

    /// Nothing else signs in its place.
    @Test(arguments: ["sso", "console-login", "oidc", "ramrolearn", "ecsrole"])
    func `of a profile in another mode are not replaced by others, and the error says the way round`(
        _ mode: String
    ) async throws {
        let ve = #"{"current": "one", "profiles": {"one": {"mode": "\#(mode)"}}}"#
        let files = ["/h/.volcengine/config.json": ve, "/h/.volc/credentials": Self.ini]
        let error = try #require(await failure { try await keys([:], files) })
        #expect(error.code == .credentialsMissing)
        for words in ["'\(mode)'", "TOS_ACCESS_KEY", "TOS_SECURITY_TOKEN"] {
            #expect(error.description.contains(words), "\(error)")
        }
    }
}
