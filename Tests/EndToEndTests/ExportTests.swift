#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import TestShell
    import Testing

    @testable import InventoryCLI

    /// `export`: what is live becomes a rule set that changes nothing.
    @Suite(.timeLimit(.minutes(5))) struct ExportTests {
        /// Some buckets of both clouds.
        private static let cos = (0..<20).map { "fleet-\($0)-1250000000" }
        private static let obs = (0..<16).map { "fleet-\($0)" }
        private static let buckets =
            cos.map { EmulatedBucket(provider: .tencentCOS, name: $0, region: "ap-guangzhou") }
            + obs.map { EmulatedBucket(provider: .huaweiOBS, name: $0, region: "cn-north-4") }

        @Test(arguments: [UInt64(1), 2, 3])
        func `a fleet with exceptions is exported, and the export plans empty`(_ seed: UInt64) async throws {
            try await Clouds.run(more: Self.buckets) { clouds in
                var random = Random(state: seed)
                for bucket in Self.cos { Self.fill(bucket, .tencentCOS, clouds, &random) }
                for bucket in Self.obs { Self.fill(bucket, .huaweiOBS, clouds, &random) }
                let live =
                    Self.cos.map { clouds.emulator.documents(in: $0, of: .tencentCOS).count }.reduce(0, +)
                    + Self.obs.map { clouds.emulator.documents(in: $0, of: .huaweiOBS).count }.reduce(0, +)
                let list = try clouds.tool.scratch.file("fleet.csv", Self.cos.joined(separator: "\n"))
                let words =
                    ["export", "--targets", list, "--provider", "tencent-cos", "--region", "ap-guangzhou"]
                    + Self.obs.map { "obs://\($0)?region=cn-north-4" }
                for form in ["yaml", "json"] {
                    let exported = try await clouds.tool.run(words + ["--output", form])
                    #expect(exported.status == 0, "seed \(seed): \(exported)")
                    let file = try clouds.tool.scratch.file("exported.\(form)", exported.output)
                    let planned = try await clouds.tool("plan", file, "--output", "json")
                    #expect(planned.status == 0, "seed \(seed): \(planned.errors)\n\(exported.output)")
                    let summary = try JSON(planned.output)["summary"]
                    #expect(summary["keep"].number == Int64(live), "seed \(seed): \(summary)\n\(exported.output)")
                    #expect(summary["unmanaged"].number == 0, "seed \(seed)")
                    // A handful of rules, however many buckets.
                    if form == "json" { #expect(try JSON(exported.output)["rules"].list.count <= 8, "seed \(seed)") }
                }
            }
        }

        @Test func `rules alike under several ids become one rule, and adopt brings them under its id`() async throws {
            try await Clouds.run(more: Self.buckets) { clouds in
                for (number, bucket) in Self.obs.enumerated() {
                    Self.place(number % 4 == 0 ? "nightly" : "bk", "db/", "reports", in: bucket, .huaweiOBS, clouds)
                }
                let addresses = Self.obs.map { "obs://\($0)?region=cn-north-4" }
                let survey = try await clouds.tool.run(["survey"] + addresses)
                #expect(survey.status == 0 && survey.errors.contains("export --unify-ids"), "\(survey)")
                let exported = try await clouds.tool.run(["export", "--unify-ids"] + addresses)
                #expect(exported.status == 0, "\(exported)")
                let file = try clouds.tool.scratch.file("unified.yaml", exported.output)
                let preview = try await clouds.tool("adopt", file)
                #expect(preview.status == 2 && preview.output.contains("4 to rename"), "\(preview)")
                #expect(preview.output.contains("now 'nightly'"), "\(preview)")
                let adopted = try await clouds.tool("adopt", file, "--yes")
                #expect(adopted.status == 0 && adopted.output.contains("rename"), "\(adopted)")
                for bucket in Self.obs {
                    #expect(clouds.emulator.documents(in: bucket, of: .huaweiOBS).map(\.id) == ["bk"])
                }
                let planned = try await clouds.tool("plan", file)
                #expect(planned.status == 0, "\(planned)")
            }
        }

        @Test func `rules alike in most buckets become one, and the bucket's name in prefixes a pattern`() async throws
        {
            try await Clouds.run(more: Self.buckets) { clouds in
                for bucket in Self.cos {
                    let prefix = bucket == Self.cos[7] ? "other/" : "db/"
                    Self.place("bk", prefix, "reports/\(bucket)/daily", in: bucket, .tencentCOS, clouds)
                }
                let exported = try await clouds.tool.run(
                    ["export", "--output", "json"] + Self.cos.map { "cos://\($0)?region=ap-guangzhou" })
                #expect(exported.status == 0, "\(exported)")
                let file = try JSON(exported.output)
                #expect(file["rules"].list.map { $0["prefix"].text } == ["db/", "other/"], "\(exported)")
                #expect(
                    file["rules"].list.map { $0["on"].list.map(\.text) } == [
                        ["tencent-cos-ap-guangzhou"], ["tencent-cos-ap-guangzhou-2"],
                    ])
                #expect(file["targets"].list.map { $0["buckets"].list.count } == [19, 1])
                #expect(file["targets"][0]["reports"]["prefix"].text == "reports/{bucket}/daily")
            }
        }

        @Test func `what a rule set cannot hold is said, and the rest exported`() async throws {
            try await Clouds.run { clouds in
                Self.place("a", "a/", "one", in: "photos-1250000000", .tencentCOS, clouds)
                Self.place("b", "b/", "two", in: "photos-1250000000", .tencentCOS, clouds)
                let odd = Samples.cosXML(id: "c", extra: "<Unheard>of</Unheard>")
                clouds.emulator.place(Array(odd.utf8), as: "c", in: "photos-1250000000", of: .tencentCOS)
                let exported = try await clouds.tool(
                    "export", "\(Clouds.cos)?\(Clouds.inCOS)", "cos://absent-1250000000?\(Clouds.inCOS)", "--output",
                    "json")
                #expect(exported.status == 1, "\(exported)")
                #expect(exported.errors.contains("its reports go elsewhere"), "\(exported)")
                #expect(
                    exported.errors.contains("rule 'c' has elements that a rule cannot say: Unheard"), "\(exported)")
                #expect(exported.errors.contains("absent-1250000000"), "\(exported)")
                #expect(try JSON(exported.output)["rules"].list.count == 1, "\(exported)")
                let file = try clouds.tool.scratch.file("exported.json", exported.output)
                #expect(try await clouds.tool("plan", file).status == 0)
            }
        }

        @Test func `a survey groups rules by what they say`() async throws {
            try await Clouds.run(more: Self.buckets) { clouds in
                for (index, bucket) in Self.cos.enumerated() {
                    Self.place(index < 15 ? "bk" : "backup", "db/", "r", in: bucket, .tencentCOS, clouds)
                }
                Self.place("other", "logs/", "r", in: Self.cos[0], .tencentCOS, clouds)
                let surveyed = try await clouds.tool.run(
                    ["survey", "--output", "json"] + Self.cos.map { "cos://\($0)?region=ap-guangzhou" })
                #expect(surveyed.status == 0, "\(surveyed)")
                let groups = try JSON(surveyed.output)["groups"].list
                #expect(groups.map { $0["buckets"].number } == [20, 1])
                #expect(groups[0]["ids"].list.map { $0["id"].text } == ["bk", "backup"])
                #expect(groups[0]["ids"].list.map { $0["count"].number } == [15, 5])
            }
        }

        // MARK: Fleets

        /// The same numbers for the same seed (SplitMix64).
        private struct Random {
            var state: UInt64

            mutating func below(_ bound: UInt64) -> Int {
                state &+= 0x9E37_79B9_7F4A_7C15
                var z = state
                z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
                z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
                return Int((z ^ (z >> 31)) % bound)
            }
        }

        /// Mostly two rules, with what goes wrong in real fleets: one missing, one changed, reports elsewhere.
        private static func fill(
            _ bucket: String, _ provider: EmulatedProvider, _ clouds: Clouds, _ random: inout Random
        ) {
            let reports = random.below(10) == 0 ? "elsewhere/x" : "inventory/\(bucket)"
            for (id, prefix) in [("bk-db", "db/"), ("bk-logs", "logs/")] where random.below(10) > 0 {
                let changed = random.below(8) == 0
                place(id, changed ? "changed/\(prefix)" : prefix, reports, in: bucket, provider, clouds)
            }
        }

        private static func place(
            _ id: String, _ prefix: String, _ reports: String, in bucket: String, _ provider: EmulatedProvider,
            _ clouds: Clouds
        ) {
            let place =
                provider == .tencentCOS
                ? "<COSBucketDestination><Format>CSV</Format><Bucket>qcs::cos:ap-guangzhou::inv-1250000000</Bucket>"
                    + "<Prefix>\(reports)</Prefix></COSBucketDestination>"
                : "<Format>CSV</Format><Bucket>acme-inv</Bucket><Prefix>\(reports)</Prefix>"
            let document =
                "<InventoryConfiguration><Id>\(id)</Id><IsEnabled>true</IsEnabled><Destination>\(place)</Destination>"
                + "<Schedule><Frequency>Daily</Frequency></Schedule><Filter><Prefix>\(prefix)</Prefix></Filter>"
                + "<IncludedObjectVersions>Current</IncludedObjectVersions></InventoryConfiguration>"
            clouds.emulator.place(Array(document.utf8), as: id, in: bucket, of: provider)
        }
    }
#endif
