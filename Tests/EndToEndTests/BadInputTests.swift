#if CommandLineTool && EmulatorServer
    import CloudInventory
    import Glibc
    import InventoryEmulator
    import Testing

    @testable import InventoryCLI

    /// What an operator may get wrong: one sentence on standard error, the right status, nothing on standard output and
    /// nothing at the server.
    @Suite(.timeLimit(.minutes(5))) struct BadInputTests {
        struct Case: Sendable, CustomTestStringConvertible {
            var words: [String]
            var input = ""
            var status: CommandStatus
            /// What the sentence must say.
            var says: String

            init(_ words: String..., input: String = "", status: CommandStatus, says: String) {
                (self.words, self.input, self.status, self.says) = (words, input, status, says)
            }

            var testDescription: String { says }
        }

        static let put = "\(Clouds.cos)?\(Clouds.inCOS)"
        static let rule = "\(Clouds.cos)/bk?\(Clouds.inCOS)"

        static let files: [Case] = [
            Case(
                "put", put, "-", input: "<a><b></a>", status: .preflight,
                says: "standard input:1:9: not an acceptable XML"),
            Case("put", put, "-", input: "<!DOCTYPE a><a/>", status: .preflight, says: "declares a DOCTYPE"),
            Case("put", put, "-", input: "<a/>", status: .preflight, says: "its root is a, not InventoryConfiguration"),
            Case("put", put, "-", input: "{\"id\": ", status: .preflight, says: "standard input:2:1: "),
            Case("put", put, "-", input: "id: [", status: .preflight, says: "standard input:2:1: "),
            Case("put", put, "-", input: "", status: .preflight, says: "standard input:1:1: "),
            Case("put", put, "-", input: "- a\n", status: .preflight, says: "standard input:1:1: a rule is a mapping"),
            Case(
                "put", put, "-", input: Samples.plain.replacing("schedule", with: "schedul"), status: .preflight,
                says: "standard input:2:1: schedul: unknown key 'schedul', did you mean 'schedule'?"),
            Case(
                "put", put, "-", input: Samples.plain.replacing("ETag", with: "ETags"), status: .preflight,
                says: "fields[1]: unknown report field 'ETags', did you mean 'ETag'?"),
            Case(
                "put", put, "-", input: Samples.plain.replacing("inv-1250000000", with: "inv-1250000000/reports"),
                status: .preflight, says: "write 'inv-1250000000', and the folder as a prefix: 'reports'"),
            Case(
                "put", put, "-", input: Samples.plain.replacing("prefix: db/", with: "prefix:"), status: .preflight,
                says: "prefix: prefix has no value"),
            Case(
                "put", put, "-", input: Samples.plain + "\ncreated: {from: 1704067200000}\n", status: .preflight,
                says: "write 1704067200"),
            Case("put", put, "-", input: Samples.job, status: .preflight, says: "- has no schedule"),
            Case(
                "put", put, "/does/not/exist", status: .preflight,
                says: "'/does/not/exist' cannot be read: No such file"),
            Case("put", put, "/", status: .preflight, says: "'/' cannot be read: Is a directory"),
            Case("plan", "/does/not/exist", status: .preflight, says: "there is no file '/does/not/exist'"),
            Case("plan", "-", input: "version: 2\n", status: .preflight, says: "standard input:1:10: version: "),
            Case(
                "plan", "-", input: Samples.ruleSet().replacing("huawei-obs", with: "huawei-ob"), status: .preflight,
                says: "did you mean 'huawei-obs'?"),
            Case(
                "put", "\(Clouds.cos)/other?\(Clouds.inCOS)", "-", input: Samples.plain, status: .preflight,
                says: "the address names 'other' and the file 'bk-db'"),
        ]

        static let addresses: [Case] = [
            Case("show", "photos", status: .usage, says: "it has no scheme; write tos://BUCKET/ID?region=REGION"),
            Case("show", "gs://b/a", status: .usage, says: "no cloud has addresses that begin with 'gs://'"),
            Case("show", "cos:///bk", status: .usage, says: "it names no bucket"),
            Case("show", "cos://b?region=r", status: .usage, says: "names no rule"),
            Case("show", "cos://b/a?regio=r", status: .usage, says: "did you mean 'region'?"),
            Case("show", "cos://b/a?region=r&region=s", status: .usage, says: "region stands twice"),
            Case("show", "cos://b/a?region=", status: .usage, says: "region has no value"),
            Case("show", "cos://b/a?host=h&domain=d", status: .usage, says: "exclude each other"),
            Case("show", "cos://b/a%zz", status: .usage, says: "two hexadecimal digits"),
            Case("show", "cos://b/a%ff", status: .usage, says: "its escapes are not UTF-8"),
            Case("show", "cos://b/a#c", status: .usage, says: "write %23"),
            Case("list", rule, status: .usage, says: "this command is for the whole bucket"),
            Case("show", "cos://b-1250000000/a", status: .preflight, says: "has no region"),
            Case(
                "show", "cos://b-1/a?region=../x", status: .preflight,
                says: "the name of a region has letters, digits and hyphens only"),
            Case("show", "cos://b-1250000000/a?endpoint=intrnal", status: .preflight, says: "did you mean 'internal'?"),
            Case(
                "show", "cos://b-1/a?host=example.com", status: .preflight,
                says: "additional hosts of these credentials: --allow-host"),
            Case(
                "list", "cos://photos?region=ap-guangzhou", status: .preflight, says: "(APPID); write photos-1250000000"
            ),
            Case("list", "obs://Acme_Photos?\(Clouds.inOBS)", status: .preflight, says: "letters, digits and -. only"),
            Case("list", "cos://b-1?region=accelerate", status: .preflight, says: "write endpoint: accelerate"),
            Case("list", "obs://acme-photos?region=r&host=127.0.0.1:1", status: .preflight, says: "domain=127.0.0.1:1"),
            Case(
                "list", "obs://acme-photos?region=r&host=2130706433", status: .preflight, says: "the address 2130706433"
            ),
            Case("show", "\(Clouds.cos)/a%26b%3Dc%25?\(Clouds.inCOS)", status: .preflight, says: "(a&b=c%)"),
            Case("show", "\(Clouds.cos)/a/b?\(Clouds.inCOS)", status: .preflight, says: "(a/b)"),
            Case(
                "show", "\(Clouds.cos)/a%0D%0Ab%00?\(Clouds.inCOS)", status: .preflight, says: "(a\\u{d}\\u{a}b\\u{0})"),
            Case("show", "\(Clouds.cos)/%F0%9F%98%80?\(Clouds.inCOS)", status: .preflight, says: "(😀)"),
            Case(
                "show", "\(Clouds.obs)/\(String(repeating: "a", count: 10_000))?\(Clouds.inOBS)", status: .preflight,
                says: "an id may have 64 characters, this one has 10000"),
        ]

        static let options: [Case] = [
            Case("frobnicate", status: .usage, says: "frobnicate"),
            Case("show", status: .usage, says: "Missing expected argument '<address>'"),
            Case("show", rule, "--output", "yaml", status: .usage, says: "yaml"),
            Case("put", put, "-", "--accept", "format.CSV", status: .usage, says: "its loss cannot be accepted"),
            Case("put", put, "-", "--accept", "field.CRC64", status: .usage, says: "did you mean 'field.Crc64'?"),
            Case(
                "show", rule, "--connect-to", "tencent=http://127.0.0.1:1", status: .usage,
                says: "unknown provider 'tencent'"),
            Case(
                "show", rule, "--connect-to", "127.0.0.1:1", status: .usage, says: "--connect-to takes http://HOST:PORT"
            ),
            Case("show", rule, "--proxy", "http://u:hunter2@h:1", status: .usage, says: "without credentials"),
            Case("show", rule, "--connect-to", "http://192.0.2.1:80", status: .preflight, says: "use https"),
            Case("translate", "-", "--to", "tencent-co", status: .usage, says: "did you mean 'tencent-cos'?"),
            Case("emulate", status: .usage, says: "--config is missing"),
            Case(
                "emulate", "--config", "-", input: "bucket: []", status: .preflight,
                says: "standard input:1:1: bucket: unknown key"),
            Case(
                "sign", "huawei-obs", "--url", "https://h.example/", status: .usage,
                says: "say --bucket, --custom-domain or --path-style"),
            Case(
                "sign", "tencent-cos", "--url", "https://b.cos.r.myqcloud.com/", "--at", "noon", status: .usage,
                says: "--at: 'noon' is no time"),
        ]

        @Test(arguments: files + addresses + options)
        func `bad input is refused in one sentence, without any request`(_ bad: Case) async throws {
            try await Clouds.run { clouds in
                let isNetworked = ["show", "list", "put", "plan"].contains(bad.words[0])
                var tool = clouds.tool
                if !isNetworked || bad.words.contains("--connect-to") { tool.arguments = [] }
                let finished = try await tool.run(bad.words, input: bad.input)
                #expect(finished.status == bad.status.rawValue, "\(finished)")
                #expect(finished.errors.hasPrefix("cloud-inventory: error: "), "\(finished)")
                #expect(finished.errors.contains(bad.says), "\(finished)")
                #expect(finished.errors.utf8.count < 1500, "\(finished)")
                #expect(!finished.errors.contains("hunter2"))
                #expect(finished.output == "")
                #expect(clouds.emulator.requestCount == 0)
            }
        }

        @Test func `a secret that is wrong is said to be, and never shown`() async throws {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                tool.environment["TENCENTCLOUD_SECRET_KEY"] = "wrongSecretEXAMPLE"
                let refused = try await tool("list", "\(Clouds.cos)?\(Clouds.inCOS)")
                #expect(refused.status == 1)
                #expect(
                    refused.errors.contains("check the secret key; the server said 403 SignatureDoesNotMatch"),
                    "\(refused)")
                #expect(!refused.errors.contains("wrongSecretEXAMPLE"))
                tool.environment["TENCENTCLOUD_SECRET_KEY"] = nil
                let missing = try await tool("list", "\(Clouds.cos)?\(Clouds.inCOS)")
                #expect(missing.status == 4)
                #expect(
                    missing.errors.contains("the environment has no TENCENTCLOUD_SECRET_KEY; add it"),
                    "\(missing)")
            }
        }

        @Test func `a server that cannot be reached is named`() async throws {
            let listener = try Listener(isListening: false)
            defer { listener.close() }
            let port = listener.port
            let refused = try await ToolRunner()("list", Self.put, "--connect-to", "http://127.0.0.1:\(port)")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("127.0.0.1:\(port)"), "\(refused)")
        }
    }
#endif
