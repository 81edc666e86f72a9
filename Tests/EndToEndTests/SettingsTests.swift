#if CommandLineTool && EmulatorServer
    import Foundation
    import Glibc
    import InventoryEmulator
    import Testing

    /// What stands on every line, from the environment or from the user's file.
    @Suite(.timeLimit(.minutes(5))) struct SettingsTests {
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
                #expect(doctor.output.contains("journal          \(tool.scratch.path)/runs"), "\(doctor)")
                tool.environment["CLOUD_INVENTORY_CONNECT_TO"] = "http://127.0.0.1:1"
                let elsewhere = try await tool("check", file)
                #expect(elsewhere.status == 1 && elsewhere.errors.contains("127.0.0.1:1"), "\(elsewhere)")
                tool.arguments = clouds.tool.arguments
                #expect(try await tool("check", file).status == 0)
            }
        }

        @Test func `the line chooses the profile before the environment, and that before the file`() async throws {
            try await Clouds.run { clouds in
                let more =
                    "  line: {journal: ~/of-line}\n  variable: {journal: ~/of-variable}\n  file: {journal: ~/of-file}\n"
                var tool = try Self.tool(clouds, more: more + "profile: file\n")
                tool.arguments = clouds.tool.arguments
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                func says(_ journal: String, _ from: String, _ words: String...) async throws {
                    let doctor = try await tool.run(["doctor", file] + words)
                    let rows = doctor.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
                    guard rows.count > 2 else {
                        Issue.record("\(doctor)")
                        return
                    }
                    #expect(rows[1].first == "settingsProfile" && rows[1].last?.hasSuffix(from) == true, "\(doctor)")
                    #expect(rows[2].prefix(2) == ["journal", "\(tool.scratch.path)/\(journal)"], "\(doctor)")
                }
                try await says("of-file", "config.yaml")
                tool.environment["CLOUD_INVENTORY_PROFILE"] = "variable"
                try await says("of-variable", "CLOUD_INVENTORY_PROFILE")
                try await says("of-line", "--settings-profile", "--settings-profile", "line")
                try await says("of-variable", "CLOUD_INVENTORY_PROFILE", "--settings-profile", "")
                // What the line chose holds for every command.
                #expect(try await tool("apply", file, "--settings-profile", "line").status == 0)
                #expect(try tool.scratch.names().contains("of-line"))
                var local = tool
                local.arguments = []
                let runs = try await local("runs", "--settings-profile", "line")
                #expect(runs.status == 0 && runs.output.contains(" finished "), "\(runs)")
                let offered = try await local(
                    "---completion", "plan", "--", "--settings-profile", "2", "0", "cloud-inventory", "plan", "")
                #expect(
                    offered.output.split(separator: "\n") == ["emulated", "file", "line", "variable"], "\(offered)")
            }
        }

        @Test func `a profile of the line that is not there is refused before any request`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let none = try await clouds.tool("check", file, "--settings-profile", "lab")
                #expect(none.status == 4, "\(none)")
                #expect(
                    none.errors.contains("--settings-profile: unknown profile 'lab'; there is no file of settings"),
                    "\(none)")
                var nowhere = clouds.tool
                nowhere.environment["CLOUD_INVENTORY_CONFIG"] = ""
                #expect(try await nowhere("check", file, "--settings-profile", "lab").status == 4)
                let wrong = try await Self.tool(clouds)("check", file, "--settings-profile", "emulatde")
                #expect(wrong.status == 4 && wrong.errors.contains("did you mean 'emulated'?"), "\(wrong)")
                #expect(clouds.emulator.requestCount == 0)
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

        @Test(arguments: [
            ("proxy: ftp://proxy\n", "3:8: proxy: "), ("proxy: http://h:1/SECRET\n", "3:8: proxy: "),
            ("proxy: http://SECRET:SECRET\n", "3:8: proxy: "),
            ("connectTo: [tencent-cos=http://127.0.0.1:99999999999999999999]\n", "connectTo"),
            ("connectTo: [nocloud=http://127.0.0.1:9]\n", "unknown provider 'nocloud'"),
            ("allowHost: \"*\"\n", "3:12: allowHost: "), ("allowHost: [a.example.com, \"*.*\"]\n", "allowHost"),
        ])
        func `a value of the file that is none is named with its place, and not shown`(
            _ line: String, _ says: String
        ) async throws {
            try await Clouds.run { clouds in
                let wrong = try await Self.tool(clouds, more: line)("doctor", "\(Clouds.cos)?\(Clouds.inCOS)")
                #expect(wrong.status == 4, "\(wrong)")
                #expect(wrong.errors.contains("config.yaml:3:") && wrong.errors.contains(says), "\(wrong)")
                #expect(!wrong.errors.contains("SECRET"), "\(wrong)")
                #expect(clouds.emulator.requestCount == 0)
            }
        }

        @Test(.enabled(if: geteuid() == 0, "only root can give a file away"), arguments: [false, true])
        func `a file of settings that belongs to another user leads nowhere`(_ isLink: Bool) async throws {
            try await Clouds.run { clouds in
                let tool = try Self.tool(clouds, more: "profile: emulated\n")
                let path = tool.scratch.path + "/.config/cloud-inventory/config.yaml"
                if isLink {
                    try FileManager.default.moveItem(atPath: path, toPath: path + ".his")
                    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path + ".his")
                }
                try #require(chown(path, 12_345, 12_345) == 0)
                let refused = try await tool("doctor", "\(Clouds.cos)?\(Clouds.inCOS)")
                #expect(refused.status == 4, "\(refused)")
                #expect(refused.errors.contains("belongs to another user (12345)"), "\(refused)")
                #expect(clouds.emulator.requestCount == 0)
            }
        }
    }
#endif
