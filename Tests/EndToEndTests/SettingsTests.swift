#if CommandLineTool && EmulatorServer
    import Foundation
    import InventoryEmulator
    import Testing

    /// What stands on every line, from the environment or from the user's file.
    @Suite(.timeLimit(.minutes(1))) struct SettingsTests {
        /// A runner whose clouds stand in a file of settings, and not on the line.
        private static func tool(_ clouds: Clouds, more: String = "", mode: Int = 0o600) throws -> ToolRunner {
            var tool = clouds.tool
            let folder = tool.scratch.path + "/.config/cloud-inventory"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let targets = tool.arguments.filter { $0.contains("=") }
            tool.arguments = []
            let file = try tool.scratch.file(
                ".config/cloud-inventory/config.yaml",
                "profiles:\n  emulated: {connectTo: [\(targets.joined(separator: ", "))]}\n" + more)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
            return tool
        }

        @Test func `a profile leads to the clouds, the environment goes before it, and the line before both`()
            async throws
        {
            try await Clouds.run { clouds in
                var tool = try Self.tool(clouds, more: "profile: emulated\njournal: ~/runs\n")
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                let applied = try await tool("apply", file)
                #expect(applied.status == 0, "\(applied)")
                #expect(try tool.scratch.names().contains("runs"))
                let doctor = try await tool("doctor", file)
                #expect(doctor.output.contains("config.yaml, profile emulated\n"), "\(doctor)")
                #expect(doctor.output.contains("journal    \(tool.scratch.path)/runs"), "\(doctor)")
                tool.environment["CLOUD_INVENTORY_CONNECT_TO"] = "http://127.0.0.1:1"
                let elsewhere = try await tool("check", file)
                #expect(elsewhere.status == 1 && elsewhere.errors.contains("127.0.0.1:1"), "\(elsewhere)")
                tool.arguments = clouds.tool.arguments
                #expect(try await tool("check", file).status == 0)
            }
        }

        @Test func `a file of settings that is none, or that others can write, leads nowhere`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let wrong = try await Self.tool(clouds, more: "proxi: http://h:1\n")("check", file)
                #expect(wrong.status == 4, "\(wrong)")
                #expect(
                    wrong.errors.contains("config.yaml:3:1: proxi: unknown key 'proxi', did you mean 'proxy'?"),
                    "\(wrong)")
                let open = try await Self.tool(clouds, mode: 0o666)("check", file)
                #expect(open.status == 4 && open.errors.contains("can be written by others"), "\(open)")
                let unknown = try await Self.tool(clouds, more: "profile: emulatde\n")("check", file)
                #expect(unknown.status == 4 && unknown.errors.contains("did you mean 'emulated'?"), "\(unknown)")
                var none = try Self.tool(clouds, more: "proxi: x\n")
                none.environment["CLOUD_INVENTORY_CONFIG"] = ""
                none.arguments = clouds.tool.arguments
                #expect(try await none("check", file).status == 2)
                #expect(clouds.emulator.requestCount > 0)
            }
        }
    }
#endif
