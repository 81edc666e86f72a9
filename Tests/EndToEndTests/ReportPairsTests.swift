#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import TestShell
    import Testing

    /// `report pairs` and `report changes` on reports in two clouds.
    @Suite(.timeLimit(.minutes(5))) struct ReportPairsTests {
        private static let buckets = [
            EmulatedBucket(provider: .tencentCOS, name: "inv-1250000000", region: "ap-guangzhou"),
            EmulatedBucket(provider: .huaweiOBS, name: "acme-inv", region: "cn-north-4"),
        ]

        private static let pairs = """

            pairs:
              - {source: in-cos/photos-1250000000, target: in-obs/acme-photos, rule: bk-db, exclude: [tmp/]}
              - {source: in-cos/photos-1250000000, target: in-obs/acme-photos, rule: bk-logs}

            """

        /// Runs the body with a rule set of two rules in two clouds and with pairs of them, applied, and objects at the source.
        private func run(_ body: (Clouds, _ file: String) async throws -> Void) async throws {
            try await Clouds.run(more: Self.buckets) { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet() + Self.pairs)
                let applied = try await clouds.tool("apply", file)
                try #require(applied.status == 0, "\(applied)")
                put(["db/a", "db/b c", "logs/x"], in: clouds, .tencentCOS, "photos-1250000000")
                put(["db/a"], in: clouds, .huaweiOBS, "acme-photos")
                try await body(clouds, file)
            }
        }

        private func put(_ keys: [String], in clouds: Clouds, _ provider: EmulatedProvider, _ bucket: String) {
            for key in keys {
                // Long before the scan.
                clouds.emulator.place(
                    EmulatedObject(key, .text(key), lastModified: 1_600_000_000), in: bucket, of: provider)
            }
        }

        private func deliver(_ clouds: Clouds, _ rules: [String] = ["bk-db", "bk-logs"]) {
            for rule in rules {
                clouds.emulator.deliver(ReportDelivery(rule: rule, bucket: "photos-1250000000"), of: .tencentCOS)
                clouds.emulator.deliver(ReportDelivery(rule: rule, bucket: "acme-photos"), of: .huaweiOBS)
            }
        }

        @Test func `every pair has its line, with the first differences, and the worst makes the status`() async throws
        {
            try await run { clouds, file in
                let never = try await clouds.tool("report", "pairs", file)
                #expect(never.status == 2, "\(never)")
                #expect(never.output.hasSuffix("\n0 of 2 pairs are complete; 2 never\n"), "\(never)")

                deliver(clouds, ["bk-db"])
                let page = clouds.tool.scratch.path + "/page.html"
                let done = try await clouds.tool("report", "pairs", file, "--output", "json", "--html", page)
                #expect(done.status == 2, "\(done)")
                let document = try JSON(done.output)
                #expect(document["format"].text == "cloud-inventory/report-pairs/1")
                let pairs = document["pairs"].list
                #expect(pairs.map { $0["state"].text } == ["different", "never"])
                #expect(pairs[0]["counts"]["missing"].number == 1)
                #expect(pairs[0]["counts"]["same-size"].number == 1)
                #expect(pairs[0]["differences"].list.map { $0["key"].text } == ["db/b%20c"])
                #expect(pairs[0]["sentence"].text?.hasPrefix("not complete: 1 missing") == true)
                #expect(document["summary"]["states"]["different"].number == 1)
                let text = clouds.tool.scratch.text(of: "page.html") ?? ""
                #expect(text.contains("missing: db/b%20c") && text.contains(#""state":"different""#))

                put(["db/b c", "logs/x"], in: clouds, .huaweiOBS, "acme-photos")
                deliver(clouds)
                let whole = try await clouds.tool("report", "pairs", file)
                #expect(whole.status == 0, "\(whole)")
                #expect(whole.output.hasSuffix("\n2 of 2 pairs are complete\n"), "\(whole)")
            }
        }

        @Test func `results that are kept are taken until a report is newer`() async throws {
            try await run { clouds, file in
                deliver(clouds)
                let keep = clouds.tool.scratch.path + "/results"
                func kept() async throws -> [Bool] {
                    let done = try await clouds.tool("report", "pairs", file, "--keep", keep, "--output", "json")
                    #expect(done.status == 2, "\(done)")
                    return try JSON(done.output)["pairs"].list.map { $0["kept"].content == .bool(true) }
                }
                var counts = [clouds.emulator.requestCount]
                #expect(try await kept() == [false, false])
                counts.append(clouds.emulator.requestCount)
                #expect(try await kept() == [true, true])
                counts.append(clouds.emulator.requestCount)
                // Runs are looked for and manifests read; no rows are.
                #expect(counts[2] - counts[1] < counts[1] - counts[0])
                let other = try clouds.tool.scratch.file(
                    "set.yaml", Samples.ruleSet() + Self.pairs.replacing("exclude: [tmp/]", with: "skipFolders: true"))
                #expect(other == file)
                #expect(try await kept() == [false, true])
            }
        }

        @Test func `a report that fails and a bucket that is not there make status 1, each at its pair`() async throws {
            try await run { clouds, file in
                deliver(clouds, ["bk-logs"])
                clouds.emulator.deliver(
                    ReportDelivery(rule: "bk-db", bucket: "photos-1250000000", fault: .cut), of: .tencentCOS)
                clouds.emulator.deliver(ReportDelivery(rule: "bk-db", bucket: "acme-photos"), of: .huaweiOBS)
                let done = try await clouds.tool("report", "pairs", file, "--output", "jsonl")
                #expect(done.status == 1, "\(done)")
                let lines = try done.output.split(separator: "\n").map { try JSON(String($0)) }
                #expect(lines.map { $0["state"].text } == ["broken", "different", nil])
                #expect(done.errors.contains("the source's report"), "\(done)")
            }
        }

        @Test(arguments: [
            ("source: in-cos/photos-1250000001, target: in-obs/acme-photos", "did you mean 'in-cos/photos-1250000000'"),
            ("source: in-cos/photos-1250000000, target: in-obs/acme-photos", "say with rule"),
            ("source: in-cos/photos-1250000000, target: in-obs/acme-photos, rule: bk-x", "has the rules"),
            (
                "source: in-cos/photos-1250000000, target: in-obs/acme-photos, rule: bk-db, exclude: ['']",
                "an empty prefix"
            ),
        ])
        func `a pair that cannot be is refused with its place`(_ pair: String, _ reason: String) async throws {
            try await run { clouds, _ in
                let file = try clouds.tool.scratch.file("bad.yaml", Samples.ruleSet() + "\npairs:\n  - {\(pair)}\n")
                for words in [["report", "pairs"], ["plan"]] {
                    let done = try await clouds.tool.run(words + [file])
                    #expect(done.status == 4, "\(done)")
                    #expect(done.errors.contains("bad.yaml:") && done.errors.contains(reason), "\(done)")
                }
                let none = try clouds.tool.scratch.file("none.yaml", Samples.ruleSet())
                let done = try await clouds.tool("report", "pairs", none)
                #expect(done.status == 4 && done.errors.contains("names no pairs"), "\(done)")
            }
        }
    }
#endif
