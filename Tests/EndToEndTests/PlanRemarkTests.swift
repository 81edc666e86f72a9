#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import Testing

    /// What `plan` says before anybody writes: names, remarks, what cannot be written, refusals of many buckets.
    @Suite(.timeLimit(.minutes(5))) struct PlanRemarkTests {
        @Test(
            arguments: [
                (
                    "{bucket: inv-1250000000}", "{bucket: inv-1250000000/reports}",
                    ":11:23: in-cos/photos-1250000000: reports.bucket 'inv-1250000000/reports': the name of a bucket holds no slash"
                ),
                ("{bucket: inv-1250000000}", "{bucket: inv}", ":11:23: "),
                ("{bucket: acme-inv}", "{bucket: Acme-Inv}", ":16:23: "),
                ("[acme-photos]", "[{name: acme-photos, reportBucket: a_b}]", ":15:15: in-obs/acme-photos: "),
                ("region: ap-guangzhou", "region: accelerate", ":9:13: "),
            ])
        func `a name that cannot be is refused with its place, before any request`(
            _ old: String, _ new: String, _ says: String
        ) async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file(
                    "set.yaml", Samples.ruleSet().replacing(old, with: new))
                for command in ["plan", "apply", "check"] {
                    let refused = try await clouds.tool(command, file)
                    #expect(refused.status == 4, "\(refused)")
                    #expect(refused.errors.contains("set.yaml" + says), "\(refused)")
                }
                #expect(clouds.emulator.requestCount == 0)
            }
        }

        @Test func `remarks stand in the table of a plan`() async throws {
            try await Clouds.run { clouds in
                let text = Samples.ruleSet().replacing("schedule: weekly", with: "schedule: {monthly: 31}, format: ORC")
                    .replacing("accept: {", with: "accept: {bk-logs: [schedule.monthlyDay], ")
                    .replacing("fields: [Size]}", with: "fields: [Size], on: [in-cos]}")
                let planned = try await clouds.tool("plan", try clouds.tool.scratch.file("set.yaml", text))
                #expect(planned.status == 2, "\(planned)")
                #expect(
                    planned.output.contains("remark on format (ORC): it is not proven that tencent-cos supports it"),
                    "\(planned)")
                #expect(planned.output.contains("remark on schedule.monthly (31): not every month"), "\(planned)")
            }
        }

        @Test func `a rule that has to go before it is stored anew is said in the plan`() async throws {
            try await Clouds.run { clouds in
                let applied = try await clouds.tool(
                    "apply", try clouds.tool.scratch.file("set.yaml", Samples.ruleSet()))
                #expect(applied.status == 0, "\(applied)")
                // The rules exchange their prefixes, which overlap with nothing else.
                let text = Samples.ruleSet(prefix: "logs/").replacing(
                    "prefix: logs/, schedule: weekly", with: "prefix: db/, schedule: weekly")
                let file = try clouds.tool.scratch.file("set.yaml", text)
                let planned = try await clouds.tool("plan", file)
                #expect(planned.status == 2, "\(planned)")
                let remark =
                    "\n(1) remark: there is no room for the new one beside the old one, so this one is removed "
                    + "before it is stored anew, and in between the bucket has neither; where a run is cut short there, "
                    + "recover puts it back"
                // On OBS alone.
                #expect(planned.output.split(separator: remark).count == 2, "\(planned)")
                let json = try await clouds.tool("plan", file, "--output", "json")
                #expect(json.output.split(separator: "\"gap\"").count == 2, "\(json)")
            }
        }

        @Test func `a remark that many rows share is said once below them, and each row has its number`() async throws {
            let more = (1...3).map { EmulatedBucket(provider: .alibabaOSS, name: "acme-\($0)", region: "cn-hangzhou") }
            try await Clouds.run(more: more) { clouds in
                var tool = clouds.tool
                tool.environment["OSS_ACCESS_KEY_ID"] = "AKIDtestEXAMPLE"
                tool.environment["OSS_ACCESS_KEY_SECRET"] = "testSecretEXAMPLE"
                let role = "acs:ram::1000000000000000:role/AliyunOSSRole"
                func set(_ schedule: String) -> String {
                    """
                    version: 1
                    name: test
                    rules: [{id: a, prefix: a/, schedule: \(schedule)}, {id: b, prefix: b/, schedule: \(schedule)}]
                    targets:
                      - {name: oss, provider: alibaba-oss, region: cn-hangzhou, buckets: [acme-1, acme-2, acme-3],
                         reports: {bucket: acme-inv, owner: "1000000000000000", role: "\(role)"}}
                    """
                }
                let file = try tool.scratch.file("set.yaml", set("daily"))
                let applied = try await tool("apply", file)
                #expect(applied.status == 0, "\(applied)")
                _ = try tool.scratch.file("set.yaml", set("weekly"))
                let remark =
                    "\n(1) remark: alibaba-oss replaces no rule, so this one is removed before it is stored anew"
                let planned = try await tool("plan", file)
                #expect(planned.status == 2, "\(planned)")
                #expect(planned.output.split(separator: remark).count == 2, "\(planned)")
                #expect(planned.output.split(separator: "replaces no rule").count == 2, "\(planned)")
                #expect(planned.output.split(separator: "schedule: daily → weekly (1)\n").count == 7, "\(planned)")
                // For programs each rule has its own.
                let json = try await tool("plan", file, "--output", "json")
                #expect(json.output.split(separator: "replaces no rule").count == 7, "\(json)")
                let markdown = try await tool("plan", file, "--output", "markdown")
                #expect(markdown.output.split(separator: "replaces no rule").count == 2, "\(markdown)")
            }
        }

        @Test func `a count that the vendor's pages dispute is said in the plan`() async throws {
            try await Clouds.run { clouds in
                let rules = (0..<12).map { "  - {id: r\($0), prefix: p\($0)x/, schedule: daily, on: [in-obs]}\n" }
                let text = Samples.ruleSet().replacing("rules:\n", with: "rules:\n" + rules.joined())
                    .replacing("fields: [Size", with: "on: [in-cos], fields: [Size").replacing(
                        "\n    accept: {bk-db: [field.Crc64]}", with: "")
                let planned = try await clouds.tool("plan", try clouds.tool.scratch.file("set.yaml", text))
                #expect(planned.status == 2, "\(planned)")
                #expect(
                    planned.output.contains(
                        "the bucket would have 12 rules, and 10 is the most by some of the vendor's pages"),
                    "\(planned)")
            }
        }

        @Test func `what no document can hold is refused by plan as by apply`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet(prefix: "\"a\\x01\""))
                for command in ["plan", "apply"] {
                    let refused = try await clouds.tool(command, file)
                    #expect(refused.status == 4, "\(refused)")
                    #expect((refused.output + refused.errors).contains("U+1 cannot be written in XML"), "\(refused)")
                }
                #expect(clouds.emulator.documents(in: "photos-1250000000", of: .tencentCOS).isEmpty)
            }
        }

        @Test(arguments: [
            ("fields: [Size, Crc64]", 3, "rule 'bk-db' is refused: lost field.Crc64"),
            ("prefix: logs/x", 4, "its prefix overlaps"), ("prefix: \"a\\x01\"", 4, "U+1"),
        ])
        func `what no server has to be asked for is said first, and decides the status, though the clouds are dead`(
            _ change: String, _ status: Int32, _ words: String
        ) async throws {
            let tool = try ToolRunner()
            let listener = try Listener(isListening: false)
            defer { listener.close() }
            var text = Samples.ruleSet(accept: false)
            if !change.hasPrefix("fields") {
                text = text.replacing(", Crc64", with: "").replacing("prefix: db/", with: change)
            }
            let file = try tool.scratch.file("set.yaml", text)
            for words in [["plan", file, "--no-journal"], ["check", file], ["apply", file, "--no-journal"]] {
                let done = try await tool.run(words + ["--connect-to", "http://127.0.0.1:\(listener.port)"])
                #expect(done.status == status, "\(done)")
            }
            let planned = try await tool("plan", file, "--connect-to", "http://127.0.0.1:\(listener.port)")
            let first = planned.errors.split(separator: "\n").first ?? ""
            #expect(first.contains("set.yaml:") && first.contains("is refused"), "\(planned)")
            #expect(planned.errors.contains(words), "\(planned)")
        }

        @Test func `refusals that many buckets share are told once, with the line that accepts them`() async throws {
            let buckets = (0..<30).map {
                EmulatedBucket(provider: .huaweiOBS, name: "more-\($0)", region: "cn-north-4")
            }
            try await Clouds.run(more: buckets) { clouds in
                let names = (["acme-photos"] + buckets.map(\.name)).joined(separator: ", ")
                let text = Samples.ruleSet(accept: false).replacing("[acme-photos]", with: "[\(names)]")
                let file = try clouds.tool.scratch.file("set.yaml", text)
                let line = "accept: {bk-db: [field.Crc64]}\n"
                let planned = try await clouds.tool("plan", file)
                #expect(planned.status == 3, "\(planned)")
                #expect(planned.output.split(separator: "refuse  bk-db").count == 2, "\(planned)")
                #expect(planned.output.contains("in 30 more buckets of in-obs\n"), "\(planned)")
                #expect(planned.output.contains(line), "\(planned)")
                let applied = try await clouds.tool("apply", file)
                #expect(applied.status == 3, "\(applied)")
                #expect(applied.errors.contains(line), "\(applied)")
                #expect(clouds.emulator.documents(in: "photos-1250000000", of: .tencentCOS).isEmpty)

                // Pasted, it does what it says.
                _ = try clouds.tool.scratch.file("set.yaml", text + "\n    " + line)
                #expect(try await clouds.tool("plan", file).status == 2)
            }
        }

        @Test func `4 says that nothing was written, and a run that wrote says 1`() async throws {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                tool.environment["OBS_ACCESS_KEY_ID"] = nil
                tool.environment["OBS_SECRET_ACCESS_KEY"] = nil
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                let alone = try await tool("apply", file, "--target", "in-obs")
                #expect(alone.status == 4, "\(alone)")
                let mixed = try await tool("apply", file)
                #expect(clouds.emulator.documents(in: "photos-1250000000", of: .tencentCOS).isEmpty)
                #expect(mixed.status == 4, "\(mixed)")
                // What is only known when the bucket is asked for.
                _ = try tool.scratch.file(
                    "set.yaml",
                    Samples.ruleSet().replacing(
                        "region: cn-north-4", with: "region: cn-north-4\n    endpoint: service=obs.example.com"))
                let written = try await clouds.tool("apply", file)
                #expect(clouds.emulator.documents(in: "photos-1250000000", of: .tencentCOS).count == 2)
                #expect(written.status == 1, "\(written)")
            }
        }

        @Test(arguments: [1, 40]) func `no credentials is 4 for one bucket and for many`(_ count: Int) async throws {
            let buckets = (0..<count).map { EmulatedBucket(provider: .huaweiOBS, name: "more-\($0)", region: "r") }
            try await Clouds.run { clouds in
                var tool = clouds.tool
                tool.environment["OBS_ACCESS_KEY_ID"] = nil
                tool.environment["OBS_SECRET_ACCESS_KEY"] = nil
                let names = buckets.map(\.name).joined(separator: ", ")
                let file = try tool.scratch.file(
                    "set.yaml", Samples.ruleSet().replacing("[acme-photos]", with: "[\(names)]"))
                for command in ["plan", "check", "apply"] {
                    let done = try await tool(command, file, "--target", "in-obs")
                    #expect(done.status == 4, "\(done)")
                }
            }
        }
    }
#endif
