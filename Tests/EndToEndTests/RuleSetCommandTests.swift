#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import TestShell
    import Testing

    /// `plan` and `apply`: the way of the quickstart, and what stops it.
    @Suite(.timeLimit(.minutes(5))) struct RuleSetCommandTests {
        @Test func `a rule set is planned, applied, found in place, and repaired after drift`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                let planned = try await tool("plan", file)
                #expect(planned.status == 2, "\(planned)")
                #expect(
                    planned.output.contains("create  bk-db    in-obs/acme-photos        lost field.Crc64\n"),
                    "\(planned)")
                #expect(planned.output.hasSuffix("2 buckets; rules: 4 to create\n"), "\(planned)")

                let applied = try await tool("apply", file)
                #expect(applied.status == 0, "\(applied)")
                #expect(applied.output.hasSuffix("rules: 4 written, 0 in place, 0 refused\n"), "\(applied)")
                #expect(try await tool("plan", file).status == 0)

                clouds.emulator.removeDocument("bk-logs", in: "acme-photos", of: .huaweiOBS)
                let drifted = try await tool("plan", file, "--output", "json")
                #expect(drifted.status == 2)
                #expect(try JSON(drifted.output)["summary"]["create"].number == 1)
                #expect(try await tool("apply", file).status == 0)
                #expect(clouds.emulator.document("bk-logs", in: "acme-photos", of: .huaweiOBS) != nil)

                let again = try await tool("apply", file, "--output", "json")
                #expect(again.status == 0)
                let view = try JSON(again.output)
                #expect(view["summary"]["written"].number == 0)
                #expect(
                    view["buckets"].list.flatMap { $0["steps"].list }.allSatisfy { $0["result"].text == "unchanged" })
            }
        }

        @Test func `a live rule is replaced only with a journal`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file).status == 0)
                let changed = try tool.scratch.file("set.yaml", Samples.ruleSet(prefix: "dumps/"))
                let refused = try await tool("plan", changed, "--no-journal")
                #expect(refused.status == 4, "\(refused)")
                let planned = try await tool("plan", changed)
                #expect(planned.status == 2, "\(planned)")
                #expect(planned.output.contains("prefix: db/ → dumps/"), "\(planned)")
                let applied = try await tool("apply", changed)
                #expect(applied.status == 0, "\(applied)")
                let document = clouds.document("bk-db", in: "acme-photos", of: .huaweiOBS)
                #expect(document.contains("<Prefix>dumps/</Prefix>"))
            }
        }

        @Test func `a loss that nobody accepted stops the run before any write`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet(accept: false))
                let planned = try await clouds.tool("plan", file)
                #expect(planned.status == 3, "\(planned)")
                #expect(planned.output.contains("refuse  bk-db"), "\(planned)")
                let applied = try await clouds.tool("apply", file)
                #expect(applied.status == 3, "\(applied)")
                // At the very column that the cloud does not have.
                #expect(
                    applied.errors.contains("set.yaml:4:62: in-obs/acme-photos: rule 'bk-db' is refused"), "\(applied)")
                #expect(applied.errors.contains("lost field.Crc64"), "\(applied)")
                #expect(clouds.emulator.documents(in: "photos-1250000000", of: .tencentCOS).isEmpty)
                #expect(clouds.emulator.documents(in: "acme-photos", of: .huaweiOBS).isEmpty)
            }
        }

        @Test func `one failing bucket fails the run, and the others are done and told all the same`() async throws {
            try await Clouds.run { clouds in
                let text = Samples.ruleSet().replacing("[photos-1250000000]", with: "[absent-1250000000]")
                let file = try clouds.tool.scratch.file("set.yaml", text)
                let applied = try await clouds.tool("apply", file, "--output", "json")
                #expect(applied.status == 1, "\(applied)")
                #expect(applied.errors.contains("in-cos/absent-1250000000"), "\(applied)")
                let view = try JSON(applied.output)
                #expect(view["summary"]["failedBuckets"].number == 1)
                #expect(view["summary"]["written"].number == 2)
                #expect(
                    view["buckets"].list.map { $0["target"]["bucket"].text } == ["absent-1250000000", "acme-photos"])
            }
        }
    }
#endif
