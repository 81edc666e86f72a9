#if CommandLineTool && EmulatorServer
    import Foundation
    import InventoryEmulator
    import TestShell
    import Testing

    /// What the journal still knows of runs that were cut short, of buckets that are not named any more, of sets that were
    /// called otherwise.
    @Suite(.timeLimit(.minutes(5))) struct FormerRunTests {
        /// The journal of the last run: its lines, without those that `isKept` leaves out.
        private func cut(_ clouds: Clouds, _ isKept: (Substring) -> Bool) throws {
            let folder = clouds.tool.scratch.path + "/.local/state/cloud-inventory/test/"
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("run-") }
            let path = folder + (try #require(names.max()))
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            try lines.prefix(while: isKept).map { $0 + "\n" }.joined().write(
                toFile: path, atomically: false, encoding: .utf8)
        }

        private func lastRun(_ tool: ToolRunner) async throws -> (run: JSON, table: String) {
            var local = tool
            local.arguments = []
            let run = try JSON(try await local("runs", "--output", "json").output)["runs"].list.last
            return (try #require(run), try await local("runs").output)
        }

        @Test func `counts of a run that was cut short in a bucket are said to be at least so many`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file, "--target", "in-obs").status == 0)
                let whole = try await lastRun(tool)
                #expect(whole.run["atLeast"].isNull && whole.run["stored"].number == 2, "\(whole.table)")
                // Killed when one of the two answers was noted.
                var answers = 0
                try cut(clouds) { line in
                    answers += line.contains("\"written\"") ? 1 : 0
                    return answers < 2
                }
                let open = try await lastRun(tool)
                #expect(open.run["stored"].number == 1 && open.run["atLeast"].content == .bool(true), "\(open.table)")
                #expect(open.table.contains(" 1 or more "), "\(open.table)")
                #expect(try await tool("recover", file).status == 0)
                let recovered = try await lastRun(tool)
                #expect(recovered.run["state"].text == "recovered" && recovered.run["atLeast"].content == .bool(true))
            }
        }

        @Test func `rules in buckets that the set does not name any more are told, as long as they are there`()
            async throws
        {
            let second = EmulatedBucket(provider: .huaweiOBS, name: "acme-dumps", region: "cn-north-4")
            try await Clouds.run(more: [second]) { clouds in
                let tool = clouds.tool
                let text = Samples.ruleSet()
                let file = try tool.scratch.file(
                    "set.yaml", text.replacing("[acme-photos]", with: "[acme-photos, acme-dumps]"))
                #expect(try await tool("apply", file).status == 0)
                #expect(try await !tool("plan", file).errors.contains("does not name any more"))
                _ = try tool.scratch.file("set.yaml", text)
                for command in ["plan", "apply"] {
                    let said = try await tool(command, file)
                    #expect(said.status == 0, "\(said)")
                    #expect(said.errors.contains("(in-obs/acme-dumps: bk-db, bk-logs)"), "\(said)")
                }
                let part = try await tool("plan", file, "--bucket", "photos*")
                #expect(part.errors.contains("in-obs/acme-dumps: bk-db, bk-logs"), "\(part)")
                clouds.emulator.removeDocument("bk-db", in: "acme-dumps", of: .huaweiOBS)
                #expect(try await tool("plan", file).errors.contains("(in-obs/acme-dumps: bk-logs)"))
                clouds.emulator.removeDocument("bk-logs", in: "acme-dumps", of: .huaweiOBS)
                let gone = try await tool("plan", file)
                #expect(!gone.errors.contains("acme-dumps"), "\(gone)")
            }
        }

        @Test func `a set that was renamed beside its journal is told so`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let journal = ["--journal", tool.scratch.path + "/journal"]
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool.run(["apply", file] + journal).status == 0)
                #expect(try await !tool.run(["plan", file] + journal).errors.contains("renamed"))
                _ = try tool.scratch.file("set.yaml", Samples.ruleSet().replacing("name: test", with: "name: other"))
                let said = try await tool.run(["plan", file] + journal)
                #expect(
                    said.errors.contains("knows 4 of its rules as those of 'test'; if the set was renamed"), "\(said)")
            }
        }
    }
#endif
