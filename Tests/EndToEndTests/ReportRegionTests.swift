#if CommandLineTool && EmulatorServer
    import TestShell
    import Testing

    /// A report bucket has to be where the bucket is. `doctor` asks where it is; `validate` and `plan` see what the rule set says.
    @Suite(.timeLimit(.minutes(5))) struct ReportRegionTests {
        private struct Cloud {
            var provider: String
            var region: String
            var elsewhere: String
            var suffix = ""
            var rest = ""
        }

        private static let clouds = [
            Cloud(provider: "tencent-cos", region: "ap-guangzhou", elsewhere: "ap-beijing", suffix: "-1250000000"),
            Cloud(provider: "huawei-obs", region: "cn-north-4", elsewhere: "cn-south-1"),
            Cloud(provider: "amazon-s3", region: "eu-central-1", elsewhere: "us-west-2"),
            Cloud(
                provider: "alibaba-oss", region: "cn-hangzhou", elsewhere: "cn-beijing",
                rest: #", owner: "1234567890123456", role: "acs:ram::1234567890123456:role/Inv""#),
            Cloud(
                provider: "volcengine-tos", region: "cn-beijing", elsewhere: "cn-shanghai",
                rest: #", owner: "2100000000", role: Inv"#),
        ]

        /// - Parameter second: another bucket of each target, and its region.
        private static func ruleSet(second: (Cloud) -> String = { _ in "" }) -> String {
            let targets = clouds.map { cloud in
                """
                  - {name: \(cloud.provider), provider: \(cloud.provider), region: \(cloud.region),
                     buckets: [acme-1\(cloud.suffix)\(second(cloud))],
                     reports: {bucket: acme-inv\(cloud.suffix)\(cloud.rest)}}

                """
            }
            return "version: 1\nname: x\nrules: [{id: m1, schedule: daily}]\ntargets:\n" + targets.joined()
        }

        /// What `doctor` finds in the five clouds, with the buckets in those regions.
        private func diagnosis(source: (Cloud) -> String, reports: (Cloud) -> String) async throws -> (Finished, [JSON])
        {
            let tool = try ToolRunner()
            let file = try tool.scratch.file("set.yaml", Self.ruleSet())
            let buckets = Self.clouds.flatMap { cloud in
                [("acme-1", source(cloud)), ("acme-inv", reports(cloud))].map { name, region in
                    #"{"provider": "\#(cloud.provider)", "name": "\#(name)\#(cloud.suffix)", "region": "\#(region)"}"#
                }
            }
            let key = #"{"accessKey": "AKIDtestEXAMPLE", "secretKey": "testSecretEXAMPLE"}"#
            let configuration = try tool.scratch.file(
                "clouds.json", #"{"credentials": [\#(key)], "buckets": [\#(buckets.joined(separator: ", "))]}"#)
            let done = try await tool(
                "emulate", "--config", configuration, "--run",
                "'\(ChildProcess.binary)' doctor '\(file)' --output json")
            return (done, try JSON(done.output)["buckets"].list)
        }

        private func states(_ buckets: [JSON], _ check: String) -> [String?] {
            buckets.map { bucket in
                bucket["checks"].list.first { $0["name"].text == check }?["state"].text
            }
        }

        @Test func `a report bucket in another region is a problem in every cloud`() async throws {
            let (whole, right) = try await diagnosis(source: \.region, reports: \.region)
            #expect(whole.status == 0, "\(whole)")
            #expect(states(right, "report bucket") == Self.clouds.map { _ in "ok" }, "\(whole)")
            let (done, wrong) = try await diagnosis(source: \.region, reports: \.elsewhere)
            #expect(done.status == 1, "\(done)")
            #expect(states(wrong, "bucket") == Self.clouds.map { _ in "ok" }, "\(done)")
            #expect(states(wrong, "report bucket") == Self.clouds.map { _ in "problem" }, "\(done)")
        }

        @Test func `a bucket in another region than the rule set says is a problem in every cloud`() async throws {
            let (done, buckets) = try await diagnosis(source: \.elsewhere, reports: \.region)
            #expect(done.status == 1, "\(done)")
            #expect(states(buckets, "bucket") == Self.clouds.map { _ in "problem" }, "\(done)")
        }

        @Test func `one report bucket for buckets of two regions is warned of`() async throws {
            let tool = try ToolRunner()
            let text = Self.ruleSet { ", {name: acme-2\($0.suffix), region: \($0.elsewhere)}" }
            let file = try tool.scratch.file("set.yaml", text)
            let sentence = "can be in one of them alone"
            let valid = try await tool("validate", file)
            #expect(valid.status == 0, "\(valid)")
            let lines = valid.output.split(separator: "\n").filter { $0.contains(sentence) }
            #expect(lines.count == Self.clouds.count, "\(valid)")
            #expect(lines[0].hasPrefix("\(file):6:"), "\(valid)")
            let plan = try await tool("plan", file, "--connect-to", "http://127.0.0.1:1")
            #expect(plan.errors.split(separator: "\n").count { $0.contains(sentence) } == Self.clouds.count, "\(plan)")
            let own = Self.ruleSet {
                ", {name: acme-2\($0.suffix), region: \($0.elsewhere), reportBucket: acme-inv2\($0.suffix)}"
            }
            let apart = try await tool("validate", try tool.scratch.file("own.yaml", own))
            #expect(apart.output.contains("nothing is wrong"), "\(apart)")
        }
    }
#endif
