#if CommandLineTool && EmulatorServer
    import CloudInventory
    import Testing

    @testable import InventoryCLI

    @Suite struct RuleAddressTests {
        @Test func `an address names cloud, bucket, rule and region`() throws {
            let address = try RuleAddress("cos://photos-1250000000/bk-db?region=ap-guangzhou")
            #expect(address.provider == TencentCOS.id)
            #expect(address.bucket == BucketAddress("photos-1250000000", region: "ap-guangzhou"))
            #expect(address.id == "bk-db")
            #expect(try RuleAddress("obs://b").id == nil)
            #expect(try RuleAddress("obs://b/").id == nil)
            #expect(try RuleAddress("obs://b/a?credentials=acme").credentials == "acme")
        }

        @Test func `every other way to a bucket is one parameter`() throws {
            #expect(try RuleAddress("cos://b/a?endpoint=internal").bucket.endpoint == .named("internal"))
            #expect(try RuleAddress("obs://b/a?host=obs.example.com").bucket.endpoint == .service("obs.example.com"))
            #expect(
                try RuleAddress("obs://b/a?domain=reports.example.com").bucket.endpoint
                    == .customDomain("reports.example.com"))
        }

        @Test func `an id is decoded byte for byte`() throws {
            #expect(try RuleAddress("cos://b/a%26b%3D%25%2Fc").id == "a&b=%/c")
            #expect(try RuleAddress("cos://b/e%CC%81").id == ExactText("e\u{301}"))
            #expect(try RuleAddress("cos://b/e%CC%81").id != ExactText("\u{E9}"))
            #expect(try RuleAddress("cos://b/a+b").id == "a+b")
        }

        @Test(arguments: [
            ("http://127.0.0.1:9000", ConnectTarget(host: "127.0.0.1", port: 9000, isCleartext: true)),
            ("http://[::1]:9000/", ConnectTarget(host: "::1", port: 9000, isCleartext: true)),
            ("https://emulator:1", ConnectTarget(host: "emulator", port: 1, isCleartext: false)),
        ])
        func `an emulator's URL is taken apart`(_ text: String, _ target: ConnectTarget) throws {
            #expect(try ServerURL(text, option: "--connect-to").connectTarget == target)
        }

        @Test(arguments: [
            "127.0.0.1:1", "http://h", "http://h:0", "http://h:65536", "http://:1", "http://h:1/x", "ftp://h:1",
        ])
        func `anything else is no emulator's URL`(_ text: String) {
            #expect(throws: CommandFailure.self) { try ServerURL(text, option: "--connect-to") }
        }
    }
#endif
