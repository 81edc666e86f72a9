#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import TestShell
    import Testing

    /// A run that ends before its work is done says what it did.
    @Suite(.timeLimit(.minutes(5))) struct EndedApplyTests {
        private static let oss = EmulatedBucket(provider: .alibabaOSS, name: "acme-media", region: "cn-hangzhou")

        private static func ruleSet(_ schedule: String) -> String {
            """
            version: 1
            name: test
            rules: [{id: bk, prefix: db/, schedule: \(schedule), fields: [Size]}]
            ownership: {takeover: replace}
            targets:
              - {name: in-cos, provider: tencent-cos, region: ap-guangzhou, buckets: [photos-1250000000], reports: {bucket: \
            inv-1250000000}}
              - {name: in-oss, provider: alibaba-oss, region: cn-hangzhou, buckets: [acme-media], reports: {bucket: inv, \
            owner: "1000000000000000", role: "acs:ram::1000000000000000:role/r"}}

            """
        }

        private static func tool(_ clouds: Clouds) -> ToolRunner {
            var tool = clouds.tool
            tool.environment["OSS_ACCESS_KEY_ID"] = "AKIDtestEXAMPLE"
            tool.environment["OSS_ACCESS_KEY_SECRET"] = "testSecretEXAMPLE"
            return tool
        }

        @Test(arguments: ["table", "jsonl"]) func `what was written and is not seen is counted apart`(_ form: String)
            async throws
        {
            let refused = FaultRule(.error, operations: [.list], every: 3, status: 403, code: "AccessDenied")
            let faults = EmulatedFaults(providers: [.tencentCOS: ProviderFaults(rules: [refused])])
            try await Clouds.run(more: [Self.oss], faults: faults) { clouds in
                let tool = Self.tool(clouds)
                let file = try tool.scratch.file("set.yaml", Self.ruleSet("daily"))
                let ended = try await tool("apply", file, "--output", form)
                #expect(ended.status == 1, "\(ended)")
                if form == "jsonl" {
                    let last = try JSON(String(ended.output.split(separator: "\n").last ?? ""))["summary"]
                    #expect(last["written"].number == 2 && last["unseen"].number == 1, "\(ended)")
                } else {
                    #expect(ended.output.contains("rules: 2 written (1 of them not seen)"), "\(ended)")
                }
            }
        }

        @Test(arguments: ["table", "jsonl"])
        func `a run whose deadline passes in a write tells what it wrote, and where to go on`(_ form: String)
            async throws
        {
            var documents: [EmulatedProvider: String] = [:]
            try await Clouds.run(more: [Self.oss]) { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Self.ruleSet("daily"))
                #expect(try await Self.tool(clouds)("apply", file).status == 0)
                documents[.alibabaOSS] = clouds.document("bk", in: "acme-media", of: .alibabaOSS)
                documents[.tencentCOS] = clouds.document("bk", in: "photos-1250000000", of: .tencentCOS)
            }
            let hanging = FaultRule(.delay, operations: [.put], milliseconds: 12_000)
            let faults = EmulatedFaults(providers: [.alibabaOSS: ProviderFaults(rules: [hanging])])
            try await Clouds.run(more: [Self.oss], faults: faults) { clouds in
                for (cloud, document) in documents {
                    let bucket = cloud == .alibabaOSS ? "acme-media" : "photos-1250000000"
                    clouds.emulator.place(Array(document.utf8), as: "bk", in: bucket, of: cloud)
                }
                let tool = Self.tool(clouds)
                let file = try tool.scratch.file("set.yaml", Self.ruleSet("weekly"))
                let ended = try await tool("apply", file, "--deadline", "1s", "--output", form)
                #expect(ended.status == 1, "\(ended)")
                if form == "jsonl" {
                    let last = try JSON(String(ended.output.split(separator: "\n").last ?? ""))["summary"]
                    #expect(last["written"].number == 1 && last["notAttempted"].number == 1, "\(ended)")
                } else {
                    #expect(ended.output.contains("2 buckets, 0 failed, 1 not attempted"), "\(ended)")
                    #expect(ended.output.contains("rules: 1 written"), "\(ended)")
                }
                #expect(ended.errors.contains("recover --journal "), "\(ended)")
                #expect(ended.errors.contains(".local/state/cloud-inventory/test"), "\(ended)")
            }
        }
    }
#endif
