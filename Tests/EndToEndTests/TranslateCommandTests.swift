#if CommandLineTool && EmulatorServer
    import TestShell
    import Testing

    /// `translate`: any dialect in, any out; what is lost is said.
    @Suite(.timeLimit(.minutes(5))) struct TranslateCommandTests {
        @Test(arguments: ["tencent-cos", "tencent-cos-json", "neutral"])
        func `a rule comes back from a dialect as it went in`(_ dialect: String) async throws {
            let tool = try ToolRunner()
            let there = try await tool("translate", "-", "--to", dialect, input: Samples.rich)
            #expect(there.status == 0, "\(there)")
            let back = try await tool("translate", "-", "--to", "neutral", input: there.output)
            let direct = try await tool("translate", "-", "--to", "neutral", input: Samples.rich)
            #expect(back.output == direct.output)
            #expect(try JSON(back.output)["encryption"].text == "service-managed")
        }

        @Test func `the objects of the JavaScript SDK are read, with and without their envelope`() async throws {
            let tool = try ToolRunner()
            let read = try await tool(
                "translate", "-", "--to", "neutral", "--output", "json", input: Samples.javaScript)
            #expect(read.status == 0, "\(read)")
            #expect(read.errors == "")
            let view = try JSON(read.output)
            #expect(view["from"].text == "tencent-cos-json")
            #expect(view["rule"]["encryption"].text == "service-managed")
            #expect(view["rule"]["fields"].list.count == 4)
            #expect(view["rule"]["reports"]["owner"].text == "100000000001")
            let written = try JSON(
                try await tool("translate", "-", "--to", "tencent-cos-json", input: Samples.javaScript).output)
            let original = try JSON(Samples.javaScript)
            #expect(written["InventoryConfiguration"] == original["InventoryConfiguration"])
            let bare = Samples.javaScript.replacing("{\"InventoryConfiguration\": ", with: "")
                .replacing(", \"statusCode\": 200, \"headers\": {}}", with: "")
            let again = try await tool("translate", "-", "--to", "neutral", "--output", "json", input: bare)
            #expect(try JSON(again.output)["rule"] == view["rule"], "\(again)")
        }

        @Test(arguments: [
            (Samples.cosXML(), "tencent-cos"), (Samples.obsXML, "huawei-obs"), (Samples.plain, "neutral"),
        ])
        func `the dialect is found in the content`(_ text: String, _ dialect: String) async throws {
            let tool = try ToolRunner()
            let read = try await tool("translate", "-", "--to", "neutral", "--output", "json", input: text)
            #expect(try JSON(read.output)["from"].text == dialect, "\(read)")
        }

        private static let oss = """
            {"Id": "bk-db", "IsEnabled": true,
             "Destination": {"OSSBucketDestination": {"Format": "CSV", "AccountId": "1000000000000000",
              "RoleArn": "acs:ram::1000000000000000:role/AliyunOSSRole", "Bucket": "acs:oss:::acme-inv",
              "Encryption": {"SSE-OSS": {}}}},
             "Schedule": {"Frequency": "Monthly", "DayOfMonth": "1"}, "Filter": {"Prefix": "db/", "LowerSizeBound": 1024},
             "IncludedObjectVersions": "All", "OptionalFields": {"Field": ["Size", "ETag"]}}
            """

        @Test(arguments: ["alibaba-oss", "alibaba-oss-json"])
        func `a rule of OSS is read and written in both of its forms`(_ dialect: String) async throws {
            let tool = try ToolRunner()
            let there = try await tool("translate", "-", "--to", dialect, input: Self.oss)
            #expect(there.status == 0 && there.errors == "", "\(there)")
            let back = try await tool("translate", "-", "--to", "neutral", "--output", "json", input: there.output)
            let view = try JSON(back.output)
            #expect(view["from"].text == dialect, "\(back)")
            #expect(view["rule"]["encryption"].text == "service-managed" && back.output.contains("1024"))
            #expect(view["rule"]["reports"]["role"].text == "acs:ram::1000000000000000:role/AliyunOSSRole")
            let again = try await tool("translate", "-", "--to", "alibaba-oss-json", input: there.output)
            let direct = try await tool("translate", "-", "--to", "alibaba-oss-json", input: Self.oss)
            #expect(again.output == direct.output && again.status == 0, "\(again) \(direct)")
            let fields = try JSON(direct.output)["OptionalFields"]
            #expect(fields["Field"].list.map(\.text) == ["Size", "ETag"], "\(direct)")
        }

        @Test(arguments: [
            "amazon-s3", "amazon-s3-json", "huawei-obs", "tencent-cos", "tencent-cos-json", "volcengine-tos",
        ])
        func `a rule goes from every cloud to OSS and back`(_ dialect: String) async throws {
            let tool = try ToolRunner()
            let rule =
                #"{"id": "bk-db", "schedule": "daily", "prefix": "db/", "fields": ["Size", "ETag"], "#
                + #""reports": {"bucket": "inv-1250000000", "region": "ap-guangzhou""#
            let needs = dialect == "volcengine-tos" ? #", "owner": "1", "role": "r""# : ""
            let theirs = try await tool("translate", "-", "--to", dialect, input: "\(rule)\(needs)}}")
            #expect(theirs.status == 0, "\(theirs)")
            let neutral = try await tool("translate", "-", "--to", "neutral", "--from", dialect, input: theirs.output)
            // OSS wants an account and a role of its own.
            let lines = neutral.output.split(separator: "\n").filter {
                !$0.contains("\"owner\"") && !$0.contains("\"role\"")
            }
            let complete = lines.joined(separator: "\n").replacing(
                #""bucket" : "inv-1250000000""#,
                with: #""bucket" : "acme-inv", "owner": "123456789012", "role": "acs:ram::123456789012:role/r""#)
            let oss = try await tool(
                "translate", "-", "--to", "alibaba-oss", "--region", "cn-hangzhou", input: complete)
            #expect(oss.output.contains("<Bucket>acs:oss:::acme-inv</Bucket>"), "\(neutral) \(oss)")
            // TOS knows a role by its bare name.
            let ours = try await tool("translate", "-", "--to", "neutral", input: oss.output).output
            let named = dialect == "volcengine-tos" ? ours.replacing("acs:ram::123456789012:role/r", with: "r") : ours
            let back = try await tool(
                "translate", "-", "--to", dialect, "--accept", "report.owner,report.role", "--report-bucket",
                "inv-1250000000", "--region", "ap-guangzhou", input: named)
            #expect(back.status == 0 && back.output.contains("db/"), "\(back)")
        }

        @Test func `what is lost is refused with every reason, and said when accepted`() async throws {
            let tool = try ToolRunner()
            let refused = try await tool("translate", "-", "--to", "huawei-obs", input: Samples.rich)
            #expect(refused.status == 3)
            #expect(refused.output == "")
            #expect(refused.errors.contains("refused: lost field.Crc64 at fields[1]"), "\(refused)")
            #expect(refused.errors.hasSuffix("--accept field.Crc64,report.encryption\n"), "\(refused)")
            let accepted = try await tool(
                "translate", "-", "--to", "huawei-obs", "--accept", "field.Crc64,report.encryption", input: Samples.rich
            )
            #expect(accepted.status == 0)
            #expect(accepted.output.hasPrefix("<InventoryConfiguration><Id>bk-db</Id>"), "\(accepted)")
            #expect(accepted.errors.contains("warning: lost report.encryption"), "\(accepted)")
        }

        @Test func `the region of the other cloud is asked for, and taken from the command line`() async throws {
            let tool = try ToolRunner()
            let refused = try await tool("translate", "-", "--to", "tencent-cos", input: Samples.obsXML)
            #expect(refused.status == 4)
            #expect(refused.errors.contains("reports.region"), "\(refused)")
            let done = try await tool(
                "translate", "-", "--to", "tencent-cos", "--region", "ap-beijing", "--report-bucket", "inv-1250000000",
                input: Samples.obsXML)
            #expect(done.output.contains("<Bucket>qcs::cos:ap-beijing::inv-1250000000</Bucket>"), "\(done)")
        }

        @Test func `an unknown element is told, and not silently gone`() async throws {
            let tool = try ToolRunner()
            let read = try await tool(
                "translate", "-", "--to", "neutral", "--output", "json", input: Samples.cosXML(extra: "<New>x</New>"))
            #expect(read.status == 0)
            #expect(read.errors.contains("note: unrecognized at New (x)"), "\(read)")
            #expect(try JSON(read.output)["findings"][0]["path"].text == "New")
        }

        private static let wrapped = Samples.obsXML
            .replacing("<Destination>", with: "<Destination><S3BucketDestination>")
            .replacing("</Destination>", with: "</S3BucketDestination></Destination>")

        @Test(arguments: [
            wrapped, Samples.cosXML().replacing("COSBucketDestination", with: "OSSBucketDestination"),
            Samples.javaScript.replacing("COSBucketDestination", with: "TOSBucketDestination"),
        ])
        func `a rule of another cloud is not taken for one of ours`(_ text: String) async throws {
            let refused = try await ToolRunner()("translate", "-", "--to", "tencent-cos", "--region", "r", input: text)
            #expect(refused.status == 4 && refused.output == "", "\(refused)")
            #expect(refused.errors.contains("--from"), "\(refused)")
        }

        @Test func `a rule that only looks like one of another cloud is read when its cloud is named`() async throws {
            let read = try await ToolRunner()(
                "translate", "-", "--from", "huawei-obs", "--to", "neutral", input: Self.wrapped)
            #expect(read.status == 0, "\(read)")
        }

        @Test func `text where elements belong is said with its place, in XML and in JSON`() async throws {
            let tool = try ToolRunner()
            let xml = Samples.cosXML(extra: "\n<Filter>db/</Filter>")
            let json = Samples.javaScript.replacing(#"{"Prefix": "filter_prefix"}"#, with: "\n  \"db/\"")
            for (text, place) in [(xml, "line 2, column 1"), (json, "line 2, column 3")] {
                let read = try await tool("translate", "-", "--to", "neutral", input: text)
                #expect(read.errors.contains("unrecognized at Filter (db/): \(place): "), "\(read)")
            }
        }

        @Test func `an object of the JavaScript SDK that is broken is refused with its place`() async throws {
            let refused = try await ToolRunner()(
                "translate", "-", "--from", "tencent-cos-json", "--to", "neutral", input: "{\n\"Id\": }")
            #expect(
                refused.status == 4 && refused.errors.contains(":2:7: not an acceptable JSON document"), "\(refused)")
        }

        @Test func `a document without schedule and switch is a one-off job`() async throws {
            let tool = try ToolRunner()
            let written = try await tool("translate", "-", "--to", "tencent-cos", input: Samples.job)
            #expect(written.status == 0, "\(written)")
            #expect(!written.output.contains("Schedule") && !written.output.contains("IsEnabled"))
            let read = try await tool("translate", "-", "--to", "neutral", "--output", "json", input: written.output)
            #expect(try JSON(read.output)["job"]["id"].text == "once-1", "\(read)")
            let rule = try await tool("translate", "-", "--one-off", "--to", "tencent-cos", input: Samples.plain)
            #expect(rule.status == 4)
            #expect(rule.errors.contains("has schedule, which a one-off job cannot have"), "\(rule)")
        }

        @Test(arguments: [
            ("alibaba-oss", "acs:ram::1000000000000000:role/AliyunOSSRole"), ("volcengine-tos", "InventoryRole"),
        ])
        func `a one-off job comes back from a cloud that stores it as a rule`(
            _ dialect: String, _ role: String
        ) async throws {
            let tool = try ToolRunner()
            let job = """
                id: once-1
                fields: [Size]
                reports: {bucket: acme-inv, owner: "1000000000000000", role: "\(role)"}
                """
            let written = try await tool("translate", "-", "--one-off", "--to", dialect, input: job)
            #expect(written.status == 0 && written.output.contains("Once"), "\(written)")
            let read = try await tool(
                "translate", "-", "--one-off", "--to", "neutral", "--output", "json", input: written.output)
            #expect(read.status == 0, "\(read)")
            #expect(try JSON(read.output)["job"]["id"].text == "once-1", "\(read)")
            let rule = try await tool("translate", "-", "--to", "neutral", "--output", "json", input: written.output)
            #expect(try JSON(rule.output)["rule"]["schedule"].text?.hasSuffix(":Once") == true, "\(rule)")
        }

        @Test func `a one-off job is written and read as Alibaba's SDKs have it, too`() async throws {
            let tool = try ToolRunner()
            let job = """
                id: once-1
                reports: {bucket: acme-inv, owner: "1000000000000000", role: "acs:ram::1000000000000000:role/R"}
                """
            let written = try await tool("translate", "-", "--one-off", "--to", "alibaba-oss-json", input: job)
            #expect(written.status == 0 && written.output.contains(#""Frequency" : "Once""#), "\(written)")
            let read = try await tool(
                "translate", "-", "--one-off", "--from", "alibaba-oss-json", "--to", "neutral", "--output", "json",
                input: written.output)
            #expect(read.status == 0 && read.output.contains("once-1"), "\(read)")
        }

        @Test func `a rule that runs daily is no one-off job, even where jobs are rules`() async throws {
            let tool = try ToolRunner()
            let daily = try await tool("translate", "-", "--to", "alibaba-oss", input: Self.oss)
            let refused = try await tool("translate", "-", "--one-off", "--to", "neutral", input: daily.output)
            #expect(refused.status == 4, "\(refused)")
            #expect(refused.errors.contains("not a job; a job has alibaba-oss:Once"), "\(refused)")
        }
    }
#endif
