#if CommandLineTool && EmulatorServer
    import Foundation
    import InventoryEmulator
    import TestShell
    import Testing

    /// What an operator looks at before and after a run, without writing anything.
    @Suite(.timeLimit(.minutes(5))) struct OperatorTests {
        @Test func `a detailed plan shows differences and the documents that go and come`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                let new = try await tool("plan", file, "--detailed")
                #expect(new.output.contains("\n    + <InventoryConfiguration><Id>bk-db</Id>"), "\(new)")
                #expect(try await tool("apply", file).status == 0)
                _ = try tool.scratch.file("set.yaml", Samples.ruleSet(prefix: "data/"))
                let changed = try await tool("plan", file, "--detailed")
                #expect(changed.output.contains("\n      prefix: db/ → data/\n    - <"), "\(changed)")
                #expect(
                    changed.output.contains("<Prefix>db/</Prefix>") && changed.output.contains("<Prefix>data/</Prefix>")
                )
                let plain = try await tool("plan", file)
                #expect(!plain.output.contains("<Prefix>"), "\(plain)")
            }
        }

        @Test func `undo last takes the newest run back, and runs say what each did`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                var local = tool
                local.arguments = []
                let none = try await tool("undo", "last", file)
                #expect(none.status == 4 && none.errors.contains("no run is recorded"), "\(none)")
                #expect(try await tool("apply", file).status == 0)
                let preview = try await tool("undo", "last", file, "--detailed")
                #expect(preview.status == 2, "\(preview)")
                #expect(preview.output.contains("\n    - <InventoryConfiguration>"), "\(preview)")
                #expect(try await tool("undo", "last", file, "--yes").status == 0)
                let runs = try JSON(try await local("runs", file, "--output", "json").output)["runs"].list
                #expect(runs.map { $0["kind"].text } == ["apply", "undo"])
                #expect(runs[1]["undoes"].text == runs[0]["run"].text)
                #expect(
                    runs.map { [$0["buckets"].number, $0["stored"].number, $0["removed"].number] } == [
                        [2, 4, 0], [2, 0, 4],
                    ])
            }
        }

        @Test func `undo last takes the run that began last, and says what it did`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                // As an earlier version with a clock of the far future left it.
                let name = "29991231T000000Z-00-abc"
                let folder = ".local/state/cloud-inventory/test"
                try FileManager.default.createDirectory(
                    atPath: "\(tool.scratch.path)/\(folder)", withIntermediateDirectories: true)
                _ = try tool.scratch.file(
                    "\(folder)/run-\(name).jsonl",
                    #"{"start":{"ruleSet":"test","run":"\#(name)","started":"2999-12-31T00:00:00Z","version":1}}"#
                        + "\n"
                        + #"{"end":{"finished":"2999-12-31T00:00:01Z","recovered":false}}"# + "\n")
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file).status == 0)
                let undone = try await tool("undo", "last", file, "--yes")
                #expect(undone.status == 0 && undone.output.contains("rules: 4 written"), "\(undone)")
                #expect(undone.errors.contains("apply of 'test', "), "\(undone)")
                #expect(undone.errors.contains("it stored 4 rules and removed no rules"), "\(undone)")
                #expect(try await tool("apply", file).status == 0)
                #expect(try await tool("apply", file).status == 0)
                let idle = try await tool("undo", "last", file, "--yes")
                #expect(idle.output.contains("rules: 0 written"), "\(idle)")
                #expect(idle.errors.contains("it wrote nothing, so there is nothing to take back"), "\(idle)")
            }
        }

        @Test func `a strict check counts rules that the set does not have`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file).status == 0)
                let foreign = "{id: theirs, prefix: x/, schedule: daily, reports: {bucket: acme-inv}}"
                #expect(try await tool("put", "\(Clouds.obs)?\(Clouds.inOBS)", "-", input: foreign).status == 0)
                #expect(try await tool("check", file).status == 0)
                let strict = try await tool("check", file, "--strict")
                #expect(strict.status == 2, "\(strict)")
                #expect(strict.output.contains("in-obs/acme-photos  theirs is extra\n"), "\(strict)")
                #expect(strict.output.hasSuffix("1 of 2 buckets have their rules\n"))
            }
        }

        @Test func `a dry run of put and delete reads and writes nothing`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let place = "\(Clouds.cos)?\(Clouds.inCOS)"
                let new = try await tool("put", place, "-", "--dry-run", input: Samples.plain)
                #expect(new.status == 2 && new.output.contains("create  bk-db"), "\(new)")
                #expect(clouds.document("bk-db", in: "photos-1250000000", of: .tencentCOS) == "")
                #expect(try await tool("put", place, "-", input: Samples.plain).status == 0)
                let same = try await tool("put", place, "-", "--dry-run", input: Samples.plain)
                #expect(same.status == 0 && same.output.contains("keep"), "\(same)")
                let other = Samples.plain.replacingOccurrences(of: "daily", with: "weekly")
                let changed = try await tool("put", place, "-", "--dry-run", input: other)
                #expect(changed.status == 2 && changed.output.contains("schedule: daily → weekly"), "\(changed)")
                let rule = "\(Clouds.cos)/bk-db?\(Clouds.inCOS)"
                let gone = try await tool("delete", rule, "--dry-run")
                #expect(gone.status == 2 && gone.output.contains("remove  bk-db"), "\(gone)")
                #expect(clouds.document("bk-db", in: "photos-1250000000", of: .tencentCOS).contains("Daily"))
                #expect(try await tool("delete", "\(Clouds.cos)/none?\(Clouds.inCOS)", "--dry-run").status == 1)
            }
        }

        @Test func `a plan in Markdown is a comment in which nothing steers`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet(prefix: "'a|b<i>@all/'"))
                let plan = try await tool("plan", file, "--output", "markdown", "--detailed")
                #expect(plan.status == 2)
                #expect(
                    plan.output.hasPrefix("### Rule set test\n\n2 buckets; rules: 4 to create\n\n| ACTION | RULE |"),
                    "\(plan)")
                let rows = plan.output.split(separator: "\n").filter { $0.hasPrefix("| +") }
                #expect(rows.count == 4)
                #expect(
                    rows.allSatisfy { $0.hasSuffix(" |") && !$0.contains("<Prefix>") && !$0.contains("@all") },
                    "\(plan)")
            }
        }

        @Test func `a document of a cloud becomes a rule set that is valid`() async throws {
            let tool = try ToolRunner()
            for document in [Samples.cosXML(), Samples.obsXML] {
                let dialect = document == Samples.obsXML ? "huawei-obs" : "tencent-cos"
                let set = try await tool("translate", "-", "--from", dialect, "--to", "rule-set", input: document)
                #expect(set.status == 0, "\(set)")
                let file = try tool.scratch.file("set.yaml", set.output)
                let valid = try await tool("validate", file)
                #expect(valid.status == 0 && valid.output.contains("1 rule, 1 target"), "\(set)\(valid)")
            }
        }

        @Test func `a survey reads the buckets of a rule set`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file).status == 0)
                let survey = try await tool("survey", "--rule-set", file)
                #expect(survey.status == 0, "\(survey)")
                #expect(survey.output.contains("bk-logs (2)"), "\(survey)")
            }
        }

        @Test func `the shell is offered targets, buckets and runs`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file).status == 0)
                var local = tool
                local.arguments = []
                func offered(_ words: [String]) async throws -> [String] {
                    try await local.run(["---completion"] + words).output.split(separator: "\n").map(String.init)
                }
                let line = ["cloud-inventory", "plan", file, "--target", ""]
                #expect(try await offered(["plan", "--", "--target", "4", "0"] + line) == ["in-cos", "in-obs"])
                #expect(
                    try await offered(["plan", "--", "--bucket", "4", "0"] + line) == [
                        "acme-photos", "photos-1250000000",
                    ])
                // Whichever way the rule set stands on the line.
                for line in [
                    ["list", "--rule-set", file], ["list", "--rule-set=\(file)"], ["check", "--strict", file],
                ] {
                    let words = ["cloud-inventory"] + line + ["--target", ""]
                    let targets = try await offered([line[0], "--", "--target", "\(words.count - 1)", "0"] + words)
                    #expect(targets == ["in-cos", "in-obs"], "\(line)")
                }
                let undo = try await offered(["undo", "--", "positional@0", "2", "0", "cloud-inventory", "undo", ""])
                #expect(undo.count == 2 && undo.first == "last", "\(undo)")
            }
        }
    }
#endif
