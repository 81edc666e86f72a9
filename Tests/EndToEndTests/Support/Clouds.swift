#if CommandLineTool && EmulatorServer
    import CloudInventory
    import FoundationEssentials
    import Glibc
    import InventoryEmulator

    /// Both clouds on loopback sockets, with buckets of their own for every test.
    struct Clouds: Sendable {
        static let cos = "cos://photos-1250000000"
        static let obs = "obs://acme-photos"
        static let inCOS = "region=ap-guangzhou"
        static let inOBS = "region=cn-north-4"
        static let credentials = [
            "TENCENTCLOUD_SECRET_ID": "AKIDtestEXAMPLE", "TENCENTCLOUD_SECRET_KEY": "testSecretEXAMPLE",
            "OBS_ACCESS_KEY_ID": "AKIDtestEXAMPLE", "OBS_SECRET_ACCESS_KEY": "testSecretEXAMPLE",
        ]

        let emulator: Emulator
        let tool: ToolRunner
        private let server: EmulatorServer

        private init(
            quirks: [String: String], more: [EmulatedBucket], faults: EmulatedFaults,
            limits: [EmulatedProvider: EmulatedLimits]
        ) async throws {
            let configuration = EmulatorConfiguration(
                credentials: [EmulatedCredential(accessKey: "AKIDtestEXAMPLE", secretKey: "testSecretEXAMPLE")],
                buckets: [
                    EmulatedBucket(provider: .tencentCOS, name: "photos-1250000000", region: "ap-guangzhou"),
                    EmulatedBucket(provider: .huaweiOBS, name: "acme-photos", region: "cn-north-4"),
                ] + more,
                limits: limits, quirks: try QuirkSettings(quirks), faults: faults)
            emulator = Emulator(configuration) { Int64(time(nil)) }
            server = try await EmulatorServer.start(emulator)
            var tool = try ToolRunner()
            // More clouds are played than the command speaks to.
            tool.arguments = server.endpoints.filter { endpoint in
                Vendors.all.contains { $0.id.rawValue == endpoint.provider.rawValue }
            }.flatMap { ["--connect-to", "\($0.provider.rawValue)=\($0.url)"] }
            self.tool = tool
        }

        /// What a cloud holds under an id, as text; empty where there is nothing.
        func document(_ id: String, in bucket: String, of provider: EmulatedProvider) -> String {
            String(decoding: emulator.document(id, in: bucket, of: provider)?.document ?? [], as: UTF8.self)
        }

        /// Runs the body with both clouds up, and with more buckets in them where wanted, and takes them down after it.
        static func run(
            quirks: [String: String] = [:], more: [EmulatedBucket] = [],
            faults: EmulatedFaults = EmulatedFaults(), limits: [EmulatedProvider: EmulatedLimits] = [:],
            _ body: (Clouds) async throws -> Void
        ) async throws {
            let clouds = try await Clouds(quirks: quirks, more: more, faults: faults, limits: limits)
            do {
                try await body(clouds)
            } catch {
                await clouds.server.stop()
                throw error
            }
            await clouds.server.stop()
        }

        /// Runs the body with faults as a configuration says them, and with list pages of two rules.
        static func run(faults json: String, _ body: (Clouds) async throws -> Void) async throws {
            try await run(
                faults: JSONDecoder().decode(EmulatedFaults.self, from: Data(json.utf8)),
                limits: [.tencentCOS: EmulatedLimits(pageSize: 2)], body)
        }
    }
#endif
