#if CommandLineTool && EmulatorServer
    import CloudInventory
    import Foundation
    import InventoryEmulator
    import TestShell
    import Testing

    /// `snapshot` over sockets, against each cloud's listing.
    @Suite(.timeLimit(.minutes(5))) struct SnapshotCommandTests {
        private struct Cloud {
            var provider: EmulatedProvider
            var scheme: String
            var region: String
        }

        private static let clouds: [String: Cloud] = [
            "tencent-cos": Cloud(provider: .tencentCOS, scheme: "cos", region: "ap-guangzhou"),
            "huawei-obs": Cloud(provider: .huaweiOBS, scheme: "obs", region: "cn-north-4"),
            "amazon-s3": Cloud(provider: .amazonS3, scheme: "s3", region: "eu-west-1"),
            "alibaba-oss": Cloud(provider: .alibabaOSS, scheme: "oss", region: "cn-hangzhou"),
            "volcengine-tos": Cloud(provider: .volcengineTOS, scheme: "tos", region: "cn-beijing"),
        ]

        /// Keys for every cloud that the command speaks to.
        private static let keys: [String: String] = {
            let pairs = EnvironmentCredentials.standardVariables.values.compactMap(\.first)
            return pairs.reduce(into: [:]) { keys, pair in
                keys[pair.accessKey] = "AKIDtestEXAMPLE"
                keys[pair.secretKey] = "testSecretEXAMPLE"
            }
        }()

        /// The clouds that the command speaks to.
        static let spoken: [String] = clouds.keys.filter { name in Vendors.ids.contains { $0.rawValue == name } }
            .sorted()

        /// Runs the body with a bucket of so many objects, its address, and a folder that is not there yet.
        private func run(
            _ name: String, _ count: Int, faults: [FaultRule] = [],
            _ body: (_ clouds: Clouds, _ tool: ToolRunner, _ address: String, _ folder: String) async throws -> Void
        ) async throws {
            let cloud = try #require(Self.clouds[name])
            let folders = ["db/", "logs/2026/", "a b+c/", "100%/", "日志/", "", "x//y/"]
            let bucket = cloud.provider == .tencentCOS ? "many-1250000000" : "many"
            let many = EmulatedBucket(
                provider: cloud.provider, name: bucket, region: cloud.region,
                objects: (0..<count).map { EmulatedObject("\(folders[$0 % folders.count])\($0).csv", .text("\($0)")) })
            let faulty = EmulatedFaults(providers: [cloud.provider: ProviderFaults(rules: faults)])
            try await Clouds.run(more: [many], faults: faulty) { clouds in
                var tool = clouds.tool
                tool.environment.merge(Self.keys) { $1 }
                try await body(
                    clouds, tool, "\(cloud.scheme)://\(bucket)?region=\(cloud.region)", tool.scratch.path + "/snapshot")
            }
        }

        /// The names in the newest report, each once.
        private func names(_ folder: String, _ tool: ToolRunner) async throws -> Set<String> {
            var words = tool
            words.arguments = []
            let rows = try await words("report", "cat", folder, "--output", "jsonl")
            #expect(rows.status == 0, "\(rows.errors)")
            let names = try rows.output.split(separator: "\n").map { try JSON(String($0))["key"].text ?? "" }
            #expect(Set(names).count == names.count)
            return Set(names)
        }

        @Test(arguments: spoken)
        func `a bucket of any cloud becomes a report that verifies`(_ name: String) async throws {
            try await run(name, 3500) { clouds, tool, address, folder in
                let done = try await tool("snapshot", address, "--to", folder, "--output", "json")
                try #require(done.status == 0, "\(done)")
                let told = try JSON(done.output)
                #expect(told["format"].text == "cloud-inventory/snapshot/1")
                #expect(told["objects"].number == 3500 && told["report"]["rows"].number == 3500)
                #expect(told["report"]["outcome"].text == "verified" && told["report"]["rung"].text == "keys")
                #expect(try await names(folder, tool).count == 3500)
            }
        }

        @Test func `faults of a server that passes are ridden out`() async throws {
            let faults = [
                FaultRule(.error, operations: [.listObjects], every: 5),
                FaultRule(.close, operations: [.listObjects], every: 7),
                FaultRule(.halfPage, operations: [.listObjects], every: 3),
            ]
            try await run("huawei-obs", 10_000, faults: faults) { clouds, tool, address, folder in
                let done = try await tool("snapshot", address, "--to", folder, "--workers", "4")
                #expect(done.status == 0, "\(done)")
                #expect(done.output.contains("10,000 objects"), "\(done)")
                #expect(try await names(folder, tool).count == 10_000)
            }
        }

        @Test func `a page that is refused leaves no report`() async throws {
            let faults = [FaultRule(.error, operations: [.listObjects], every: 6, status: 403, code: "AccessDenied")]
            try await run("amazon-s3", 10_000, faults: faults) { clouds, tool, address, folder in
                let done = try await tool("snapshot", address, "--to", folder)
                #expect(done.status == 1, "\(done)")
                #expect(done.errors.contains("listing objects"), "\(done)")
                #expect(try await tool("report", "verify", folder).status == 4)
            }
        }

        @Test func `a killed snapshot goes on where it was`() async throws {
            // Each of the three workers comes to a page that does not come, so it cannot have ended before the kill.
            let stuck = [FaultRule(.delay, operations: [.listObjects], every: 3, atMost: 3, milliseconds: 600_000)]
            try await run("tencent-cos", 10_000, faults: stuck) { clouds, tool, address, folder in
                let words = ["snapshot", address, "--to", folder, "--workers", "3"]
                let child = try ChildProcess(
                    words + tool.arguments, environment: tool.environment, input: .file("/dev/null"),
                    output: .file(tool.scratch.path + "/output"), errors: .file(tool.scratch.path + "/errors"))
                await withCheckedContinuation { killed in
                    // On a thread: a task may wait longer for its turn than a worker waits for its page.
                    DispatchQueue.global().async {
                        while clouds.emulator.requestCount < 6 { sched_yield() }
                        child.signal(SIGKILL)
                        killed.resume()
                    }
                }
                #expect(await child.wait() == 1000 + SIGKILL)
                #expect(try await tool("report", "verify", folder).status == 4)
                let done = try await tool.run(words + ["--output", "json"])
                try #require(done.status == 0, "\(done)")
                #expect(try JSON(done.output)["continued"].content == .bool(true))
                #expect(try await names(folder, tool).count == 10_000)
            }
        }

        @Test func `what is wrong with the words is said before any request`() async throws {
            try await run("amazon-s3", 1) { clouds, tool, address, folder in
                for words in [["--workers", "0"], ["--workers", "65"]] {
                    let refused = try await tool.run(["snapshot", address, "--to", folder] + words)
                    #expect(refused.status == 64, "\(refused)")
                }
                let unknown = try await tool("snapshot", "nowhere://many", "--to", folder)
                #expect(unknown.status == 64, "\(unknown)")
                #expect(clouds.emulator.requestCount == 0)
            }
        }
    }
#endif
