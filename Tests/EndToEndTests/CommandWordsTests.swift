#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import TestShell
    import Testing

    /// What stands on a command line is taken as a whole, or refused with what helps.
    @Suite(.timeLimit(.minutes(5))) struct CommandWordsTests {
        @Test func `buckets may be named more than once, also as plans show them`() async throws {
            let third = EmulatedBucket(provider: .huaweiOBS, name: "acme-dumps", region: "cn-north-4")
            try await Clouds.run(more: [third]) { clouds in
                let tool = clouds.tool
                let text = Samples.ruleSet().replacing("[acme-photos]", with: "[acme-photos, acme-dumps]")
                let file = try tool.scratch.file("set.yaml", text)
                for words in [
                    ["--bucket", "photos-*", "--bucket", "acme-dumps"],
                    ["--bucket", "in-cos/photos-1250000000", "--bucket", "in-obs/*dumps"],
                ] {
                    let plan = try await tool.run(["plan", file, "--output", "json"] + words)
                    #expect(plan.status == 2, "\(plan)")
                    let buckets = try JSON(plan.output)["buckets"].list.map { $0["target"]["bucket"].text }
                    #expect(buckets.sorted { $0 ?? "" < $1 ?? "" } == ["acme-dumps", "photos-1250000000"], "\(plan)")
                }
                let applied = try await tool("apply", file, "--bucket", "in-obs/acme-dumps", "--bucket", "photos-*")
                #expect(applied.output.contains("\n2 buckets, 0 failed"), "\(applied)")
                #expect(clouds.document("bk-db", in: "acme-photos", of: .huaweiOBS) == "")
                let checked = try await tool("check", file, "--bucket", "acme-dumps", "--bucket", "photos-*")
                #expect(
                    checked.status == 0 && checked.output.hasSuffix("2 of 2 buckets have their rules\n"), "\(checked)")
                let undone = try await tool("undo", "last", "--bucket", "acme-dumps", "--bucket", "photos-*")
                #expect(
                    undone.output.contains("acme-dumps") && undone.output.contains("photos-1250000000"), "\(undone)")
            }
        }

        @Test func `each pattern has to meet a bucket, and is named with what there is`() async throws {
            let tool = try ToolRunner()
            let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
            for command in ["plan", "apply", "check", "doctor"] {
                let none = try await tool(command, file, "--bucket", "acme-photos", "--bucket", "zzz*")
                #expect(none.status == 4, "\(none)")
                #expect(
                    none.errors.contains(
                        "--bucket: unknown bucket 'zzz*'; the rule set has in-cos/photos-1250000000, in-obs/acme-photos"
                    ),
                    "\(none)")
            }
            let near = try await tool("plan", file, "--bucket", "acme-fotos")
            #expect(near.status == 4 && near.errors.contains("did you mean 'acme-photos'?"), "\(near)")
        }

        @Test(arguments: [
            ["plan", "FILE", "--out", "/tmp/a", "--out", "/tmp/b"],
            ["apply", "FILE", "--max-changes=1", "--max-changes", "9"],
            ["check", "FILE", "--output", "json", "--output=table"],
            ["plan", "FILE", "--journal", "/tmp/a", "--journal", "/tmp/b"],
            ["export", "s3://b?region=r", "--region", "a", "--region", "b"],
            ["report", "compare", "a", "b", "--settled-before", "x", "--settled-before", "y"],
            ["emulate", "--run", "true", "--run", "false"],
        ]) func `an option that takes one value is not taken twice in silence`(_ words: [String]) async throws {
            let tool = try ToolRunner()
            let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
            let refused = try await tool.run(words.map { $0 == "FILE" ? file : $0 })
            #expect(refused.status == 64, "\(refused)")
            #expect(refused.errors.contains("is given more than once, and takes one value"), "\(refused)")
        }

        @Test func `words of other tools are answered with ours`() async throws {
            let tool = try ToolRunner()
            let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
            for (words, hint) in [
                (["apply", file, "--dry-run"], "`plan FILE` says it without doing it"),
                (["apply", file, "-auto-approve"], "--yes does it beforehand"),
                (["apply", "-f", file], "the file stands without an option: `apply FILE`"),
            ] {
                let refused = try await tool.run(words)
                #expect(refused.status == 64 && refused.errors.contains(hint), "\(refused)")
            }
            let help = try await tool("help", "pln")
            #expect(help.status == 64 && help.errors.contains("unknown command 'pln', did you mean 'plan'?"), "\(help)")
            let below = try await tool("help", "report", "compar")
            #expect(below.status == 64 && below.errors.contains("did you mean 'compare'?"), "\(below)")
            #expect(try await tool("help", "report", "compare").status == 0)
            let negative = try await tool("apply", file, "--max-changes", "-1")
            #expect(negative.status == 64 && negative.errors.contains("--max-changes takes 0 or more"), "\(negative)")
        }

        @Test func `a saved plan in place of a rule set is told how to be applied`() async throws {
            try await Clouds.run { clouds in
                let (tool, plan) = (clouds.tool, clouds.tool.scratch.path + "/p1.plan")
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("plan", file, "--out", plan).status == 2)
                for command in ["apply", "plan", "check"] {
                    let refused = try await tool(command, plan)
                    #expect(refused.status == 4, "\(refused)")
                    #expect(
                        refused.errors.contains(
                            "is a saved plan, and no rule set; write `cloud-inventory apply FILE --plan"),
                        "\(refused)")
                }
            }
        }

        @Test func `a survey takes a rule set's file, and shows what tells its groups apart`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file).status == 0)
                let alike = try await tool("survey", file)
                #expect(alike.status == 0 && alike.output.contains("bk-logs (2)"), "\(alike)")
                #expect(!alike.output.contains("ENCRYPTION"), "\(alike)")
                let other = """
                    {id: bk-x, schedule: daily, prefix: x/, encryption: service-managed, reports: {bucket: inv-1250000000}}
                    """
                let same = other.replacing("bk-x", with: "bk-y").replacing("x/", with: "y/")
                    .replacing("encryption: service-managed, ", with: "")
                for text in [other.replacing("x/", with: "y/"), same] {
                    #expect(try await tool("put", "\(Clouds.cos)?\(Clouds.inCOS)", "-", input: text).status == 0)
                }
                let different = try await tool("survey", file)
                let lines = different.output.split(separator: "\n").filter { $0.contains("y/") }
                #expect(lines.count == 2 && lines.contains { $0.hasSuffix("service-managed") }, "\(different)")
                #expect(lines.contains { $0.hasSuffix("none") }, "\(different)")
            }
        }
    }
#endif
