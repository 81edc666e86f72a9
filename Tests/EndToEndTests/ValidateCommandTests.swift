#if CommandLineTool && EmulatorServer
    import CloudInventory
    import Foundation
    import InventoryWire
    import Testing

    /// `validate` says all that is wrong, with its place, and asks nobody.
    @Suite struct ValidateCommandTests {
        /// A mistake of every kind, a line each.
        private static let broken = """
            version: 1
            name: broken
            colour: red
            rules:
              - {id: bk-db, schedul: dayly, fields: [Size, CRC64, ETag, Bogus], on: [in-cso]}
              - {id: bk-logs, prefix: logs/, schedule: weekly, size: {from: 9, to: 1}}
              - {id: bk-logs, schedule: daily}
              - just a text
            targets:
              - name: in-cos
                provider: tencent-cos
                region: ap-guangzhou
                buckets: [photos-1250000000]
                reports: {bucket: inv-1250000000, prefix: "inventory/{buket}"}
              - name: in-obs
                provider: huawei-obs
                region: cn-north-4
                buckets: [Acme_Photos]
                reports: {prefix: x/}
              - {name: elsewhere, provider: huawey-obs, region: r, buckets: [b-1], reports: {bucket: b-2}}
            safety: {deadline: soon, maximumChanges: -1}
            """

        /// Each mistake of `broken`: where it stands, and what is said of it.
        private static let expected = [
            ("3:1", "unknown key 'colour'"), ("5:17", "did you mean 'schedule'?"),
            ("5:26", "dayly"), ("5:48", "did you mean 'Crc64'?"), ("5:61", "unknown report field 'Bogus'"),
            ("5:74", "did you mean 'in-cos'?"), ("6:58", "so no object is in it"), ("6:58", "lost filter.size"),
            ("7:10", "two rules have the id 'bk-logs'"), ("8:5", "rules[3]: "), ("14:47", "did you mean '{bucket}'?"),
            ("18:15", "bucket 'Acme_Photos'"), ("19:14", "the key \"bucket\" is missing"), ("20:33", "huawey-obs"),
            ("21:20", "'soon' is no span of time"), ("21:42", "maximumChanges must be 0 or more"),
        ]

        @Test func `all mistakes are told at once, each with its place`() async throws {
            let tool = try ToolRunner()
            let file = try tool.scratch.file("broken.yaml", Self.broken)
            let finished = try await tool("validate", file)
            #expect(finished.status == 4, "\(finished)")
            #expect(finished.errors == "")
            var lines = finished.output.split(separator: "\n").map(String.init)
            #expect(lines.removeLast() == "\(file): \(Self.expected.count) mistakes")
            #expect(lines.count == Self.expected.count, "\(finished)")
            for (line, (place, sentence)) in zip(lines, Self.expected) {
                #expect(line.hasPrefix("\(file):\(place): error: "), "\(line)")
                #expect(line.contains(sentence), "\(line)")
            }
        }

        @Test func `what plan refuses first is among them`() async throws {
            let tool = try ToolRunner()
            let file = try tool.scratch.file("broken.yaml", Self.broken)
            let plan = try await tool("plan", file)
            let first = try #require(plan.errors.firstMatch(of: /error: (.*):(\d+:\d+): (.*)\n/))
            let all = try await tool("validate", file)
            #expect(all.output.contains("\(first.1):\(first.2): error: \(first.3)\n"), "\(plan)\(all)")
        }

        @Test func `what a cloud cannot hold stands at the rule, and a loss is status 3`() async throws {
            let tool = try ToolRunner()
            let lossy = try tool.scratch.file("lossy.yaml", Samples.ruleSet(accept: false))
            let refused = try await tool("validate", lossy)
            #expect(refused.status == 3, "\(refused)")
            #expect(refused.output.contains("lossy.yaml:4:"), "\(refused)")
            #expect(refused.output.contains("rule 'bk-db' in target 'in-obs': lost field.Crc64"), "\(refused)")
            let overlapping = try tool.scratch.file("overlap.yaml", Samples.ruleSet(prefix: "logs/a/"))
            let overlap = try await tool("validate", overlapping)
            #expect(overlap.status == 4)
            #expect(overlap.output.contains("its prefix overlaps with that of rule 'bk-logs'"), "\(overlap)")
            let fine = try tool.scratch.file("fine.yaml", Samples.ruleSet())
            let done = try await tool("validate", fine)
            #expect(done.status == 0, "\(done)")
            #expect(done.output == "\(fine): nothing is wrong; 2 rules, 2 targets, 2 buckets\n")
        }

        @Test func `every line of a target list that is wrong is told`() async throws {
            let tool = try ToolRunner()
            _ = try tool.scratch.file("list.csv", "acme-photos\nAcme Photos\nacme-web\nx,y,z,w\nacme-dumps\n")
            let text = Samples.ruleSet().replacingOccurrences(
                of: "buckets: [acme-photos]", with: "buckets: {file: list.csv}")
            let file = try tool.scratch.file("listed.yaml", text)
            let finished = try await tool("validate", file)
            #expect(finished.status == 4)
            #expect(finished.output.contains("list.csv:2:1: error: this is no name of a bucket"), "\(finished)")
            #expect(finished.output.contains("list.csv:4:1: error: "), "\(finished)")
            #expect(finished.output.hasSuffix(": 2 mistakes\n"))
        }

        @Test func `the forms for machines say the same`() async throws {
            struct Document: Decodable {
                struct File: Decodable {
                    struct Remark: Decodable {
                        var kind: String
                        var line: Int
                        var column: Int
                        var message: String
                    }
                    var file: String
                    var remarks: [Remark]
                }
                var files: [File]
            }
            let tool = try ToolRunner()
            let file = try tool.scratch.file("broken.yaml", Self.broken)
            let fine = try tool.scratch.file("fine.yaml", Samples.ruleSet())
            let json = try await tool("validate", file, fine, "--output", "json")
            let read = try JSONDecoder().decode(Document.self, from: Data(json.output.utf8))
            #expect(read.files.map(\.remarks.count) == [Self.expected.count, 0])
            #expect(read.files[0].remarks.map { "\($0.line):\($0.column)" } == Self.expected.map(\.0))
            let github = try await tool("validate", file, "--output", "github")
            #expect(github.output.split(separator: "\n").count == Self.expected.count)
            #expect(github.output.contains("::error file=\(file),line=21,col=20::safety.deadline: "), "\(github)")
            let junit = try await tool("validate", file, fine, "--output", "junit")
            let suites = try XMLReader.read(Array(junit.output.utf8)).root
            #expect(suites.children.map(\.name) == ["testsuite", "testsuite"], "\(junit)")
            #expect(junit.output.split(separator: "<failure ").count == Self.expected.count + 1)
            #expect(junit.output.contains("failures=\"\(Self.expected.count)\""), "\(junit)")
            #expect([json.status, github.status, junit.status] == [4, 4, 4])
        }

        @Test func `a file that is none, and one that is no document, are one mistake`() async throws {
            let tool = try ToolRunner()
            let missing = try await tool("validate", "nowhere.yaml")
            #expect(missing.status == 4)
            #expect(missing.output.contains("nowhere.yaml:1:1: error: there is no file 'nowhere.yaml'"), "\(missing)")
            let file = try tool.scratch.file("torn.yaml", "version: 1\nrules: [\n")
            let torn = try await tool("validate", file)
            #expect(torn.status == 4)
            #expect(torn.output.contains("torn.yaml:3:1: error: "), "\(torn)")
        }
    }
#endif
