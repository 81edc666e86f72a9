import CloudInventory
import Glibc
import InventoryCore
import InventoryProviderKit
import InventoryRuleSet

/// Keys of the environment that have a name: `TENCENTCLOUD_SECRET_ID_ACME` for `credentials: acme`.
enum NamedKeys {
    /// What is to be said of a name whose keys the environment does not have, where it has some without a name: these are
    /// used, and belong to another account perhaps. Nil where nothing is.
    static func problem(with need: CredentialRequest) -> String? {
        guard let name = need.credentials,
            let (wanted, used) = EnvironmentCredentials.standard().standIn(for: need)
        else { return nil }
        let names = names(behind: EnvironmentCredentials.standardVariables[need.provider]?.map(\.accessKey) ?? [])
        return
            "credentials '\(Printable.quoted(name, limit: 80))': the environment has no \(wanted.accessKey), so the keys "
            + "without a name are used (\(used.accessKey)); "
            + (names.isEmpty
                ? "no keys with a name are set for \(need.provider)"
                : "the names that are set: \(names.joined(separator: ", "))")
    }

    /// The same of every target of a rule set, at the place of the name.
    static func remarks(on review: RuleSetReview) -> [RuleSetReview.Remark] {
        var told: Set<CredentialRequest> = []
        return (review.file?.groups ?? []).compactMap { group in
            let need = CredentialRequest(provider: group.group.provider, credentials: group.group.credentials)
            guard let place = group.keyPlaces["credentials"], place.line > 0, told.insert(need).inserted,
                let problem = problem(with: need)
            else { return nil }
            return RuleSetReview.Remark(.warning, at: place, problem)
        }
    }

    /// The names that follow those variables, as they stand in the environment.
    private static func names(behind variables: [String]) -> [String] {
        var names: Set<String> = []
        var next = environ
        while let word = next.pointee {
            let name = String(decoding: UnsafeRawBufferPointer(start: word, count: strlen(word)), as: UTF8.self)
                .prefix { $0 != "=" }
            for variable in variables where name.hasPrefix(variable + "_") {
                names.insert(Printable.quoted(String(name.dropFirst(variable.utf8.count + 1)), limit: 80).lowercased())
            }
            next += 1
        }
        return names.sorted()
    }
}
