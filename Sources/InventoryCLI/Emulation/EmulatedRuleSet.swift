#if CommandLineTool && EmulatorServer
    import CloudInventory
    import InventoryCore
    import InventorySync
    import InventoryProviderKit
    import FoundationEssentials
    import Glibc
    import InventoryEmulator
    import InventoryRuleSet

    /// What an emulator is told so that a rule set can be tried in it, and what a command needs to speak to it.
    enum EmulatedRuleSet {
        private static let key = EmulatedCredential(
            accessKey: "AKIDemulatedEXAMPLE0000", secretKey: "emulatedSecretEXAMPLE00000")

        /// Every bucket of the rule set and those that reports go to, empty, and a key that may do everything.
        static func configuration(of path: String) throws -> EmulatorConfiguration {
            let file = try RuleSetOptions.read(path)
            guard !file.isToBeFound else {
                throw CommandFailure(
                    .preflight,
                    "the rule set does not name its buckets (buckets.match), so it is not known which of them to create; name them in "
                        + "a configuration, with --config")
            }
            var buckets: [EmulatedBucket] = []
            var seen: Set<String> = []
            for target in file.targets {
                guard let provider = EmulatedProvider(rawValue: target.provider.rawValue) else { continue }
                let region = target.bucket.region?.string ?? ""
                for name in [target.bucket.name] + target.rules.map(\.destination.bucket)
                where seen.insert("\(provider)/\(name)").inserted {
                    buckets.append(EmulatedBucket(provider: provider, name: name.string, region: region))
                }
            }
            return EmulatorConfiguration(credentials: [key], buckets: buckets)
        }

        /// The environment of a command that is to speak to the emulators and to no cloud. What it writes there must not count as
        /// written in the clouds, so it has a journal folder of its own.
        static func variables(
            _ endpoints: [(provider: String, url: String)], _ keys: EmulatedCredential?, journal: String
        )
            -> [String: String?]
        {
            var variables: [String: String?] = [
                Settings.Name.connectTo.variable: endpoints.map { "\($0.provider)=\($0.url)" }.joined(separator: ","),
                JournalOptions.variable: journal, Settings.fileVariable: "", CredentialChain.metadataVariable: "true",
            ]
            for pair in EnvironmentCredentials.standardVariables.values.compactMap(\.first) {
                variables[pair.accessKey] = .some(keys?.accessKey)
                variables[pair.secretKey] = .some(keys?.secretKey)
                for token in pair.securityTokens { variables[token] = .some(keys?.securityToken) }
            }
            return variables
        }

        /// Runs a command of the shell beside the emulators, until it ends.
        /// - Returns: its exit status.
        static func run(
            _ command: String, _ endpoints: [(provider: String, url: String)], _ keys: EmulatedCredential?
        ) async throws -> Int32 {
            let folder = FileManager.default.temporaryDirectory.appending(
                path: "cloud-inventory-emulated-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            return try await ForegroundProgram.run(
                command, variables: variables(endpoints, keys, journal: folder.path))
        }
    }
#endif
