#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import Testing

    /// Buckets that a rule set does not name: they are looked up in the account's own list.
    @Suite struct FoundBucketTests {
        private static let regions: [(EmulatedProvider, String, String)] = [
            (.amazonS3, "eu-central-1", "eu-west-1"), (.alibabaOSS, "cn-hangzhou", "cn-beijing"),
            (.huaweiOBS, "cn-north-4", "cn-east-3"), (.tencentCOS, "ap-guangzhou", "ap-beijing"),
            (.volcengineTOS, "cn-beijing", "cn-shanghai"),
        ]

        private static func name(_ name: String, _ provider: EmulatedProvider) -> String {
            provider == .tencentCOS ? "\(name)-1250000000" : name
        }

        private static func buckets(_ count: Int) -> [EmulatedBucket] {
            regions.flatMap { provider, region, other in
                (1...count).map { EmulatedBucket(provider: provider, name: name("bk-\($0)", provider), region: region) }
                    + [
                        EmulatedBucket(provider: provider, name: name("bk-old", provider), region: region),
                        EmulatedBucket(provider: provider, name: name("bk-far", provider), region: other),
                        EmulatedBucket(provider: provider, name: name("others", provider), region: region),
                        EmulatedBucket(provider: provider, name: name("inv", provider), region: region),
                    ]
            }
        }

        private static func ruleSet(_ providers: [(EmulatedProvider, String, String)]) -> String {
            let targets = providers.map { provider, region, _ in
                let role = provider == .alibabaOSS ? "acs:ram::1000000000000000:role/r" : "TosArchiveTOSInventory"
                return """
                      - name: \(provider.rawValue)
                        provider: \(provider.rawValue)
                        region: \(region)
                        buckets: {match: ["bk-*"], exclude: ["*-old*"]}
                        reports: {bucket: \(name("inv", provider)), owner: "1000000000000000", role: "\(role)"}
                    """
            }
            return
                "version: 1\nname: found\nrules: [{id: bk, prefix: db/, schedule: daily, fields: [Size]}]\ntargets:\n"
                + targets.joined(separator: "\n") + "\n"
        }

        private static let keys = [
            "AWS_ACCESS_KEY_ID": "AKIDtestEXAMPLE", "AWS_SECRET_ACCESS_KEY": "testSecretEXAMPLE",
            "OSS_ACCESS_KEY_ID": "AKIDtestEXAMPLE", "OSS_ACCESS_KEY_SECRET": "testSecretEXAMPLE",
            "TOS_ACCESS_KEY": "AKIDtestEXAMPLE", "TOS_SECRET_KEY": "testSecretEXAMPLE",
        ]

        @Test(arguments: [0, 1, 2, 3, 4]) func `a cloud's own list says which buckets there are`(_ index: Int)
            async throws
        {
            let (provider, region, _) = Self.regions[index]
            try await Clouds.run(more: Self.buckets(3)) { clouds in
                var tool = clouds.tool
                tool.environment.merge(Self.keys) { _, new in new }
                // An owner and a role only where they are demanded.
                let text = Self.ruleSet([Self.regions[index]])
                let demanded = [.alibabaOSS, .volcengineTOS].contains(provider)
                let file = try tool.scratch.file(
                    "found.yaml",
                    demanded ? text : text.replacing(#/, owner: .*}/#, with: "}"))
                let plan = try await tool("plan", file)
                #expect(plan.status == 2, "\(plan)")
                #expect(plan.output.contains("3 buckets; rules: 3 to create"), "\(plan)")
                #expect(plan.errors.contains("3 of the"), "\(plan)")
                #expect(!plan.output.contains("bk-old") && !plan.output.contains("bk-far"), "\(plan)")
                let applied = try await tool("apply", file)
                #expect(applied.status == 0, "\(applied)")
                let check = try await tool("check", file)
                #expect(check.status == 0, "\(check)")
                let scheme = provider.rawValue.split(separator: "-").last ?? ""
                let list = try await tool("list", "\(scheme)://?region=\(region)")
                #expect(list.status == 0, "\(list)")
                for name in ["bk-1", "bk-old", "others"] { #expect(list.output.contains(name), "\(list)") }
            }
        }

        private static let s3 = regions[0]
        private static let plain = ruleSet([s3]).replacing(#/, owner: .*}/#, with: "}")

        @Test func `far fewer buckets than in the last run are no smaller fleet`() async throws {
            let scratch = try Scratch()
            let journal = scratch.path + "/journal"
            let file = try scratch.file("found.yaml", Self.plain)
            try await Clouds.run(more: Self.buckets(8)) { clouds in
                var tool = clouds.tool
                tool.environment.merge(Self.keys) { _, new in new }
                let applied = try await tool("apply", file, "--journal", journal)
                #expect(applied.status == 0, "\(applied)")
            }
            try await Clouds.run(more: Self.buckets(3)) { clouds in
                var tool = clouds.tool
                tool.environment.merge(Self.keys) { _, new in new }
                for command in ["plan", "apply"] {
                    let refused = try await tool(command, file, "--journal", journal)
                    #expect(refused.status == 4, "\(refused)")
                    #expect(refused.errors.contains("3 buckets were found where the last run found 8"), "\(refused)")
                    #expect(refused.errors.contains("--allow-shrink"), "\(refused)")
                }
                tool.environment["CLOUD_INVENTORY_JOURNAL"] = journal
                let checked = try await tool("check", file)
                #expect(checked.status == 4, "\(checked)")
                let meant = try await tool("apply", file, "--journal", journal, "--allow-shrink")
                #expect(meant.status == 0, "\(meant)")
                // From now on that is the size of the fleet.
                let again = try await tool("plan", file, "--journal", journal)
                #expect(again.status == 0, "\(again)")
            }
        }

        @Test func `a list that cannot be read, or has nothing of it, stops everything before the first write`()
            async throws
        {
            try await Clouds.run(
                faults:
                    #"{"amazon-s3": {"rules": [{"effect": "error", "status": 403, "code": "AccessDenied", "operations": ["list-buckets"]}]}}"#
            ) { clouds in
                var tool = clouds.tool
                tool.environment.merge(Self.keys) { _, new in new }
                let file = try tool.scratch.file("found.yaml", Self.plain)
                let refused = try await tool("apply", file)
                #expect(refused.status == 1, "\(refused)")
                #expect(refused.errors.contains("target 'amazon-s3': its buckets cannot be found: "), "\(refused)")
            }
            try await Clouds.run { clouds in
                var tool = clouds.tool
                tool.environment.merge(Self.keys) { _, new in new }
                let file = try tool.scratch.file("found.yaml", Self.plain)
                let none = try await tool("apply", file)
                #expect(none.status == 4, "\(none)")
                #expect(none.errors.contains("none of the 0 buckets that the account lists belongs to it"), "\(none)")
            }
        }

        @Test(arguments: [["apply"], ["report", "status"], ["adopt"]])
        func `a deadline is heard while an account's list is read`(_ command: [String]) async throws {
            try await Clouds.run(
                faults:
                    #"{"amazon-s3": {"rules": [{"effect": "delay", "milliseconds": 60000, "operations": ["list-buckets"]}]}}"#
            ) { clouds in
                var tool = clouds.tool
                tool.environment.merge(Self.keys) { _, new in new }
                let file = try tool.scratch.file("found.yaml", Self.plain)
                let late = try await tool.run(command + [file, "--deadline", "1s"])
                #expect(late.status == 1, "\(late)")
                #expect(late.errors.contains("the deadline had passed"), "\(late)")
            }
        }

        @Test(arguments: [
            ("{match: []}", "no bucket would match"), ("{match: [\"\"]}", "the pattern is empty"),
            ("{exclude: [a]}", "the key \"match\" is missing"), ("{match: [a], file: l.csv}", "not both"),
            ("{match: [a], matches: [b]}", "unknown key 'matches', did you mean 'match'?"),
        ]) func `a pattern that means nothing is refused`(_ buckets: String, _ says: String) async throws {
            let tool = try ToolRunner()
            let text = Self.plain.replacing(#/\{match: .*}/#, with: buckets)
            let file = try tool.scratch.file("found.yaml", text)
            let finished = try await tool("validate", file)
            #expect(finished.status == 4, "\(finished)")
            #expect(finished.output.contains(says), "\(finished)")
        }
    }
#endif
