#if CommandLineTool && EmulatorServer
    import FoundationEssentials
    import InventoryEmulator
    import Testing

    @testable import InventoryCLI

    /// Where the command finds keys: the places of the standard chain, one after the other.
    @Suite(.timeLimit(.minutes(5))) struct CredentialPlacesTests {
        private static let tccli = #"{"secretId": "AKIDtestEXAMPLE", "secretKey": "testSecretEXAMPLE"}"#
        private static let obsutil =
            "endpoint=obs.cn-north-4.myhuaweicloud.com\nak=AKIDtestEXAMPLE\nsk=testSecretEXAMPLE\n"

        private static let program = #filePath.replacing(
            "EndToEndTests/CredentialPlacesTests.swift", with: "Programs/credentials.sh")

        /// The command without keys in the environment.
        private static func tool(_ clouds: Clouds) -> ToolRunner {
            var tool = clouds.tool
            for name in Clouds.credentials.keys { tool.environment[name] = nil }
            return tool
        }

        private static func write(_ text: String, _ name: String, mode: Int, in tool: ToolRunner) throws {
            let path = tool.scratch.path + "/" + name
            let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            _ = try tool.scratch.file(name, text)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }

        private static func list(_ tool: ToolRunner) async throws -> [Finished] {
            [
                try await tool("list", "\(Clouds.cos)?\(Clouds.inCOS)"),
                try await tool("list", "\(Clouds.obs)?\(Clouds.inOBS)"),
            ]
        }

        @Test func `files of the vendors' tools`() async throws {
            try await Clouds.run { clouds in
                let tool = Self.tool(clouds)
                try Self.write(Self.tccli, ".tccli/default.credential", mode: 0o600, in: tool)
                try Self.write(Self.obsutil, ".obsutilconfig", mode: 0o600, in: tool)
                for run in try await Self.list(tool) { #expect(run.status == 0, "\(run)") }
            }
        }

        @Test func `the file of Volcengine's command: the profile that is named, else the current one`() async throws {
            let bucket = EmulatedBucket(provider: .volcengineTOS, name: "acme-pictures", region: "cn-beijing")
            let file = #"""
                {"current": "work", "profiles": {
                 "work": {"name": "work", "mode": "ak", "access-key": "AKIDtestEXAMPLE", "secret-key": "testSecretEXAMPLE"},
                 "other": {"name": "other", "mode": "ak", "access-key": "AKIDother", "secret-key": "s"},
                 "login": {"name": "login", "mode": "sso"}}}
                """#
            try await Clouds.run(more: [bucket]) { clouds in
                var tool = Self.tool(clouds)
                try Self.write(file, ".volcengine/config.json", mode: 0o600, in: tool)
                for (profile, status) in [("", 0), ("work", 0), ("other", 1), ("login", 4)] {
                    tool.environment["VOLCENGINE_PROFILE"] = profile
                    let done = try await tool("list", "tos://acme-pictures?region=cn-beijing")
                    #expect(done.status == status, "\(profile): \(done)")
                }
            }
        }

        @Test
        func `a name without keys that those without a name stand in for is warned of, with the names that there are`()
            async throws
        {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                tool.environment["OBS_ACCESS_KEY_ID_ACME_PROD"] = "AKIDtestEXAMPLE"
                tool.environment["OBS_SECRET_ACCESS_KEY_ACME_PROD"] = "testSecretEXAMPLE"
                for (name, isKnown) in [("acme-prod", true), ("acme-prd", false)] {
                    let text = Samples.ruleSet().replacing(
                        "provider: huawei-obs", with: "provider: huawei-obs\n    credentials: \(name)")
                    let file = try tool.scratch.file("set.yaml", text)
                    for command in ["plan", "check", "apply"] {
                        let done = try await tool(command, file)
                        #expect(done.errors.contains("set.yaml:14:18: credentials 'acme-prd'") == !isKnown, "\(done)")
                        #expect(done.errors.contains("the names that are set: acme_prod") == !isKnown, "\(done)")
                    }
                }
            }
        }

        @Test func `no file that others can read`() async throws {
            try await Clouds.run { clouds in
                var tool = Self.tool(clouds)
                try Self.write(Self.tccli, ".tccli/default.credential", mode: 0o644, in: tool)
                let refused = try await tool("list", "\(Clouds.cos)?\(Clouds.inCOS)")
                #expect(refused.status == CommandStatus.preflight.rawValue, "\(refused)")
                #expect(refused.errors.contains("chmod 600") && !refused.errors.contains("testSecret"), "\(refused)")
                #expect(clouds.emulator.requests.isEmpty)
                tool.environment["CLOUD_INVENTORY_OPEN_CREDENTIAL_FILES"] = "true"
                #expect(try await tool("list", "\(Clouds.cos)?\(Clouds.inCOS)").status == 0)
            }
        }

        @Test func `a program that prints them, which is told the cloud and the name`() async throws {
            try await Clouds.run { clouds in
                var tool = Self.tool(clouds)
                // Not written here: a program that another test's child still holds open cannot be started.
                tool.environment["CLOUD_INVENTORY_CREDENTIAL_COMMAND"] = Self.program
                tool.environment["PATH"] = "/usr/bin:/bin"
                let run = try await tool("list", "\(Clouds.obs)?\(Clouds.inOBS)&credentials=acme")
                #expect(run.status == 0, "\(run)")
                #expect(tool.scratch.text(of: "asked") == "huawei-obs\n")
                let other = try await tool("list", "\(Clouds.obs)?\(Clouds.inOBS)&credentials=other")
                #expect(other.status == CommandStatus.preflight.rawValue, "\(other)")
                #expect(other.errors.contains("credentials.sh' failed with status 1"), "\(other)")
            }
        }

        @Test func `none, with the role switched off: every place is named, and nothing is sent`() async throws {
            try await Clouds.run { clouds in
                for run in try await Self.list(Self.tool(clouds)) {
                    #expect(run.status == CommandStatus.preflight.rawValue, "\(run)")
                    for place in [
                        "the environment", "CLOUD_INVENTORY_CREDENTIAL_COMMAND", "the file ~/.",
                        "switched off by CLOUD_INVENTORY_METADATA_DISABLED",
                    ] {
                        #expect(run.errors.contains(place), "\(run)")
                    }
                }
                #expect(clouds.emulator.requests.isEmpty)
            }
        }

        @Test func `the help names the same places`() async throws {
            let help = try await ToolRunner()("--help").output
            for place in [
                "TENCENTCLOUD_SECRET_ID", "OBS_ACCESS_KEY_ID", "CLOUD_INVENTORY_CREDENTIAL_COMMAND", "~/.tccli",
                "CLOUD_INVENTORY_METADATA_DISABLED=true",
            ] {
                #expect(help.contains(place), "\(place)")
            }
        }

        @Test func `what is signed without sending anything is signed with the same keys`() async throws {
            try await Clouds.run { clouds in
                var tool = Self.tool(clouds)
                try Self.write(Self.tccli, ".tccli/default.credential", mode: 0o600, in: tool)
                tool.arguments = []
                let signed = try await tool(
                    "sign", "tencent-cos", "--url",
                    "https://b-1250000000.cos.ap-guangzhou.myqcloud.com/?inventory", "--reveal")
                #expect(signed.status == 0, "\(signed)")
                #expect(signed.output.contains("AKIDtestEXAMPLE"), "\(signed)")
            }
        }
    }
#endif
