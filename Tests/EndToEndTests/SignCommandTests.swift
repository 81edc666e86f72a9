#if CommandLineTool && EmulatorServer
    import CloudInventory
    import InventoryProviderKit
    import TestShell
    import Testing

    @testable import InventoryCLI

    /// `sign`: the stages of a signature, which no one else may read out of them.
    @Suite(.timeLimit(.minutes(5))) struct SignCommandTests {
        /// Vector cos-signing-0001: what Tencent's Python SDK signs.
        private static let cosWords = [
            "sign", "tencent-cos", "--method", "PUT", "--url",
            "https://examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com/?inventory&id=list1",
            "--header", "Content-MD5: AAq9nzrpsz5LJ4UEe1f6Qw==", "--header", "Content-Type: application/xml",
            "--body", "-", "--key-time", "1699999940;1700010000",
        ]

        private func tool() throws -> ToolRunner {
            var tool = try ToolRunner()
            tool.environment = [
                "TENCENTCLOUD_SECRET_ID": "AKIDEXAMPLE0000000000000000000000001",
                "TENCENTCLOUD_SECRET_KEY": "ExampleSecretKeyNotReal000000001",
                "OBS_ACCESS_KEY_ID": "AK", "OBS_SECRET_ACCESS_KEY": "SK", "OBS_SECURITY_TOKEN": "TOKEN",
                "OSS_ACCESS_KEY_ID": "LTAIEXAMPLE0000000000009",
                "OSS_ACCESS_KEY_SECRET": "ExampleOssSecretKeyNotReal0009",
                "OSS_SESSION_TOKEN": "EXAMPLEtoken/with+signs==",
            ]
            return tool
        }

        @Test func `the stages are those of the vendor's own SDK`() async throws {
            let signed = try await tool().run(Self.cosWords + ["--reveal", "--output", "json"], input: "<x/>")
            #expect(signed.status == 0, "\(signed)")
            let stages = try JSON(signed.output)["stages"].list
            func text(_ name: String) -> String? { stages.first { $0["name"].text == name }?["text"].text }
            #expect(text("KeyTime") == "1699999940;1700010000")
            #expect(text("SignKey") == "610a31043e1682cb20e19ee74d1689e0b99254c9")
            #expect(
                text("StringToSign") == "sha1\n1699999940;1700010000\n062c6a484b59e65576f190ce7141dcf5c51eec6a\n")
            #expect(text("Signature") == "c60488d1b5c8c6f1895bc71d65340b2d2edf7df0")
        }

        @Test(arguments: ["", " ", "GE T", "GET\n", "get/1"])
        func `a method that is no word is refused as a slip of the command line`(_ method: String) async throws {
            let words = [
                "sign", "huawei-obs", "--method", method, "--url",
                "https://b.obs.cn-north-4.myhuaweicloud.com/?inventory",
            ]
            let refused = try await tool().run(words)
            #expect(refused.status == 64 && refused.output.isEmpty, "\(refused)")
            #expect(refused.errors.contains("--method takes one word"), "\(refused)")
        }

        /// What both SDKs of Alibaba sign, which agree.
        private static let ossWords = [
            "sign", "alibaba-oss", "--method", "PUT", "--url",
            "https://example-source.oss-cn-hangzhou.aliyuncs.com/?inventory&inventoryId=nightly", "--header",
            "Content-MD5: Qmno/miJGLAdbC4b6QEa4Q==", "--header", "Content-Type: application/xml", "--at",
            "2026-01-02T03:04:05Z", "--reveal", "--output", "json",
        ]

        @Test(arguments: [
            (
                [], "StringToSign",
                "OSS4-HMAC-SHA256\n20260102T030405Z\n20260102/cn-hangzhou/oss/aliyun_v4_request\n"
                    + "def71611be4f57964545f618426d4ed837a9ca139fe0821a5e40173c183a7bb1",
                "837a657875c05a015eb222ce23439a3ffc301797af86c1d24aae0eaf452b51a1"
            ),
            (
                ["--signature", "v1"], "StringToSign",
                "PUT\nQmno/miJGLAdbC4b6QEa4Q==\napplication/xml\n"
                    + "Fri, 02 Jan 2026 03:04:05 GMT\nx-oss-security-token:EXAMPLEtoken/with+signs==\n"
                    + "/example-source/?inventory&inventoryId=nightly", "NaxnyvWqLY1hq/b1qSqHbRIAHYo="
            ),
        ])
        func `both signatures of OSS show the stages that its SDKs have`(
            _ words: [String], _ stage: String, _ expected: String, _ signature: String
        ) async throws {
            let signed = try await tool().run(Self.ossWords + words)
            #expect(signed.status == 0, "\(signed)")
            let stages = try JSON(signed.output)["stages"].list
            #expect(stages.first { $0["name"].text == stage }?["text"].text == expected, "\(signed)")
            #expect(stages.first { $0["name"].text == "Signature" }?["text"].text == signature, "\(signed)")
        }

        @Test func `an older signature that a cloud does not have is refused`() async throws {
            let refused = try await tool()(
                "sign", "huawei-obs", "--url", "https://b.obs.cn-north-4.myhuaweicloud.com/", "--signature", "v1")
            #expect(refused.status == 64 && refused.errors.contains("v1 (alibaba-oss)"), "\(refused)")
        }

        @Test(arguments: ["table", "json"])
        func `secrets show as a hash alone`(_ form: String) async throws {
            let signed = try await tool().run(Self.cosWords + ["--output", form], input: "<x/>")
            for secret in [
                "ExampleSecretKeyNotReal000000001", "610a31043e1682cb20e19ee74d1689e0b99254c9",
                "c60488d1b5c8c6f1895bc71d65340b2d2edf7df0",
            ] { #expect(!signed.output.contains(secret) && !signed.errors.contains(secret)) }
            #expect(signed.output.contains("062c6a484b59e65576f190ce7141dcf5c51eec6a"), "\(signed)")
            let token = try await tool()(
                "sign", "huawei-obs", "--url", "https://b.obs.cn-north-4.myhuaweicloud.com/?inventory", "--presign",
                "--at", "2024-02-29T00:00:00Z", "--output", form)
            #expect(token.status == 0, "\(token)")
            #expect(!token.output.contains("TOKEN"), "\(token)")
        }

        @Test func `a line feed at the end of a stage can be seen`() async throws {
            let signed = try await tool().run(Self.cosWords, input: "<x/>")
            #expect(signed.output.contains("    062c6a484b59e65576f190ce7141dcf5c51eec6a\\n\n\n"), "\(signed)")
        }

        @Test func `a header signature is made again for a stated time only where signatures state one`() async throws {
            let refused = try await tool()(
                "sign", "huawei-obs", "--url", "https://b.obs.cn-north-4.myhuaweicloud.com/?inventory", "--key-time",
                "1700000000;1700000900")
            #expect(refused.status != 0 && refused.output == "", "\(refused)")
            #expect(refused.errors.contains("state no time of validity"), "\(refused)")
        }

        @Test(arguments: [
            (
                "tencent-cos", "https://b-1250000000.cos.ap-guangzhou.myqcloud.com/?inventory",
                "q-key-time=1700000000%3B1700000060"
            ),
            ("huawei-obs", "https://b.obs.cn-north-4.myhuaweicloud.com/?inventory", "Expires=1700000060"),
        ])
        func `a signature in the URL begins at the time given`(_ cloud: String, _ url: String, _ span: String)
            async throws
        {
            let signed = try await tool()(
                "sign", cloud, "--url", url, "--presign", "--expires", "60", "--at", "1700000000", "--reveal",
                "--output", "json")
            #expect(try JSON(signed.output)["request"]["target"].text?.contains(span) == true, "\(signed)")
        }

        @Test func `a signature in the URL counts for the seconds asked for`() async throws {
            let signed = try await tool()(
                "sign", "huawei-obs", "--url", "https://b.obs.cn-north-4.myhuaweicloud.com/?inventory", "--presign",
                "--expires", "60", "--at", "2024-02-29T00:00:00Z", "--reveal", "--output", "json")
            let target = try JSON(signed.output)["request"]["target"].text ?? ""
            #expect(target.contains("Expires=1709164860"), "\(signed)")
        }

        @Test(arguments: [
            ("tencent-cos", "a+b", "a%20b"), ("tencent-cos", "a%2Bb", "a%2Bb"), ("tencent-cos", "a%20b", "a%20b"),
            ("huawei-obs", "a+b", "a+b"), ("huawei-obs", "a%2Bb", "a+b"), ("huawei-obs", "a%20b", "a b"),
        ])
        func `a plus sign in a query is what the cloud's server takes it for`(
            _ cloud: String, _ written: String, _ signed: String
        ) async throws {
            let url =
                cloud == "tencent-cos"
                ? "https://b-1250000000.cos.ap-guangzhou.myqcloud.com/?response-expires=\(written)"
                : "https://b.obs.cn-north-4.myhuaweicloud.com/?response-expires=\(written)"
            let shown = try await tool()("sign", cloud, "--url", url, "--at", "1700000000", "--reveal")
            #expect(shown.output.contains("response-expires=\(signed)"), "\(shown)")
        }

        @Test(arguments: ["tencent-cos", "huawei-obs"])
        func `bytes that are no UTF-8 are refused, and never signed as others`(_ cloud: String) async throws {
            for query in ["prefix=%D6%D0", "%FF=1"] {
                let refused = try await tool()(
                    "sign", cloud, "--url", "https://b-1250000000.cos.ap-guangzhou.myqcloud.com/?\(query)", "--bucket",
                    "b")
                #expect(refused.status == 64 && refused.output == "", "\(refused)")
                #expect(refused.errors.contains("does not stand for UTF-8 text"), "\(refused)")
            }
        }

        @Test(arguments: [
            ("a.b.obs.cn-north-4.myhuaweicloud.com", BucketAddressing.virtualHost(bucket: "a.b")),
            ("x.obs.y.obs.cn-north-4.myhuaweicloud.com", .virtualHost(bucket: "x.obs.y")),
            ("B.OBS.cn-north-4.myhuaweicloud.com:443", .virtualHost(bucket: "b")),
            ("obs.cn-north-4.myhuaweicloud.com", .path),
            ("obs.example.com", nil),
            ("myhuaweicloud.com", nil),
        ])
        func `a host tells how it names its bucket`(_ host: String, _ addressing: BucketAddressing?) throws {
            let vendor = try Vendors.vendor(HuaweiOBS.id)
            let scope = HostAnatomy(vendor.facts).scope(ofHost: host)
            #expect(scope == addressing.map { SigningScope($0, region: "cn-north-4") })
        }

        @Test(
            arguments: [
                (AlibabaOSS.id, "b.oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou"),
                (AlibabaOSS.id, "b.oss-cn-hangzhou-internal.aliyuncs.com", "cn-hangzhou"),
                (AlibabaOSS.id, "b.cn-hangzhou.oss.aliyuncs.com", "cn-hangzhou"),
                (AlibabaOSS.id, "b.oss-accelerate.aliyuncs.com", nil),
                (AlibabaOSS.id, "b.oss-accelerate-overseas.aliyuncs.com", nil),
                (AmazonS3.id, "b.s3.eu-central-1.amazonaws.com", "eu-central-1"),
                (AmazonS3.id, "b.s3.dualstack.cn-north-1.amazonaws.com.cn", "cn-north-1"),
                (TencentCOS.id, "b-1.cos.accelerate.myqcloud.com", nil),
                (VolcengineTOS.id, "b.tos-cn-beijing.volces.com", "cn-beijing"),
            ] as [(ProviderID, String, String?)])
        func `a host tells its region, where it has one`(_ cloud: ProviderID, _ host: String, _ region: String?) throws
        {
            let scope = HostAnatomy(try Vendors.vendor(cloud).facts).scope(ofHost: host)
            let bucket = cloud == TencentCOS.id ? "b-1" : "b"
            #expect(scope == SigningScope(.virtualHost(bucket: bucket), region: region))
        }
    }
#endif
