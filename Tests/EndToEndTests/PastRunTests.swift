#if CommandLineTool && EmulatorServer
    import FoundationEssentials
    import InventoryEmulator
    import TestShell
    import Testing

    /// `recover`, `runs` and `undo`: what the journal is for.
    @Suite(.timeLimit(.minutes(5))) struct PastRunTests {
        private static let folder = "/.local/state/cloud-inventory/test"

        /// The journals of the runs, oldest first.
        private static func runs(_ clouds: Clouds) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: clouds.tool.scratch.path + folder)
                .filter { $0.hasPrefix("run-") }.sorted()
        }

        /// Lists the runs, which needs no cloud.
        private static func runs(_ tool: ToolRunner, _ words: String...) async throws -> Finished {
            var local = tool
            local.arguments = []
            return try await local.run(["runs"] + words)
        }

        /// Takes away the end of the last run's journal, as if the run had been killed there.
        private static func cutLastRun(_ clouds: Clouds, lines: Int) throws {
            let path = folder + "/" + (try #require(try runs(clouds).last))
            let kept = try #require(clouds.tool.scratch.text(of: path)).split(separator: "\n").dropLast(lines)
            _ = try clouds.tool.scratch.file(path, kept.map { $0 + "\n" }.joined())
        }

        @Test func `after a run that was cut short apply stops, and recover makes way`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file).status == 0)
                try Self.cutLastRun(clouds, lines: 1)
                #expect(try await Self.runs(tool).output.contains(" open "))
                let before = clouds.emulator.requestCount
                let stopped = try await tool("apply", file)
                #expect(stopped.status == 4, "\(stopped)")
                #expect(stopped.errors.contains("cloud-inventory recover --journal"), "\(stopped)")
                #expect(clouds.emulator.requestCount == before)
                for command in ["plan", "check"] {
                    let said = try await tool(command, file)
                    #expect(said.status == 0, "\(said)")
                    #expect(said.errors.contains("a run was cut short"), "\(said)")
                }
                let recovered = try await tool("recover", file, "--output", "json")
                #expect(recovered.status == 0, "\(recovered)")
                #expect(try JSON(recovered.output)["runs"].list.count == 1)
                #expect(try await tool("recover").output == "no run was cut short\n")
                #expect(try await Self.runs(tool).output.contains(" recovered "))
                #expect(try await tool("apply", file).status == 0)
                #expect(try await !tool("plan", file).errors.contains("cut short"))
            }
        }

        @Test func `a bucket that recover cannot reach stays open until it is given up`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file).status == 0)
                let swapped = Samples.ruleSet(prefix: "logs/").replacing(
                    "bk-logs, prefix: logs/", with: "bk-logs, prefix: db/")
                _ = try tool.scratch.file("set.yaml", swapped)
                #expect(try await tool("apply", file, "--target", "in-obs").status == 0)
                // Killed before it said that the bucket was finished, and now nobody listens there.
                try Self.cutLastRun(clouds, lines: 2)
                clouds.emulator.removeDocument("bk-db", in: "acme-photos", of: .huaweiOBS)
                clouds.emulator.removeDocument("bk-logs", in: "acme-photos", of: .huaweiOBS)
                let deaf = ["--connect-to", "huawei-obs=http://127.0.0.1:1"]
                var away = tool
                away.arguments = []
                let failed = try await away.run(["recover", file, "--output", "json"] + deaf)
                #expect(failed.status == 1, "\(failed)")
                #expect(failed.errors.contains("recover --abandon BUCKET"), "\(failed)")
                #expect(try JSON(failed.output)["failed"].list.count == 1)
                #expect(try await away.run(["recover", file, "--abandon", "nosuch"] + deaf).status == 4)
                #expect(try await Self.runs(tool).output.contains(" open "))
                let given = try await away.run(["recover", file, "--abandon", "acme-photos"] + deaf)
                #expect(given.status == 0, "\(given)")
                #expect(given.output.contains("given up"), "\(given)")
                #expect(try await Self.runs(tool).output.contains(" recovered "))
            }
        }

        @Test func `recover puts back the rule that a swap had removed`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file).status == 0)
                let old = clouds.document("bk-db", in: "acme-photos", of: .huaweiOBS)
                let logs = clouds.document("bk-logs", in: "acme-photos", of: .huaweiOBS)
                let swapped = Samples.ruleSet(prefix: "logs/").replacing(
                    "bk-logs, prefix: logs/", with: "bk-logs, prefix: db/")
                _ = try tool.scratch.file("set.yaml", swapped)
                #expect(try await tool("apply", file, "--target", "in-obs").status == 0)
                // As if it had been killed after the removal: only start and intent are on disk.
                let path = Self.folder + "/" + (try #require(try Self.runs(clouds).last))
                let lines = try #require(tool.scratch.text(of: path)).split(separator: "\n")
                let intent = try #require(lines.firstIndex { $0.contains("\"intent\"") && $0.contains("removeFirst") })
                _ = try tool.scratch.file(path, lines[...intent].map { $0 + "\n" }.joined())
                let writes = try JSON(String(lines[intent]))["intent"]["writes"].list
                let removed = try #require(writes.first { $0["kind"].text == "removeFirst" }?["id"].text)
                let kept = removed == "bk-db" ? ("bk-logs", logs) : ("bk-db", old)
                clouds.emulator.removeDocument(removed, in: "acme-photos", of: .huaweiOBS)
                clouds.emulator.place(Array(kept.1.utf8), as: kept.0, in: "acme-photos", of: .huaweiOBS)

                let recovered = try await tool("recover", file)
                #expect(recovered.status == 0, "\(recovered)")
                #expect(recovered.output.contains("put back  \(removed)"), "\(recovered)")
                #expect(
                    clouds.document(removed, in: "acme-photos", of: .huaweiOBS) == (removed == "bk-db" ? old : logs))
            }
        }

        @Test func `a run is undone: first said, then done`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file).status == 0)
                let old = clouds.document("bk-db", in: "acme-photos", of: .huaweiOBS)
                _ = try tool.scratch.file("set.yaml", Samples.ruleSet(prefix: "dumps/"))
                #expect(try await tool("apply", file).status == 0)
                let runs = try JSON(try await Self.runs(tool, "--output", "json").output)["runs"].list
                #expect(runs.map { $0["state"].text } == ["finished", "finished"])
                let run = try #require(runs.last?["run"].text)

                let said = try await tool("undo", run)
                #expect(said.status == 2, "\(said)")
                #expect(said.output.contains("restore  bk-db"), "\(said)")
                #expect(said.errors.contains("--yes does it"), "\(said)")
                #expect(clouds.document("bk-db", in: "acme-photos", of: .huaweiOBS) != old)

                #expect(try await tool("undo", run, "--yes", "--max-changes", "1").status == 4)
                let done = try await tool("undo", run, file, "--yes")
                #expect(done.status == 0, "\(done)")
                #expect(clouds.document("bk-db", in: "acme-photos", of: .huaweiOBS) == old)
                #expect(try await tool("undo", run, "--plan").status == 0)
                let absent = try await tool("undo", "20200101T000000Z-none")
                #expect(absent.status == 4, "\(absent)")
                #expect(absent.errors.contains("there is no run '20200101T000000Z-none'"), "\(absent)")
            }
        }

        @Test func `where the journals are several one has to be named`() async throws {
            try await Clouds.run { clouds in
                let none = try await Self.runs(clouds.tool)
                #expect(none.status == 4)
                #expect(none.errors.contains("holds no journal"), "\(none)")
                for name in ["test", "second"] {
                    let text = Samples.ruleSet().replacing("name: test", with: "name: \(name)")
                    #expect(try await clouds.tool("apply", "-", input: text).status == 0)
                }
                let several = try await Self.runs(clouds.tool)
                #expect(several.status == 4)
                #expect(several.errors.contains("there are 2 journals"), "\(several)")
            }
        }
    }
#endif
