#if CommandLineTool && EmulatorServer
    import Testing

    /// What one command refuses of a rule set, the others refuse in the same words and at the same place.
    @Suite(.timeLimit(.minutes(5))) struct SameVerdictTests {
        private static let targets = """
            targets:
              - {name: a, provider: amazon-s3, region: eu-central-1, buckets: [acme-1, acme-2], reports: {bucket: acme-inv}}
              - {name: b, provider: huawei-obs, region: cn-north-4, buckets: [acme-b], reports: {bucket: acme-inv}}
            """

        private static func set(_ rules: String = "[{id: m1, schedule: daily}]", _ rest: String = targets) -> String {
            "version: 1\nname: x\nrules: \(rules)\n\(rest)\n"
        }

        /// The sentence that all commands end with; nil where one of them says something else.
        private func verdict(on text: String) async throws -> String? {
            let tool = try ToolRunner()
            let file = try tool.scratch.file("set.yaml", text)
            let validated = try await tool("validate", file)
            #expect(validated.status == 4, "\(validated)")
            for command in ["plan", "apply", "check"] {
                let refused = try await tool(command, file, "--connect-to", "http://127.0.0.1:1")
                #expect(refused.status == 4, "\(refused)")
                let sentence = refused.errors.split(separator: "\n").first?.trimmingPrefix("cloud-inventory: error: ")
                guard let sentence, sentence.hasPrefix("\(file):") else { return nil }
                let parts = sentence.split(separator: ": ", maxSplits: 2)
                guard validated.output.contains("\(parts[0]): error: \(parts[1]): \(parts[2])\n") else {
                    Issue.record("\(validated)\(refused)")
                    return nil
                }
            }
            return String(validated.output.prefix { $0 != "\n" }.trimmingPrefix("\(file):"))
        }

        @Test func `a rule set without targets is refused at its place`() async throws {
            let sentence = try await verdict(on: Self.set("[{id: m1, schedule: daily}]", "targets: []"))
            #expect(
                sentence?.hasPrefix("4:10: error: targets: the rule set has no target") == true, "\(sentence ?? "")")
        }

        @Test func `without rules, pruning is refused, and the rest is warned of`() async throws {
            let pruning = try await verdict(on: Self.set("[]", Self.targets + "\nownership: {prune: owned}"))
            #expect(pruning?.contains("prune would remove every rule that it may") == true, "\(pruning ?? "")")
            let tool = try ToolRunner()
            let file = try tool.scratch.file("set.yaml", Self.set("[]"))
            let valid = try await tool("validate", file)
            let warning = "3:8: warning: rules: the set has no rule and retires none, so nothing is done"
            #expect(valid.status == 0 && valid.output.contains(warning), "\(valid)")
            for command in ["plan", "apply", "check"] {
                let run = try await tool(command, file, "--connect-to", "http://127.0.0.1:1")
                #expect(run.errors.contains("warning: \(file):3:8: rules: the set has no rule"), "\(run)")
            }
            let retiring = try tool.scratch.file("retiring.yaml", Self.set("[]", Self.targets + "\nretired: [m1]"))
            #expect(try await tool("validate", retiring).output.hasPrefix("\(retiring): nothing is wrong"))
        }

        @Test func `every mistake of a pair is told at its own place`() async throws {
            let tool = try ToolRunner()
            let pairs = """
                pairs:
                  - {source: a/acme-9, target: b/acme-8}
                  - {source: a/acme-1, target: a/acme-1}
                  - {source: a/acme-1, target: a/ACME-1}
                  - {source: a/acme-1, target: a/acme-2, rule: nope}
                  - {source: a/acme-1, target: a/acme-2, targetRule: nope}
                  - {source: a/acme-1, target: a/acme-1, map: {from: data/, to: copy/}}
                  - {source: a/acme-1, target: b/acme-b}
                """
            let file = try tool.scratch.file("set.yaml", Self.set() + pairs)
            let finished = try await tool("validate", file)
            #expect(finished.status == 4)
            let places = finished.output.split(separator: "\n").dropLast().map { line in
                line.split(separator: " ").prefix(3).joined(separator: " ").replacing("\(file):", with: "")
            }
            #expect(
                places == [
                    "8:14: error: pairs[0].source:", "8:32: error: pairs[0].target:", "9:32: error: pairs[1].target:",
                    "10:32: error: pairs[2].target:", "11:48: error: pairs[3].rule:",
                    "12:54: error: pairs[4].targetRule:",
                ], "\(finished)")
            #expect(finished.output.contains("would be compared with itself"), "\(finished)")
        }

        @Test func `pairs may name buckets that are still to be found`() async throws {
            let tool = try ToolRunner()
            let targets = Self.targets.replacing("[acme-1, acme-2]", with: "{match: [\"acme-*\"]}")
            let pairs = "\npairs: [{source: a/acme-1, target: b/acme-b}]"
            let file = try tool.scratch.file("set.yaml", Self.set("[{id: m1, schedule: daily}]", targets + pairs))
            let finished = try await tool("validate", file)
            #expect(finished.status == 0, "\(finished)")
        }

        @Test(arguments: ["created", "modified"]) func `a day written as a number is refused with what to write`(
            _ key: String
        ) async throws {
            let tool = try ToolRunner()
            func verdict(_ window: String) async throws -> String {
                let text = Self.set("[{id: m1, schedule: daily, \(key): {\(window)}}]")
                return try await tool("validate", try tool.scratch.file("set.yaml", text)).output
            }
            for bound in ["from", "to"] {
                let said = try await verdict("\(bound): 20240101")
                #expect(said.contains("for that day write 2024-01-01T00:00:00Z\n"), "\(said)")
            }
            for (number, unit, seconds) in [
                ("1704067200000", "milliseconds", "1704067200"), ("1704067200000000", "microseconds", "1704067200"),
                ("1704067200000000000", "nanoseconds", "1704067200"),
            ] {
                let said = try await verdict("from: \(number)")
                let remedy = "in \(unit) it would be 2024-01-01T00:00:00Z: write \(seconds)\n"
                #expect(said.contains(remedy), "\(said)")
            }
        }

        @Test func `a window of one second is remarked on where a cloud has windows`() async throws {
            let tool = try ToolRunner()
            for (cloud, key) in [("tencent-cos", "created"), ("alibaba-oss", "modified")] {
                let window = "{from: 2024-01-01, to: 2024-01-01}"
                let text = Self.set(
                    "[{id: m1, schedule: daily, \(key): \(window)}]",
                    """
                    targets:
                      - {name: a, provider: \(cloud), region: r-1, buckets: [acme-1250000000], reports: {bucket: inv-1250000000,
                         owner: "1", role: "acs:ram::1:role/Inv"}}
                    """)
                let valid = try await tool("validate", try tool.scratch.file("set.yaml", text))
                #expect(valid.output.contains("begins and ends in the same second"), "\(valid)")
            }
        }
    }
#endif
