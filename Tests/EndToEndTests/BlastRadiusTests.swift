#if CommandLineTool && EmulatorServer
    import FoundationEssentials
    import InventoryEmulator
    import Testing

    /// Which buckets and changes a run is for, and when it stops.
    @Suite(.timeLimit(.minutes(5))) struct BlastRadiusTests {
        /// The rules that both buckets hold now.
        private static func counts(_ clouds: Clouds) -> [Int] {
            [
                clouds.emulator.documents(in: "photos-1250000000", of: .tencentCOS).count,
                clouds.emulator.documents(in: "acme-photos", of: .huaweiOBS).count,
            ]
        }

        @Test(arguments: [(["--target", "in-obs"], [0, 2]), (["--bucket", "photos-*"], [2, 0])])
        func `a run leaves other buckets alone`(_ words: [String], _ counts: [Int]) async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let applied = try await clouds.tool.run(["apply", file] + words)
                #expect(applied.status == 0, "\(applied)")
                #expect(applied.output.contains("\n1 bucket, 0 failed"), "\(applied)")
                #expect(Self.counts(clouds) == counts)
                #expect(try await clouds.tool.run(["check", file] + words).status == 0)
                #expect(try await clouds.tool("check", file).status == 2)
            }
        }

        @Test func `a selection without any bucket is a failure, and a misspelt target is named`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let none = try await clouds.tool("plan", file, "--bucket", "phtos*")
                #expect(none.status == 4, "\(none)")
                let misspelt = try await clouds.tool("plan", file, "--target", "in-ocs")
                #expect(misspelt.status == 4)
                #expect(misspelt.errors.contains("did you mean 'in-cos'"), "\(misspelt)")
            }
        }

        @Test func `only the kinds of change that were named are made`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await clouds.tool("apply", file).status == 0)
                clouds.emulator.removeDocument("bk-logs", in: "acme-photos", of: .huaweiOBS)
                _ = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet(prefix: "dumps/"))
                let planned = try await clouds.tool("plan", file, "--only", "create")
                #expect(planned.output.hasSuffix("rules: 1 to create, 1 in place, 2 left out\n"), "\(planned)")
                let applied = try await clouds.tool("apply", file, "--only", "create")
                #expect(applied.status == 2, "\(applied)")
                #expect(applied.output.hasSuffix(" 2 left out\n"), "\(applied)")
                let left = try await clouds.tool("plan", file, "--only", "create")
                #expect(left.status == 2, "\(left)")
                #expect(Self.counts(clouds) == [2, 2])
                #expect(clouds.document("bk-db", in: "acme-photos", of: .huaweiOBS).contains("<Prefix>db/</Prefix>"))
                #expect(try await clouds.tool("apply", file, "--only", "create,replace").status == 0)
                #expect(
                    clouds.document("bk-db", in: "acme-photos", of: .huaweiOBS).contains("<Prefix>dumps/</Prefix>"))
                #expect(try await clouds.tool("apply", file, "--only", "craete").status == 64)
            }
        }

        @Test(arguments: ["../list.csv", "/etc/hostname", "link.csv"])
        func `a target list stands below the folder of its rule set, links followed`(_ list: String) async throws {
            try await Clouds.run { clouds in
                let scratch = clouds.tool.scratch
                _ = try scratch.file("list.csv", "canary-1250000000\n")
                try FileManager.default.createDirectory(
                    atPath: scratch.path + "/sets", withIntermediateDirectories: true)
                try FileManager.default.createSymbolicLink(
                    atPath: scratch.path + "/sets/link.csv", withDestinationPath: scratch.path + "/list.csv")
                let file = try scratch.file(
                    "sets/set.yaml",
                    "version: 1\nname: x\nrules: [{id: a, schedule: daily}]\ntargets:\n  - {name: c, provider: tencent-cos, "
                        + "region: ap-guangzhou, reports: {bucket: inv-1250000000}, buckets: {file: \(list)}}\n")
                let before = clouds.emulator.requestCount
                let refused = try await clouds.tool("plan", file)
                #expect(refused.status == 4 && refused.errors.contains("has to stand in the folder"), "\(refused)")
                #expect(!refused.errors.contains("canary") && clouds.emulator.requestCount == before)
            }
        }

        @Test func `too many changes are refused before any write`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let planned = try await clouds.tool("plan", file, "--max-changes", "3")
                #expect(planned.status == 4, "\(planned)")
                let refused = try await clouds.tool("apply", file, "--max-changes", "3")
                #expect(refused.status == 4, "\(refused)")
                #expect(refused.errors.contains("4 changes and 3 is the most allowed"), "\(refused)")
                #expect(Self.counts(clouds) == [0, 0])
                #expect(try await clouds.tool("apply", file, "--max-changes", "4").status == 0)
            }
        }

        @Test(arguments: [["--canary"], ["--max-failures", "1"]])
        func `a first bucket that fails stops the run`(_ words: [String]) async throws {
            try await Clouds.run { clouds in
                let text =
                    Samples.ruleSet().replacing("[photos-1250000000]", with: "[absent-1250000000]")
                    + "\nsafety: {onRefusal: skip-bucket}\npacing: {concurrency: 1}\n"
                let file = try clouds.tool.scratch.file("set.yaml", text)
                let applied = try await clouds.tool.run(["apply", file] + words)
                #expect(applied.status == 1, "\(applied)")
                #expect(applied.errors.contains("error: in-obs/acme-photos was not attempted"), "\(applied)")
                #expect(applied.output.contains("2 buckets, 1 failed, 1 not attempted;"), "\(applied)")
                #expect(Self.counts(clouds) == [0, 0])
            }
        }

        @Test func `a deadline of no time is refused, and no bucket is begun`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let applied = try await clouds.tool("apply", file, "--deadline", "0s")
                #expect(applied.status == 64, "\(applied)")
                #expect(applied.errors.contains("--deadline 0s: the run would do nothing"), "\(applied)")
                #expect(Self.counts(clouds) == [0, 0])
                #expect(try await clouds.tool("apply", file, "--deadline", "soon").status == 64)
            }
        }
    }
#endif
