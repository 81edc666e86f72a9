#if CommandLineTool && EmulatorServer
    import FoundationEssentials
    import InventoryEmulator
    import Testing

    /// `plan --out` and `apply --plan`.
    @Suite(.timeLimit(.minutes(5))) struct SavedPlanTests {
        @Test func `a saved plan is applied as it is, and once`() async throws {
            try await Clouds.run { clouds in
                let (tool, plan) = (clouds.tool, clouds.tool.scratch.path + "/saved.plan")
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("plan", file, "--out", plan).status == 2)
                let lines = try #require(tool.scratch.text(of: "saved.plan")).split(separator: "\n")
                #expect(lines.count == 4)
                #expect(tool.scratch.text(of: "saved.plan.partial") == nil)
                let applied = try await tool("apply", file, "--plan", plan)
                #expect(applied.status == 0, "\(applied)")
                #expect(applied.output.hasSuffix("rules: 4 written, 0 in place, 0 refused\n"), "\(applied)")
                let again = try await tool("apply", file, "--plan", plan)
                #expect(again.status == 0, "\(again)")
                #expect(again.output.hasSuffix("rules: 0 written, 4 in place, 0 refused\n"), "\(again)")
            }
        }

        @Test(arguments: [
            ("cut", "cut short"), ("foreign", "no plan of cloud-inventory"), ("stale", "changed or damaged"),
            ("other", "another rule set"), ("absent", "there is no plan"),
        ])
        func `a plan that cannot be trusted is refused by name, before any request`(
            _ kind: String, _ sentence: String
        ) async throws {
            try await Clouds.run { clouds in
                let (tool, plan) = (clouds.tool, clouds.tool.scratch.path + "/saved.plan")
                var file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("plan", file, "--out", plan).status == 2)
                let text = try #require(tool.scratch.text(of: "saved.plan"))
                switch kind {
                case "cut":
                    let whole = text.split(separator: "\n").dropLast()
                    _ = try tool.scratch.file("saved.plan", whole.map { $0 + "\n" }.joined())
                case "foreign": _ = try tool.scratch.file("saved.plan", "{}\n" + text)
                case "stale":
                    let stale = text.replacing("\"expires\":\"20", with: "\"expires\":\"19")
                    try #require(stale != text)
                    _ = try tool.scratch.file("saved.plan", stale)
                case "other": file = try tool.scratch.file("set.yaml", Samples.ruleSet(prefix: "dumps/"))
                default: try FileManager.default.removeItem(atPath: plan)
                }
                let before = clouds.emulator.requestCount
                let refused = try await tool("apply", file, "--plan", plan)
                #expect(refused.status == 4, "\(refused)")
                #expect(refused.errors.contains("saved.plan"), "\(refused)")
                #expect(refused.errors.contains(sentence), "\(refused)")
                #expect(clouds.emulator.requestCount == before)
            }
        }

        @Test(arguments: [
            ("the target is gone", "in-obs", "in-obs-2"), ("the bucket is gone", "acme-photos", "acme-videos"),
            ("reports go elsewhere", "bucket: inv-1250000000", "bucket: other-1250000000"),
        ])
        func `a saved plan is applied to the targets it was made of, and to no others`(
            _ kind: String, _ old: String, _ new: String
        ) async throws {
            try await Clouds.run { clouds in
                let (tool, plan) = (clouds.tool, clouds.tool.scratch.path + "/saved.plan")
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("plan", file, "--out", plan).status == 2)
                let changed = Samples.ruleSet().replacing(old, with: new)
                try #require(changed != Samples.ruleSet())
                _ = try tool.scratch.file("set.yaml", changed)
                let before = clouds.emulator.requestCount
                let refused = try await tool("apply", file, "--plan", plan)
                // A group's name says nothing about a bucket.
                let isSame = kind == "the target is gone"
                #expect(refused.status == (isSame ? 0 : 4), "\(refused)")
                if !isSame {
                    #expect(refused.errors.contains("was made of other targets"), "\(refused)")
                    #expect(clouds.emulator.requestCount == before)
                }
            }
        }

        @Test func `a bit that is turned anywhere in a plan is noticed`() async throws {
            try await Clouds.run { clouds in
                let (tool, plan) = (clouds.tool, clouds.tool.scratch.path + "/saved.plan")
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("plan", file, "--out", plan).status == 2)
                let text = try #require(tool.scratch.text(of: "saved.plan"))
                for (old, new, says) in [
                    ("\"db/\"", "\"dc/\"", "was changed or damaged"),
                    ("\"buckets\":2", "\"buckets\":3", "is cut short"),
                    ("photos", "phptos", "was changed or damaged"),
                ] {
                    let damaged = text.replacing(old, with: new)
                    try #require(damaged != text)
                    _ = try tool.scratch.file("saved.plan", damaged)
                    let refused = try await tool("apply", file, "--plan", plan)
                    #expect(refused.status == 4 && refused.errors.contains(says), "\(refused)")
                }
                #expect(clouds.emulator.documents(in: "photos-1250000000", of: .tencentCOS).isEmpty)
            }
        }

        @Test func `a saved plan that ends live rules needs a journal`() async throws {
            try await Clouds.run { clouds in
                let (tool, plan) = (clouds.tool, clouds.tool.scratch.path + "/saved.plan")
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file).status == 0)
                _ = try tool.scratch.file("set.yaml", Samples.ruleSet(prefix: "dumps/"))
                #expect(try await tool("plan", file, "--out", plan).status == 2)
                let refused = try await tool("apply", file, "--plan", plan, "--no-journal")
                #expect(refused.status == 4, "\(refused)")
                #expect(refused.errors.contains("journal"), "\(refused)")
                let document = clouds.document("bk-db", in: "photos-1250000000", of: .tencentCOS)
                #expect(document.contains("<Prefix>db/</Prefix>"))
            }
        }
    }
#endif
