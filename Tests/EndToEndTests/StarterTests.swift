#if CommandLineTool && EmulatorServer
    import CloudInventory
    import Foundation
    import Testing

    /// From nothing to a first run: `init`, `explain`, and an emulator that has what the rule set names.
    @Suite struct StarterTests {
        @Test func `the starter is valid for every choice of clouds`() async throws {
            let tool = try ToolRunner()
            for clouds in [[]] + Vendors.clouds.map({ ["--provider", $0.id.rawValue] }) {
                let starter = try await tool.run(["init"] + clouds)
                #expect(starter.status == 0, "\(starter)")
                let file = try tool.scratch.file("nightly.yaml", starter.output)
                let valid = try await tool("validate", file)
                #expect(valid.status == 0, "\(valid)")
                #expect(!valid.output.contains("warning"), "\(valid)")
                let count = clouds.isEmpty ? Vendors.clouds.count : 1
                #expect(valid.output.contains("3 rules, \(count) target"), "\(valid)")
            }
        }

        @Test func `sixty rules are applied in twenty emulated buckets of five clouds, with the commands of the page`()
            async throws
        {
            let tool = try ToolRunner()
            let file = try tool.scratch.file("nightly.yaml", try await tool("init", "--buckets", "4").output)
            let command = ChildProcess.binary
            let script = try tool.scratch.file(
                "try.sh",
                """
                set -x
                '\(command)' plan '\(file)'; echo "plan $?"
                '\(command)' apply '\(file)'; echo "apply $?"
                '\(command)' check '\(file)'; echo "check $?"
                exit 7
                """)
            let tried = try await tool("emulate", "--rule-set", file, "--run", "sh '\(script)'")
            #expect(tried.status == 7, "\(tried)")
            for line in ["plan 2", "20 buckets, 0 failed; rules: 60 written", "apply 0", "check 0"] {
                #expect(tried.output.contains(line), "\(tried)")
            }
        }

        @Test func `what is done beside an emulator is no record of the clouds`() async throws {
            var tool = try ToolRunner()
            tool.environment["HOME"] = tool.scratch.path
            tool.environment["CLOUD_INVENTORY_JOURNAL"] = tool.scratch.path + "/real"
            let file = try tool.scratch.file("nightly.yaml", try await tool("init", "--provider", "amazon-s3").output)
            let tried = try await tool(
                "emulate", "--rule-set", file, "--run", "'\(ChildProcess.binary)' apply '\(file)'")
            #expect(tried.status == 0, "\(tried)")
            #expect(try tool.scratch.names().sorted() == ["nightly.yaml"])
        }

        @Test func `explain knows every key that the reader knows`() async throws {
            let tool = try ToolRunner()
            let whole = try await tool("explain", "targets.reports.prefix")
            #expect(whole.status == 0)
            #expect(whole.output.hasPrefix("targets[].reports.prefix\n"), "\(whole)")
            #expect(whole.output.contains("{bucket} stands for the source bucket"), "\(whole)")
            let several = try await tool("explain", "name")
            #expect(
                several.output.contains("targets[].name\n") && several.output.contains("name\n  Names the set"),
                "\(several)")
            let unknown = try await tool("explain", "schedul")
            #expect(unknown.status == 64)
            #expect(unknown.errors.contains("did you mean 'schedule'?"), "\(unknown)")
            let all = try await tool("explain")
            for key in ["rules[].schedule", "ownership.prune", "safety.canary", "targets[].buckets[].rules"] {
                #expect(all.output.contains(key), "\(all)")
            }
        }
    }
#endif
