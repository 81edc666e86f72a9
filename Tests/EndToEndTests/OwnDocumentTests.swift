#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import TestShell
    import Testing

    /// A cloud's own document, taken from it and given back to it.
    @Suite(.timeLimit(.minutes(5))) struct OwnDocumentTests {
        private static let addresses = [
            "cos://photos-1250000000?region=ap-guangzhou", "obs://acme-photos?region=cn-north-4",
            "s3://acme-f1?region=eu-central-1", "oss://acme-h1?region=cn-hangzhou", "tos://acme-t1?region=cn-beijing",
        ]
        private static let owners = ["s3": "123456789012", "oss": "1000000000000000", "tos": "2100000000"]
        private static let roles = [
            "oss": "acs:ram::1000000000000000:role/AliyunOSSRole", "tos": "TosArchiveTOSInventory",
        ]
        private static let keys = [
            "AWS_ACCESS_KEY_ID": "AKIDtestEXAMPLE", "AWS_SECRET_ACCESS_KEY": "testSecretEXAMPLE",
            "OSS_ACCESS_KEY_ID": "AKIDtestEXAMPLE", "OSS_ACCESS_KEY_SECRET": "testSecretEXAMPLE",
            "TOS_ACCESS_KEY": "AKIDtestEXAMPLE", "TOS_SECRET_KEY": "testSecretEXAMPLE",
        ]
        private static let buckets = [
            EmulatedBucket(provider: .amazonS3, name: "acme-f1", region: "eu-central-1"),
            EmulatedBucket(provider: .alibabaOSS, name: "acme-h1", region: "cn-hangzhou"),
            EmulatedBucket(provider: .volcengineTOS, name: "acme-t1", region: "cn-beijing"),
        ]

        private static func rule(for address: String) -> String {
            let scheme = String(address.prefix { $0 != ":" })
            let owner = owners[scheme].map { #", "owner": "\#($0)""# } ?? ""
            let role = roles[scheme].map { #", "role": "\#($0)""# } ?? ""
            let bucket = scheme == "cos" ? "inv-1250000000" : "acme-inv"
            return #"{"id": "nightly", "schedule": "daily", "reports": {"bucket": "\#(bucket)"\#(owner)\#(role)}}"#
        }

        @Test(arguments: addresses)
        func `what a cloud shows is put again as it stands`(_ address: String) async throws {
            try await Clouds.run(more: Self.buckets) { clouds in
                var tool = clouds.tool
                tool.environment.merge(Self.keys) { $1 }
                let file = try tool.scratch.file("rule.json", Self.rule(for: address))
                #expect(try await tool("put", address, file).status == 0)
                let rule = address.replacing("?", with: "/nightly?")
                let view = try JSON(try await tool("show", rule, "--output", "json").output)
                let saved = try tool.scratch.file("saved", view["document"].text ?? "")
                let same = try await tool("put", address, saved, "--dry-run")
                #expect(same.status == 0 && same.errors == "", "\(same)")
                let named = try await tool("put", address, saved, "--dry-run", "--from", view["from"].text ?? "neutral")
                #expect(named.status != 0, "a document of a cloud is no neutral rule: \(named)")
                let translated = try await ToolRunner()("translate", saved, "--to", "neutral")
                #expect(translated.status == 0 && translated.errors == "", "\(translated)")
            }
        }

        @Test(arguments: ["amazon-s3-json", "alibaba-oss-json", "volcengine-tos"])
        func `truth values and numbers are no texts in the objects of a cloud`(_ dialect: String) async throws {
            let tool = try ToolRunner()
            let scheme = ["amazon-s3-json": "s3", "alibaba-oss-json": "oss"][dialect] ?? "tos"
            let written = try await tool("translate", "-", "--to", dialect, input: Self.rule(for: "\(scheme):"))
            #expect(written.output.contains(#""IsEnabled" : true"#), "\(written)")
            #expect(!written.output.contains(#""true""#) && !written.output.contains(#""false""#), "\(written)")
        }

        @Test func `a size in an object of OSS is a number`() async throws {
            let tool = try ToolRunner()
            let rule = Self.rule(for: "oss:").replacing(
                #""daily","#,
                with: #"{"monthly": 5}, "size": {"from": 1024}, "modified": {"from": "2024-01-01T00:00:00Z"},"#)
            let written = try await tool("translate", "-", "--to", "alibaba-oss-json", input: rule)
            for number in [
                #""LowerSizeBound" : 1024"#, #""LastModifyBeginTimeStamp" : 1704067200"#, #""DayOfMonth" : 5"#,
            ] {
                #expect(written.output.contains(number), "\(written)")
            }
        }

        @Test func `a document of an unknown namespace needs its dialect`() async throws {
            let tool = try ToolRunner()
            let strange = Samples.obsXML.replacing(
                "<InventoryConfiguration>", with: "<InventoryConfiguration xmlns='urn:other'>")
            let refused = try await tool("translate", "-", "--to", "neutral", input: strange)
            #expect(refused.status == 4 && refused.errors.contains("say so with --from"), "\(refused)")
            let named = try await tool("translate", "-", "--from", "huawei-obs", "--to", "neutral", input: strange)
            #expect(named.status == 0, "\(named)")
        }
    }
#endif
