#if CommandLineTool && EmulatorServer
    import Foundation
    import InventoryEmulator
    import TestShell
    import Testing

    /// Two reports of nothing are no proof of a copy.
    @Suite(.timeLimit(.minutes(5))) struct EmptyComparisonTests {
        private static let buckets = [
            EmulatedBucket(provider: .tencentCOS, name: "inv-1250000000", region: "ap-guangzhou"),
            EmulatedBucket(provider: .huaweiOBS, name: "acme-inv", region: "cn-north-4"),
        ]

        private static let source = "\(Clouds.cos)/RULE?\(Clouds.inCOS)"
        private static let target = "\(Clouds.obs)/RULE?\(Clouds.inOBS)"

        /// Runs the body with both clouds, whose rules `bk-db` (one has objects below it) and `bk-logs` have delivered.
        private func run(_ body: (Clouds, _ file: String) async throws -> Void) async throws {
            try await Clouds.run(more: Self.buckets) { clouds in
                let pairs = """

                    pairs:
                      - {source: in-cos/photos-1250000000, target: in-obs/acme-photos, rule: bk-db}
                      - {source: in-cos/photos-1250000000, target: in-obs/acme-photos, rule: bk-logs}

                    """
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet() + pairs)
                try #require(try await clouds.tool("apply", file).status == 0)
                for (provider, bucket) in [
                    (EmulatedProvider.tencentCOS, "photos-1250000000"), (.huaweiOBS, "acme-photos"),
                ] {
                    clouds.emulator.place(
                        EmulatedObject("db/a", .text("a"), lastModified: 1_600_000_000), in: bucket, of: provider)
                    for rule in ["bk-db", "bk-logs"] {
                        clouds.emulator.deliver(ReportDelivery(rule: rule, bucket: bucket), of: provider)
                    }
                }
                try await body(clouds, file)
            }
        }

        private func compare(_ clouds: Clouds, _ source: String, _ target: String, _ more: String...) async throws
            -> Finished
        {
            try await clouds.tool.run(
                [
                    "report", "compare", Self.source.replacing("RULE", with: source),
                    Self.target.replacing("RULE", with: target),
                ] + more)
        }

        @Test func `what compares nothing says so in every form, with the status that it has`() async throws {
            try await run { clouds, file in
                let sentence = "nothing was compared: both reports list no object"
                let done = try await compare(clouds, "bk-logs", "bk-logs")
                #expect(done.status == 0, "\(done)")
                #expect(done.output.hasPrefix(sentence), "\(done)")
                #expect(done.errors.contains("warning: \(sentence)"), "\(done)")
                let json = try JSON(try await compare(clouds, "bk-logs", "bk-logs", "--output", "json").output)
                #expect(json["complete"].content == .bool(true))
                #expect(json["remarks"].list.map { $0.text?.hasPrefix(sentence) } == [true])
                let whole = try await compare(clouds, "bk-db", "bk-db")
                #expect(whole.status == 0 && whole.output.hasPrefix("complete; ") && whole.errors == "", "\(whole)")
                let page = clouds.tool.scratch.path + "/page.html"
                let pairs = try await clouds.tool("report", "pairs", file, "--html", page)
                #expect(pairs.status == 0, "\(pairs)")
                #expect(pairs.output.hasSuffix("\n1 of 2 pairs are complete; 1 empty\n"), "\(pairs)")
                #expect(pairs.output.contains("  empty     \(sentence)"), "\(pairs)")
                #expect(pairs.errors.contains("warning: in-cos/photos-1250000000 and in-obs/acme-photos: \(sentence)"))
                #expect(clouds.tool.scratch.text(of: "page.html")?.contains(sentence) == true)
            }
        }

        @Test func `rules that report different objects are told`() async throws {
            try await run { clouds, _ in
                let sentence = "the rules report different prefixes: the source's 'logs/', the target's 'db/'"
                let done = try await compare(clouds, "bk-logs", "bk-db")
                #expect(done.status == 2 && done.errors.contains("warning: \(sentence)"), "\(done)")
                let json = try JSON(try await compare(clouds, "bk-logs", "bk-db", "--output", "json").output)
                #expect(json["remarks"].list.map(\.text) == [sentence])
                let mapped = try await compare(clouds, "bk-logs", "bk-db", "--map", "logs/=db/")
                #expect(!mapped.errors.contains("different prefixes"), "\(mapped)")
            }
        }

        @Test func `a report that is not there is said to be missing from its place`() async throws {
            try await Clouds.run(more: Self.buckets) { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                try #require(try await clouds.tool("apply", file).status == 0)
                let done = try await compare(clouds, "bk-db", "bk-db")
                #expect(done.status == 4, "\(done)")
                #expect(done.output.contains("there is no complete report in bucket 'inv-1250000000'"), "\(done)")
                #expect(done.output.contains("there is no complete report in bucket 'acme-inv'"), "\(done)")
                let folder = clouds.tool.scratch.path + "/empty"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
                var local = clouds.tool
                local.arguments = []
                let verified = try await local("report", "verify", folder)
                #expect(verified.output.contains("no complete report in the folder '\(folder)'"), "\(verified)")
            }
        }

        @Test func `a snapshot is called one, and not another cloud's report`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                clouds.emulator.place(EmulatedObject("a", .text("a")), in: "acme-photos", of: .huaweiOBS)
                let folder = tool.scratch.path + "/snapshot"
                let made = try await tool("snapshot", "\(Clouds.obs)?\(Clouds.inOBS)", "--to", folder)
                try #require(made.status == 0, "\(made)")
                var local = tool
                local.arguments = []
                let done = try await local("report", "compare", folder, folder)
                #expect(done.output.contains("1 rows of acme-photos (a snapshot)"), "\(done)")
                #expect(!done.output.contains("amazon-s3"), "\(done)")
            }
        }
    }
#endif
