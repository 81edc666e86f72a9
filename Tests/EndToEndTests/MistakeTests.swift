#if CommandLineTool && EmulatorServer
    import TestShell
    import Testing

    /// Mistakes that operators made, in the five clouds alike: `validate` says each at its place, and what to write.
    @Suite(.timeLimit(.minutes(5))) struct MistakeTests {
        struct Cloud: Sendable {
            var provider: String
            var region: String
            var bucket: String
            var reports: String
        }

        static let clouds = [
            Cloud(
                provider: "tencent-cos", region: "ap-guangzhou", bucket: "acme-g1-1250000000",
                reports: "bucket: acme-inv-1250000000"),
            Cloud(provider: "huawei-obs", region: "cn-north-4", bucket: "acme-b1", reports: "bucket: acme-inv"),
            Cloud(provider: "amazon-s3", region: "eu-central-1", bucket: "acme-f1", reports: "bucket: acme-inv"),
            Cloud(
                provider: "alibaba-oss", region: "cn-hangzhou", bucket: "acme-h1",
                reports: #"bucket: acme-inv, owner: "1000000000000000", role: "acs:ram::1000000000000000:role/R""#),
            Cloud(
                provider: "volcengine-tos", region: "cn-beijing", bucket: "acme-t1",
                reports: #"bucket: acme-inv, owner: "2100000000", role: R"#),
        ]

        private static func ruleSet(_ cloud: Cloud, rule: String = "prefix: p/", name: String = "t") -> String {
            """
            version: 1
            name: mistakes
            rules:
              # fields come from nowhere else
              - {id: a, schedule: daily, \(rule)}
            targets:
              - {name: \(name), provider: \(cloud.provider), region: \(cloud.region),
                 accept: {a: [report.role, report.owner]},
                 reports: {\(cloud.reports)},
                 buckets: [\(cloud.bucket)]}
            """
        }

        private func validate(_ text: String) async throws -> Finished {
            try await ToolRunner()("validate", "-", input: text)
        }

        @Test(arguments: clouds) func `a set without mistakes is said to have none`(_ cloud: Cloud) async throws {
            let finished = try await validate(Self.ruleSet(cloud))
            #expect(finished.status == 0 && !finished.output.contains("error"), "\(finished)")
        }

        @Test(arguments: clouds, [false, true])
        func `a region in capitals or as a host is refused with the region`(
            _ cloud: Cloud, _ isHost: Bool
        ) async throws {
            var wrong = cloud
            let service = String(cloud.provider.split(separator: "-")[1])
            wrong.region = isHost ? "\(service)-\(cloud.region)" : cloud.region.uppercased()
            let finished = try await validate(Self.ruleSet(wrong))
            #expect(finished.status == 4 && finished.output.contains("write \(cloud.region)"), "\(finished)")
            var reports = cloud
            reports.reports += ", region: \(wrong.region)"
            let there = try await validate(Self.ruleSet(reports))
            #expect(there.status == 4 && there.output.contains("write \(cloud.region)"), "\(there)")
            let scheme = service
            let listed = try await ToolRunner()("list", "\(scheme)://\(cloud.bucket)?region=\(wrong.region)")
            #expect(listed.status == 4 && listed.errors.contains("write \(cloud.region)"), "\(listed)")
        }

        @Test(arguments: [
            (2, "s3-accelerate", "accelerate"), (3, "oss-accelerate", "accelerate"),
            (3, "cn-hangzhou-internal", "internal"), (3, "oss-cn-hangzhou-internal", "internal"),
            (4, "tos-accelerate", "accelerate"), (4, "cn-beijing-internal", "internal"),
        ])
        func `another host in the place of a region is refused with the endpoint`(
            _ index: Int, _ region: String, _ endpoint: String
        ) async throws {
            var cloud = Self.clouds[index]
            cloud.region = region
            let finished = try await validate(Self.ruleSet(cloud))
            #expect(finished.status == 4 && finished.output.contains("write endpoint: \(endpoint)"), "\(finished)")
        }

        @Test(arguments: [
            (2, "acme-f1", "bucket: acme-inv, owner: acme", "takes the number of an account", 4),
            (3, "", #"bucket: acme-inv, owner: 1.5e3, role: "acs:ram::1:role/R""#, "takes the number of an account", 4),
            (3, "", #"bucket: acme-inv, owner: "1", role: Inv"#, "the resource name of a role", 4),
            (3, "", #"bucket: acme-inv, owner: "1", role: "arn:aws:iam::1:role/R""#, "the resource name of a role", 4),
            (3, "", #"bucket: acme-inv, owner: "1", role: "acs:ram::2:role/R""#, "is of another account, 2", 0),
            (4, "", #"bucket: acme-inv, owner: "1", role: "trn:iam::1:role/R""#, "the bare name of a role", 4),
            (4, "", "bucket: acme-inv, owner: acme, role: R", "it is not proven", 0),
            (0, "", "bucket: acme-inv-1250000000, owner: acme", "it is not proven", 0),
        ])
        func `an account or a role in a form that the cloud does not take is said at the target`(
            _ index: Int, _: String, _ reports: String, _ says: String, _ status: Int32
        ) async throws {
            var cloud = Self.clouds[index]
            cloud.reports = reports
            let finished = try await validate(Self.ruleSet(cloud))
            #expect(finished.status == status, "\(finished)")
            #expect(finished.output.contains(says) && finished.output.contains(":9:"), "\(finished)")
        }

        @Test(arguments: [
            (2, "encryption: kms", "only with a key", 4), (3, #"storageClass: "Standrd,IA""#, "Standard, IA", 4),
            (3, #"storageClass: "Standard,IA""#, "", 0), (0, "storageClass: standard", "in capital letters", 0),
        ])
        func `a value in a form that the cloud does not take is said`(
            _ index: Int, _ rule: String, _ says: String, _ status: Int32
        ) async throws {
            let finished = try await validate(Self.ruleSet(Self.clouds[index], rule: rule))
            #expect(finished.status == status && (says.isEmpty || finished.output.contains(says)), "\(finished)")
        }

        @Test(arguments: clouds)
        func `a character that no document can hold is said at the prefix`(_ cloud: Cloud) async throws {
            let finished = try await validate(Self.ruleSet(cloud, rule: #"prefix: "a\0b""#))
            // TOS writes JSON, which can hold it: no page says that no key has it.
            #expect(finished.status == (cloud.provider == "volcengine-tos" ? 0 : 4), "\(finished)")
            #expect(
                finished.output.split(separator: "\n").dropLast().allSatisfy { $0.contains(":5:38:") }, "\(finished)")
        }

        @Test(arguments: [(2, "Acme-f1"), (2, "acme_f1"), (0, "Acme-g1-1250000000")])
        func `a name that only old buckets have is remarked at the bucket`(_ index: Int, _ bucket: String) async throws
        {
            var cloud = Self.clouds[index]
            cloud.bucket = bucket
            let finished = try await validate(Self.ruleSet(cloud))
            #expect(finished.output.contains(":10:"), "\(finished)")
            #expect(finished.output.contains("bucket '\(bucket)': the name of a bucket has no"), "\(finished)")
        }

        @Test(arguments: clouds) func `a bucket as an address or with a folder is told the name`(_ cloud: Cloud)
            async throws
        {
            var wrong = cloud
            wrong.bucket = "\"s3://\(cloud.bucket)\""
            let address = try await validate(Self.ruleSet(wrong))
            #expect(address.status == 4 && address.output.contains("write the name alone"), "\(address)")
            wrong.bucket = cloud.bucket + "/db"
            let folder = try await validate(Self.ruleSet(wrong))
            #expect(folder.status == 4 && folder.output.contains("write '\(cloud.bucket)'"), "\(folder)")
        }

        @Test func `what many rules lack is told once`() async throws {
            var cloud = Self.clouds[4]
            cloud.reports = "bucket: acme-inv"
            let rules = (1...5).map { "  - {id: r\($0), schedule: daily, prefix: p\($0)/}" }.joined(separator: "\n")
            let text = Self.ruleSet(cloud).replacing("  - {id: a, schedule: daily, prefix: p/}", with: rules)
                .replacing("     accept: {a: [report.role, report.owner]},\n", with: "")
            let finished = try await validate(text)
            #expect(finished.output.contains("rules 'r1', 'r2', 'r3' and 2 more in target 't'"), "\(finished)")
            #expect(finished.output.split(separator: "\n").count == 3, "\(finished)")
        }

        @Test func `what is lost for good has a remedy, and what stands near has its name`() async throws {
            let format = try await validate(Self.ruleSet(Self.clouds[3], rule: "format: Parquet"))
            #expect(format.output.contains("write CSV, or keep the rule from this target with on"), "\(format)")
            let created = try await validate(
                Self.ruleSet(Self.clouds[3], rule: "created: {from: 2024-01-01T00:00:00Z}"))
            #expect(created.output.contains("it has modified, the time of the last change"), "\(created)")
        }

        @Test func `a slash in the name of a target, a set without version and a wrong indentation are told`()
            async throws
        {
            let slash = try await validate(Self.ruleSet(Self.clouds[2], name: "a/b"))
            #expect(slash.status == 4 && slash.output.contains("holds no slash"), "\(slash)")
            let text = Self.ruleSet(Self.clouds[2])
            let bare = try await validate(text.replacing("version: 1\n", with: ""))
            #expect(bare.output.contains("write `version: 1`"), "\(bare)")
            let indented = try await validate(
                text.replacing("  - {id: a", with: "  - id: b\n   schedule: daily\n  - {id: a"))
            #expect(indented.output.contains("check the indentation of line 6"), "\(indented)")
        }
    }
#endif
