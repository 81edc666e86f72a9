#if CommandLineTool && EmulatorServer
    import CloudInventory
    import Glibc
    import InventoryEmulator
    import TestShell
    import Testing

    /// The relatives of S3 through the command, over real sockets.
    @Suite(.timeLimit(.minutes(5))) struct RelativeTests {
        private static let wasabi = "wasabi://photos?region=eu-central-1"
        private static let coreWeave = "coreweave://photos?region=us-east-04a"
        private static let jdCloud = "jdcloud://photos?region=cn-north-1"
        private static let regions = [
            "wasabi-s3": "eu-central-1", "coreweave-s3": "us-east-04a", "jdcloud-oss": "cn-north-1",
        ]

        /// A rule that each of them holds.
        private static let rule = """
            id: bk-db
            schedule: weekly
            prefix: db/
            fields: [Size, ETag]
            reports: {bucket: inv, prefix: inventory}
            """

        private static func provider(_ name: String) throws -> EmulatedProvider {
            try #require(EmulatedProvider(rawValue: name))
        }

        /// Runs the body with a bucket in each of them, and keys for each; `s3-compatible` leads to the emulated S3.
        private static func run(_ body: (Clouds, ToolRunner) async throws -> Void) async throws {
            let buckets = try regions.map { EmulatedBucket(provider: try provider($0), name: "photos", region: $1) }
            let some = EmulatedBucket(provider: .amazonS3, name: "photos", region: "us-east-1")
            try await Clouds.run(more: buckets + [some]) { clouds in
                var tool = clouds.tool
                for name in Array(regions.keys) + ["s3-compatible"] {
                    let prefix = "CLOUD_INVENTORY_" + name.uppercased().replacing("-", with: "_")
                    tool.environment[prefix + "_ACCESS_KEY_ID"] = "AKIDtestEXAMPLE"
                    tool.environment[prefix + "_SECRET_ACCESS_KEY"] = "testSecretEXAMPLE"
                }
                let server = tool.arguments.compactMap { $0.hasPrefix("amazon-s3=") ? $0.dropFirst(10) : nil }
                tool.arguments += ["--connect-to", "s3-compatible=\(try #require(server.first))"]
                try await body(clouds, tool)
            }
        }

        @Test(arguments: [wasabi, coreWeave, jdCloud])
        func `a rule is stored, shown, listed and removed in each`(_ bucket: String) async throws {
            try await Self.run { clouds, tool in
                let file = try tool.scratch.file("rule.yaml", Self.rule)
                let stored = try await tool("put", bucket, file, "--output", "json")
                #expect(stored.status == 0, "\(stored)")
                #expect(try JSON(stored.output)["receipt"]["status"].number == 204)
                let place = bucket.replacing("photos", with: "photos/bk-db")
                let view = try JSON(try await tool("show", place, "--output", "json").output)
                #expect(view["rule"]["prefix"].text == "db/" && view["rule"]["schedule"].text == "weekly", "\(view)")
                let listed = try JSON(try await tool("list", bucket, "--output", "json").output)
                #expect(listed["rules"].list.map { $0["rule"] } == [view["rule"]])
                #expect(try await tool("delete", place).status == 0)
                #expect(try await tool("show", place).errors.contains("there is no such rule"))
            }
        }

        @Test func `a rule set is applied to all of them, and there is nothing left to do`() async throws {
            try await Self.run { clouds, tool in
                let targets = Self.regions.keys.sorted().map {
                    "  - {name: \($0), provider: \($0), region: \(Self.regions[$0]!), buckets: [photos], reports: {bucket: inv}}"
                }
                let file = try tool.scratch.file(
                    "set.yaml",
                    "version: 1\nname: relatives\nrules:\n  - {id: bk-db, prefix: db/, schedule: daily, fields: [Size]}\n"
                        + "  - {id: bk-all, schedule: weekly}\ntargets:\n" + targets.joined(separator: "\n") + "\n")
                let applied = try await tool("apply", file)
                #expect(applied.status == 0 && applied.output.contains("6 written"), "\(applied)")
                #expect(try await tool("check", file).status == 0)
                for name in Self.regions.keys {
                    let text = clouds.document("bk-db", in: "photos", of: try Self.provider(name))
                    #expect(text.contains("<IncludedObjectVersions>") == (name != "jdcloud-oss"), "\(text)")
                }
            }
        }

        @Test(arguments: [
            (jdCloud, "versions: all", "versions.all"), (jdCloud, "format: Parquet", "format.Parquet"),
            (jdCloud, "encryption: service-managed", "report.encryption"),
            (coreWeave, "fields: [ReplicationStatus]", "field.ReplicationStatus"),
            (coreWeave, "encryption: service-managed", "report.encryption"), (wasabi, "fields: [Tag]", "field.Tag"),
        ])
        func `what one of them does not have is refused by name, before any request`(
            _ bucket: String, _ wish: String, _ feature: String
        ) async throws {
            try await Self.run { clouds, tool in
                let file = try tool.scratch.file(
                    "rule.yaml", "id: a\nschedule: daily\n\(wish)\nreports: {bucket: inv}\n")
                let before = clouds.emulator.requestCount
                let refused = try await tool("put", bucket, file)
                #expect(refused.status == 3 && refused.errors.contains(feature), "\(refused)")
                #expect(clouds.emulator.requestCount == before)
            }
        }

        @Test func `formats and columns that one of them alone has go there as written`() async throws {
            try await Self.run { clouds, tool in
                let file = try tool.scratch.file(
                    "rule.yaml",
                    "id: a\nschedule: daily\nformat: coreweave-s3:TSV\nfields: [coreweave-s3:LastAccessedDate]\nreports: {bucket: inv}\n"
                )
                let stored = try await tool("put", Self.coreWeave, file)
                #expect(stored.status == 0, "\(stored)")
                let text = clouds.document("a", in: "photos", of: try Self.provider("coreweave-s3"))
                #expect(text.contains("<Format>TSV</Format>") && text.contains("<Field>LastAccessedDate</Field>"))
                #expect(try await tool("put", Self.wasabi, file).status == 3)
            }
        }

        @Test func `on a server of which nothing is known rules are read, and none is written or removed`() async throws
        {
            try await Self.run { clouds, tool in
                var tool = tool
                tool.arguments += ["--allow-host", "s3.storage.example"]
                let xml = Samples.cosXML(id: "bk-db").replacing("COSBucket", with: "S3Bucket")
                    .replacing("qcs::cos:ap-guangzhou::inv-1250000000", with: "arn:aws:s3:::inv")
                clouds.emulator.place(Array(xml.utf8), as: "bk-db", in: "photos", of: .amazonS3)
                let host = "region=us-east-1&host=s3.storage.example"
                let shown = try await tool("show", "s3-compatible://photos/bk-db?\(host)")
                #expect(shown.status == 0 && shown.output.contains("bk-db"), "\(shown)")
                #expect(try await tool("list", "s3-compatible://photos?\(host)").output.contains("bk-db"))

                let rule = try tool.scratch.file("rule.yaml", Self.rule)
                let set = try tool.scratch.file(
                    "set.yaml",
                    """
                    version: 1
                    name: unknown
                    rules: [{id: new, schedule: daily}]
                    retired: [bk-db]
                    targets:
                      - {name: t, provider: s3-compatible, region: us-east-1, endpoint: service=s3.storage.example,
                         buckets: [photos], reports: {bucket: inv}}
                    """)
                for words in [
                    ["put", "--yes", "s3-compatible://photos?\(host)", rule],
                    ["delete", "--yes", "s3-compatible://photos/bk-db?\(host)"],
                    ["apply", "--yes", "--max-removals", "9", set],
                ] {
                    let refused = try await tool.run(words)
                    #expect(refused.status != 0, "\(words): \(refused)")
                    let said = refused.errors + refused.output
                    #expect(said.contains("a server of which nothing is known"), "\(words): \(refused)")
                    #expect(said.contains("under that cloud's name"), "\(words): \(refused)")
                }
                #expect(clouds.emulator.requests.allSatisfy { $0.method == "GET" || $0.method == "HEAD" })
                #expect(clouds.emulator.documents(in: "photos", of: .amazonS3).map(\.id) == ["bk-db"])
            }
        }

        @Test func `a server has to be named, and allowed`() async throws {
            try await Self.run { clouds, tool in
                let nameless = try await tool("list", "s3-compatible://photos?region=us-east-1")
                #expect(nameless.status == 4 && nameless.errors.contains("name the server's: host=HOST"), "\(nameless)")
                let stranger = try await tool("list", "s3-compatible://photos?region=us-east-1&host=s3.storage.example")
                #expect(stranger.status == 4 && stranger.errors.contains("nothing is signed for"), "\(stranger)")
                #expect(clouds.emulator.requestCount == 0)
            }
        }

        @Test func `no key of Amazon's is taken for a relative, unless its profile is named`() async throws {
            try await Self.run { clouds, tool in
                var tool = tool
                for name in ["_ACCESS_KEY_ID", "_SECRET_ACCESS_KEY"] {
                    tool.environment["AWS" + name] = tool.environment.removeValue(
                        forKey: "CLOUD_INVENTORY_WASABI_S3" + name)
                }
                let refused = try await tool("list", Self.wasabi)
                #expect(refused.status == 4 && refused.errors.contains("no credentials for wasabi-s3"), "\(refused)")
                #expect(clouds.emulator.requestCount == 0)
                let file = try tool.scratch.file(
                    "aws", "[mine]\naws_access_key_id = AKIDtestEXAMPLE\naws_secret_access_key = testSecretEXAMPLE\n")
                #expect(chmod(file, 0o600) == 0)
                tool.environment["AWS_SHARED_CREDENTIALS_FILE"] = file
                let named = try await tool("list", Self.wasabi + "&credentials=mine")
                #expect(named.status == 0, "\(named)")
            }
        }

        @Test func `a rule is translated to a relative and back`() async throws {
            let tool = try ToolRunner()
            let written = try await tool("translate", "-", "--to", "jdcloud-oss", input: Self.rule)
            #expect(written.status == 0 && !written.output.contains("IncludedObjectVersions"), "\(written)")
            let read = try await tool(
                "translate", "-", "--from", "jdcloud-oss", "--to", "neutral", input: written.output)
            #expect(try JSON(read.output)["versions"].text == "current", "\(read)")
        }

        @Test func `a starter is valid where there are rules, and refused where there are none`() async throws {
            let tool = try ToolRunner()
            for name in Self.regions.keys {
                let file = try tool.scratch.file("\(name).yaml", try await tool("init", "--provider", name).output)
                #expect(try await tool("validate", file).status == 0, "\(name)")
            }
            let refused = try await tool("init", "--provider", "s3-compatible")
            #expect(refused.status == 64 && refused.errors.contains("no rule is written to it"), "\(refused)")
        }

        @Test func `doctor finds a relative in order`() async throws {
            try await Self.run { _, tool in
                let done = try await tool("doctor", Self.wasabi, "--output", "json")
                #expect(done.status == 0, "\(done)")
                #expect(!done.output.contains("{account}") && !done.output.contains("s3.amazonaws.com"), "\(done)")
            }
        }
    }
#endif
