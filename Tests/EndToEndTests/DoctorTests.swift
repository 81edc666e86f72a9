#if CommandLineTool && EmulatorServer
    import CloudInventory
    import FoundationEssentials
    import InventoryCore
    import InventoryEmulator
    import TestShell
    import Testing

    @testable import InventoryCLI

    /// What `doctor` finds, and what it tells to do about it.
    @Suite(.timeLimit(.minutes(5))) struct DoctorTests {
        /// The check of that name in what `--output json` printed.
        private func check(_ name: String, _ done: Finished) throws -> JSON {
            try JSON(done.output)["buckets"][0]["checks"].list.first { $0["name"].text == name } ?? JSON("null")
        }

        @Test func `a healthy bucket has no problem, and is not written to`() async throws {
            try await Clouds.run { clouds in
                let done = try await clouds.tool("doctor", "\(Clouds.obs)?\(Clouds.inOBS)", "--output", "json")
                #expect(done.status == 0, "\(done)")
                let checks = try JSON(done.output)["buckets"][0]["checks"].list
                #expect(
                    checks.map { $0["name"].text } == [
                        "credentials", "endpoint", "TLS", "clock", "bucket", "permission to read",
                        "permission to write",
                        "rules", "prefixes", "permission to read reports", "report delivery",
                    ])
                #expect(try check("credentials", done)["details"].text == "from the environment: key AKIDtestEXAMPLE")
                #expect(try check("clock", done)["state"].text == "ok")
                #expect(try check("TLS", done)["state"].text == "unknown")
                #expect(try check("rules", done)["details"].text?.hasPrefix("0 of 10") == true, "\(done)")
                #expect(!done.output.contains("testSecret") && !done.errors.contains("testSecret"))
                #expect(clouds.emulator.documents(in: "acme-photos", of: .huaweiOBS).isEmpty)
            }
        }

        @Test func `the policy for reports is as the vendor publishes it, with the rule set's bucket`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let done = try await clouds.tool("doctor", file, "--target", "in-obs", "--output", "json")
                let policy = try JSON(try #require(try check("report delivery", done)["document"].text))
                #expect(policy["Statement"][0]["Principal"]["Service"].text == "obs")
                #expect(policy["Statement"][0]["Resource"].text == "acme-inv/*")
                let cos = try await clouds.tool("doctor", file, "--target", "in-cos")
                #expect(cos.output.contains("COS_QcsRole") && !cos.output.contains("{"), "\(cos)")
            }
        }

        @Test
        func `the policies of S3 name the rule's buckets and partition, that of the key where reports are encrypted`()
            async throws
        {
            let source = EmulatedBucket(provider: .amazonS3, name: "acme-logs", region: "cn-north-1")
            try await Clouds.run(more: [source]) { clouds in
                var tool = clouds.tool
                tool.environment["AWS_ACCESS_KEY_ID"] = "AKIDtestEXAMPLE"
                tool.environment["AWS_SECRET_ACCESS_KEY"] = "testSecretEXAMPLE"
                for (encryption, hasKey) in [("", false), (", encryption: kms", true)] {
                    let set = """
                        version: 1
                        name: test
                        rules: [{id: bk-db, schedule: daily\(encryption)}]
                        targets:
                          - {name: s3, provider: amazon-s3, region: cn-north-1, buckets: [acme-logs],
                             reports: {bucket: acme-inv\(hasKey ? ", kmsKey: 'arn:aws-cn:kms:cn-north-1:1:key/k'" : "")}}
                        """
                    let file = try tool.scratch.file("set.yaml", set)
                    let done = try await tool("doctor", file, "--output", "json")
                    let text = try #require(try check("report delivery", done)["document"].text, "\(done)")
                    let statement = try JSON(text)["Statement"][0]
                    #expect(statement["Resource"][0].text == "arn:aws-cn:s3:::acme-inv/*")
                    #expect(statement["Condition"]["ArnLike"]["aws:SourceArn"].text == "arn:aws-cn:s3:::acme-logs")
                    #expect(try (check("report key", done)["document"].text != nil) == hasKey)
                    #expect(!done.output.contains("{account}") && !done.output.contains("{partition}"))
                }
            }
        }

        @Test
        func `the policies of OSS name the rule's buckets and its role, and which part of them no page has`()
            async throws
        {
            let source = EmulatedBucket(provider: .alibabaOSS, name: "acme-films", region: "cn-hangzhou")
            try await Clouds.run(more: [source]) { clouds in
                var tool = clouds.tool
                tool.environment["OSS_ACCESS_KEY_ID"] = "AKIDtestEXAMPLE"
                tool.environment["OSS_ACCESS_KEY_SECRET"] = "testSecretEXAMPLE"
                let set = """
                    version: 1
                    name: test
                    rules: [{id: bk-db, schedule: daily}]
                    targets:
                      - {name: oss, provider: alibaba-oss, region: cn-hangzhou, buckets: [acme-films],
                         reports: {bucket: acme-inv, owner: "1", role: "acs:ram::1:role/reports"}}
                    """
                let done = try await tool("doctor", tool.scratch.file("set.yaml", set), "--output", "json")
                let delivery = try check("report delivery", done)
                let policy = try JSON(try #require(delivery["document"].text, "\(done)"))
                #expect(policy["Statement"][0]["Resource"][0].text == "acs:oss:*:*:acme-inv/*")
                #expect(policy["Statement"][1]["Resource"][1].text == "acs:oss:*:*:acme-films/*")
                #expect(delivery["details"].text?.contains("read the source are assumed") == true, "\(done)")
                let role = try check("report role", done)
                #expect(role["details"].text?.contains("acs:ram::1:role/reports") == true, "\(done)")
                let trust = try JSON(try #require(role["document"].text))
                #expect(trust["Statement"][0]["Principal"]["Service"][0].text == "oss.aliyuncs.com")
                #expect(trust["Statement"][0]["Action"].text == "sts:AssumeRole")
            }
        }

        @Test func `keys that stand in for those of a name are told, and no problem`() async throws {
            try await Clouds.run { clouds in
                let address = "\(Clouds.obs)?\(Clouds.inOBS)&credentials=acme"
                let done = try await clouds.tool("doctor", address, "--output", "json")
                #expect(done.status == 0, "\(done)")
                let checks = try JSON(done.output)["buckets"][0]["checks"].list.filter {
                    $0["name"].text == "credentials"
                }
                #expect(checks.map { $0["state"].text } == ["ok", "unknown"], "\(done)")
                #expect(
                    checks.last?["details"].text?.hasPrefix(
                        "credentials 'acme': the environment has no OBS_ACCESS_KEY_ID_ACME") == true, "\(done)")
                var named = clouds.tool
                for (name, value) in Clouds.credentials where name.hasPrefix("OBS_") {
                    named.environment["\(name)_ACME"] = value
                }
                let known = try await named("doctor", address, "--output", "json")
                #expect(
                    try JSON(known.output)["buckets"][0]["checks"].list.count { $0["name"].text == "credentials" } == 1)
            }
        }

        @Test func `a file of keys that was passed over is told; where a person chose it, by every command`()
            async throws
        {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                for name in Clouds.credentials.keys { tool.environment[name] = nil }
                let home = tool.scratch.path
                try FileManager.default.createDirectory(
                    atPath: "\(home)/.hcloud", withIntermediateDirectories: true)
                let file = { (name: String, text: String) in
                    _ = try tool.scratch.file(name, text)
                    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(home)/\(name)")
                }
                try file(".hcloud/config.json", #"{"profiles": [{"name": "one", "mode": "SSO"}]}"#)
                try file(".obsutilconfig", "ak=AKIDtestEXAMPLE\nsk=testSecretEXAMPLE\n")
                let address = "\(Clouds.obs)?\(Clouds.inOBS)"
                let done = try await tool("doctor", address)
                #expect(done.status == 0 && done.output.contains("from the file ~/.obsutilconfig"), "\(done)")
                #expect(done.output.contains("marks no profile as current: it has one"), "\(done)")
                let listed = try await tool("list", address)
                #expect(listed.status == 0 && !listed.errors.contains("current"), "\(listed)")
                tool.environment["HW_SHARED_CONFIG_FILE"] = "\(home)/gone"
                let warned = try await tool("list", address)
                #expect(warned.status == 0, "\(warned)")
                #expect(
                    warned.errors.contains("warning: HW_SHARED_CONFIG_FILE names '\(home)/gone', which is not there"),
                    "\(warned)")
                tool.environment["HW_SHARED_CONFIG_FILE"] = nil
                try file(".hcloud/config.json", #"{"current": "two", "profiles": [{"name": "one", "mode": "AKSK"}]}"#)
                let refused = try await tool("list", address)
                #expect(refused.status == 4, "\(refused)")
                #expect(
                    refused.errors.contains("marks the profile 'two' as current, and does not have it"), "\(refused)")
            }
        }

        @Test func `without keys nothing is asked, and the places are named`() async throws {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                tool.environment = ["HOME": tool.scratch.path, "CLOUD_INVENTORY_METADATA_DISABLED": "true"]
                let done = try await tool("doctor", "\(Clouds.obs)?\(Clouds.inOBS)", "--output", "json")
                #expect(done.status == 4, "\(done)")
                #expect(try check("credentials", done)["state"].text == "problem")
                #expect(try check("credentials", done)["details"].text?.contains("the environment") == true, "\(done)")
                #expect(try check("endpoint", done).isNull)
            }
        }

        @Test func `a clock that is wrong is told from the server's`() async throws {
            let ahead = EmulatedFaults(providers: [.tencentCOS: ProviderFaults(clockSkew: 600)])
            try await Clouds.run(faults: ahead) { clouds in
                let done = try await clouds.tool("doctor", "\(Clouds.cos)?\(Clouds.inCOS)", "--output", "json")
                #expect(done.status == 1, "\(done)")
                #expect(try check("clock", done)["details"].text?.contains(" s behind the server's") == true, "\(done)")
                #expect(try check("clock", done)["remedy"].text == "set this machine's clock")
            }
        }

        @Test func `a bucket that is not there, and a cloud that does not answer`() async throws {
            try await Clouds.run { clouds in
                let absent = try await clouds.tool("doctor", "obs://absent?\(Clouds.inOBS)", "--output", "json")
                #expect(absent.status == 1)
                #expect(try check("bucket", absent)["state"].text == "problem")
                #expect(try check("endpoint", absent)["state"].text == "ok")
                var tool = clouds.tool
                tool.arguments = ["--connect-to", "http://127.0.0.1:1"]
                let silent = try await tool("doctor", "\(Clouds.obs)?\(Clouds.inOBS)", "--output", "json")
                #expect(silent.status == 1)
                #expect(try check("endpoint", silent)["remedy"].text?.contains("--proxy") == true, "\(silent)")
                #expect(try check("bucket", silent).isNull)
            }
        }

        @Test func `what may not be listed names the vendor's permission`() async throws {
            let rule = FaultRule(.error, status: 403, code: "AccessDenied")
            let denied = EmulatedFaults(providers: [.huaweiOBS: ProviderFaults(rules: [rule])])
            try await Clouds.run(faults: denied) { clouds in
                let done = try await clouds.tool("doctor", "\(Clouds.obs)?\(Clouds.inOBS)", "--output", "json")
                #expect(done.status == 1)
                #expect(
                    try check("permission to read", done)["remedy"].text
                        == "allow obs:bucket:GetBucketInventoryConfiguration to this key", "\(done)")
            }
        }

        @Test func `what was said of an earlier bucket is only named, and a problem is said again`() {
            let checks = [Check.ok("TLS", "verified"), .problem("rules", "10 of 10", remedy: "remove one")]
            let buckets = ["a", "b"].map { name in
                DiagnosisView.Bucket(
                    target: SyncTarget(
                        group: "g", provider: HuaweiOBS.id, bucket: BucketAddress(ExactText(name)), rules: []),
                    checks: checks)
            }
            #expect(
                DiagnosisView(buckets).outcome.text == """
                    g/a
                    ok       TLS    verified
                    problem  rules  10 of 10
                                    → remove one

                    g/b
                    problem  rules  10 of 10
                                    → remove one
                             as above  TLS

                    2 ok, 2 problems, 0 unknown

                    """)
        }

        @Test func `after some failures in a row the rest of a dead cloud is counted, and its first cause told`()
            async throws
        {
            var tool = try ToolRunner()
            tool.arguments = ["--connect-to", "http://127.0.0.1:1"]
            let names = (0..<300).map { "dead-\($0)" }.joined(separator: ", ")
            let text = Samples.ruleSet().replacing("[acme-photos]", with: "[\(names)]")
            let file = try tool.scratch.file("set.yaml", text)
            let done = try await tool("doctor", file, "--target", "in-obs", "--output", "json")
            #expect(done.status == 1)
            let report = try JSON(done.output)
            let examined = report["buckets"].list.count
            #expect((Circuit.threshold...Circuit.threshold + Round.atOnce).contains(examined), "\(examined)")
            #expect(report["summary"]["notExamined"].number == Int64(300 - examined))
            // Of those under way at once any may be the first to fail.
            let causes = report["buckets"].list.flatMap { $0["checks"].list }.filter { $0["name"].text == "endpoint" }
            #expect(causes.contains { $0["details"].text == report["leftOut"][0]["cause"].text }, "\(report)")
            let told = try await tool("doctor", file, "--target", "in-obs")
            #expect(told.output.contains("more buckets of huawei-obs, cn-north-4 not examined"), "\(told)")
        }

        @Test func `a bucket of its own fault leaves the others their turn`() async throws {
            try await Clouds.run { clouds in
                let names = (0..<40).map { "absent-\($0)" }.joined(separator: ", ")
                let text = Samples.ruleSet().replacing("[acme-photos]", with: "[\(names), acme-photos]")
                let file = try clouds.tool.scratch.file("set.yaml", text)
                let done = try await clouds.tool("doctor", file, "--target", "in-obs", "--output", "json")
                let buckets = try JSON(done.output)["buckets"].list
                #expect(buckets.count == 41, "\(done)")
                #expect(buckets.last?["target"]["bucket"].text == "acme-photos")
            }
        }

        @Test func `a report bucket that is not there is a problem, and one that may not be asked is not known`()
            async throws
        {
            let reports = EmulatedBucket(provider: .huaweiOBS, name: "acme-inv", region: "cn-north-4")
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let absent = try await clouds.tool("doctor", file, "--target", "in-obs", "--output", "json")
                #expect(absent.status == 1)
                #expect(try check("report bucket", absent)["state"].text == "problem", "\(absent)")
                #expect(try check("report bucket", absent)["details"].text?.contains("acme-inv") == true)
                #expect(try check("report bucket", absent)["details"].text?.contains("NoSuchBucket") == true)
            }
            try await Clouds.run(more: [reports]) { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let there = try await clouds.tool("doctor", file, "--target", "in-obs", "--output", "json")
                #expect(there.status == 0, "\(there)")
                #expect(try check("report bucket", there)["state"].text == "ok", "\(there)")
            }
            let denied =
                #"{"huawei-obs": {"rules": [{"effect": "error", "status": 403, "#
                + #""code": "AccessDenied", "every": 2}]}}"#
            try await Clouds.run(faults: denied) { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let unknown = try await clouds.tool("doctor", file, "--target", "in-obs", "--output", "json")
                #expect(unknown.status == 0, "\(unknown)")
                #expect(try check("report bucket", unknown)["state"].text == "unknown", "\(unknown)")
            }
        }

        @Test func `what the rule set wants and no cloud is asked about is a problem too`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet(accept: false))
                let done = try await clouds.tool("doctor", file, "--target", "in-obs", "--output", "json")
                let wanted = try check("wanted rules", done)
                #expect(wanted["state"].text == "problem", "\(done)")
                #expect(
                    wanted["details"].text?.contains("bk-db") == true
                        && wanted["details"].text?.contains("Crc64") == true)
            }
        }

        @Test func `prefixes that leave no room are told`() async throws {
            try await Clouds.run { clouds in
                clouds.emulator.place(Array(Samples.obsXML.utf8), as: "bk", in: "acme-photos", of: .huaweiOBS)
                let alone = try await clouds.tool("doctor", "\(Clouds.obs)?\(Clouds.inOBS)", "--output", "json")
                #expect(alone.status == 0)
                #expect(try check("prefixes", alone)["state"].text == "unknown", "\(alone)")
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let wanted = try await clouds.tool("doctor", file, "--target", "in-obs", "--output", "json")
                #expect(wanted.status == 1)
                #expect(
                    try check("prefixes", wanted)["details"].text?.contains("rule 'bk-db' lies within rule 'bk'")
                        == true,
                    "\(wanted)")
            }
        }
    }
#endif
