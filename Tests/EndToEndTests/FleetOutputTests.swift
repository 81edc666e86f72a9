#if CommandLineTool && EmulatorServer
    import Glibc
    import InventoryEmulator
    import TestShell
    import Testing

    @testable import InventoryCLI

    /// What `plan`, `apply` and `check` print while they work.
    @Suite(.timeLimit(.minutes(5))) struct FleetOutputTests {
        @Test(arguments: [("plan", Int32(2)), ("check", 2), ("apply", 0)])
        func `json lines are one bucket each, and the counts at the end`(_ command: String, _ status: Int32)
            async throws
        {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let done = try await clouds.tool(command, file, "--output", "jsonl")
                #expect(done.status == status, "\(done)")
                let lines = try done.output.split(separator: "\n").map { try JSON(String($0)) }
                #expect(lines.count == 3)
                #expect(
                    Set(lines.prefix(2).map { $0["target"]["bucket"].text }) == ["photos-1250000000", "acme-photos"])
                #expect(lines[2].keys == ["ruleSet", "summary"])
                #expect(lines[2]["summary"]["buckets"].number == 2)
            }
        }

        @Test func `check says what is missing and what is different, whoever wrote it`() async throws {
            try await Clouds.run { clouds in
                let other = Samples.cosXML(id: "bk-db")
                clouds.emulator.place(Array(other.utf8), as: "bk-db", in: "photos-1250000000", of: .tencentCOS)
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let checked = try await clouds.tool("check", file, "--output", "json")
                #expect(checked.status == 2)
                let buckets = try JSON(checked.output)["buckets"].list
                #expect(buckets.map { $0["target"]["bucket"].text } == ["photos-1250000000", "acme-photos"])
                #expect(buckets[0]["problems"].list.map { $0["kind"].text } == ["different", "missing"])
                #expect(buckets[0]["problems"][0]["details"].text?.contains("prefix:  → db/") == true, "\(checked)")
                #expect(buckets[1]["problems"].list.map { $0["kind"].text } == ["missing", "missing"])
                let table = try await clouds.tool("check", file)
                #expect(table.output.hasSuffix("\n0 of 2 buckets have their rules\n"), "\(table)")
                #expect(clouds.emulator.documents(in: "acme-photos", of: .huaweiOBS).isEmpty)

                #expect(try await clouds.tool("apply", file, "--target", "in-obs").status == 0)
                let half = try await clouds.tool("check", file)
                #expect(!half.output.contains("acme-photos"), "\(half)")
                #expect(half.output.hasSuffix("\n1 of 2 buckets have their rules\n"), "\(half)")
            }
        }

        @Test func `a bucket that cannot be read makes check a failure`() async throws {
            try await Clouds.run { clouds in
                let text = Samples.ruleSet().replacing("[photos-1250000000]", with: "[absent-1250000000]")
                let file = try clouds.tool.scratch.file("set.yaml", text)
                let checked = try await clouds.tool("check", file)
                #expect(checked.status == 1, "\(checked)")
                #expect(checked.output.contains("in-cos/absent-1250000000  cannot be read"), "\(checked)")
            }
        }

        @Test(arguments: ["plan", "check", "apply"])
        func `a line of the JSON log says of which cloud and bucket it is`(_ command: String) async throws {
            try await Clouds.run { clouds in
                let text = Samples.ruleSet().replacing("[photos-1250000000]", with: "[absent-1250000000]")
                let file = try clouds.tool.scratch.file("set.yaml", text)
                let done = try await clouds.tool(command, file, "--log-format", "json", "--verbose")
                #expect(done.status == 1)
                let lines = try done.errors.split(separator: "\n").map { try JSON(String($0)) }
                let about = lines.filter { $0["message"].text?.contains("absent-1250000000") == true }
                #expect(!about.isEmpty)
                let error = try #require(about.first { $0["level"].text == "error" })
                #expect(error["fields"]["provider"].text == "tencent-cos", "\(done)")
                #expect(error["fields"]["bucket"].text == "absent-1250000000")
                #expect(error["fields"]["region"].text == "ap-guangzhou")
                let requests = lines.filter { $0["level"].text == "debug" || $0["level"].text == "info" }
                #expect(
                    requests.allSatisfy { $0["fields"]["provider"].text != nil && $0["fields"]["bucket"].text != nil })
            }
        }

        @Test func `output that cannot be written does not leave buckets undone`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let done = try await clouds.tool("apply", file, "--output", "jsonl", output: .file("/dev/full"))
                #expect(done.status == 1)
                #expect(done.errors.contains("No space left on device"), "\(done)")
                #expect(clouds.emulator.documents(in: "photos-1250000000", of: .tencentCOS).count == 2)
                #expect(clouds.emulator.documents(in: "acme-photos", of: .huaweiOBS).count == 2)
            }
        }

        @Test func `rows are put in order as far as they are held back, and streamed after that`() {
            var table = StreamedTable(["A", "B"])
            var text = ""
            for index in (0..<StreamedTable.held).reversed() { text += table.add(["row \(index)", "x"], at: index) }
            #expect(text.hasPrefix("A        B\nrow 0    x\nrow 1    x\n"))
            #expect(text.hasSuffix("\nrow 199  x\n"))
            #expect(table.add(["late", "y"], at: 3) == "late     y\n")
            #expect(table.end() == "")
        }

        @Test func `progress tells rate, failures and what is left`() {
            let clock = Clock()
            var progress = Progress(.nowhere, total: 1000, uptime: clock.uptime)
            for index in 0..<200 { progress.note(isFailure: index < 3) }
            clock.now = .seconds(10)
            #expect(progress.sentence == "200 of 1,000 buckets, 3 failed, 20 a second, 40s left")
            clock.now = .seconds(100)
            #expect(progress.sentence == "200 of 1,000 buckets, 3 failed, 2.0 a second, 6m40s left")
        }

        @Test func `without a terminal and without need nothing is said about progress`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await clouds.tool("apply", file).errors == "")
            }
        }

        @Test(arguments: [("always", true), ("never", false), ("auto", false)])
        func `colours are as --color says, and by itself not in a file`(_ choice: String, _ isColoured: Bool)
            async throws
        {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let done = try await clouds.tool("plan", file, "--color", choice)
                #expect(done.status == 2 && done.output.contains("\u{1B}[32m") == isColoured, "\(done)")
            }
        }

        @Test(
            arguments: [(nil, nil, false), (nil, "1", true), ("1", "1", false), ("", "0", false)]
                as [(String?, String?, Bool)])
        func `without --color the environment decides`(_ none: String?, _ forced: String?, _ isColoured: Bool) {
            let environment = ["NO_COLOR": none, "CLICOLOR_FORCE": forced]
            func terminal(_ colours: Colours) -> Terminal {
                Terminal(.error, colours) { environment[$0] ?? "dumb" }
            }
            #expect(terminal(.auto).isColoured == isColoured)
            #expect(terminal(.always).isColoured && !terminal(.never).isColoured)
        }

        private final class Clock: @unchecked Sendable {
            var now = Duration.zero
            var uptime: @Sendable () -> Duration { { self.now } }
        }
    }
#endif
