#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import TestShell
    import Testing

    /// `put`, `show`, `list`, `delete`, `run` against both clouds, over real sockets.
    @Suite(.timeLimit(.minutes(5))) struct RuleCommandTests {
        @Test(arguments: [(Clouds.cos, Clouds.inCOS), (Clouds.obs, Clouds.inOBS)])
        func `a rule is stored, shown, listed and removed`(_ bucket: String, _ place: String) async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("rule.yaml", Samples.plain)
                let stored = try await tool("put", "\(bucket)?\(place)", file, "--output", "json")
                #expect(stored.status == 0, "\(stored)")
                let receipt = try JSON(stored.output)
                #expect(receipt["id"].text == "bk-db")
                #expect(receipt["receipt"]["status"].number == 200)
                #expect(receipt["receipt"]["requestIDs"].keys.isEmpty == false)

                let shown = try await tool("show", "\(bucket)/bk-db?\(place)", "--output", "json")
                let view = try JSON(shown.output)
                #expect(view.keys == ["document", "findings", "rule"])
                #expect(view["rule"]["prefix"].text == "db/")
                #expect(view["rule"]["fields"].list.map(\.text) == ["Size", "ETag"])
                let table = try await tool("show", "\(bucket)/bk-db?\(place)")
                #expect(table.output.contains(" bk-db\n") && table.output.contains(" daily\n"), "\(table)")

                let listed = try JSON(try await tool("list", "\(bucket)?\(place)", "--output", "json").output)
                #expect(listed["rules"].list.map { $0["rule"] } == [view["rule"]])

                let removed = try await tool("delete", "\(bucket)/bk-db?\(place)")
                #expect(removed.status == 0, "\(removed)")
                let gone = try await tool("show", "\(bucket)/bk-db?\(place)")
                #expect(gone.status == 1)
                #expect(gone.errors.contains("there is no such rule"), "\(gone)")
                #expect(gone.output == "")
                let empty = try JSON(try await tool("list", "\(bucket)?\(place)", "--output", "json").output)
                #expect(empty["rules"].list.isEmpty)
            }
        }

        @Test(arguments: [(Clouds.cos, Clouds.inCOS), (Clouds.obs, Clouds.inOBS)])
        func `that a rule to be removed is not there is said, and is a failure`(
            _ bucket: String, _ place: String
        ) async throws {
            try await Clouds.run { clouds in
                let removed = try await clouds.tool("delete", "\(bucket)/absent?\(place)")
                #expect(removed.status == 1 && removed.output == "", "\(removed)")
                #expect(removed.errors.contains("nothing was removed"), "\(removed)")
            }
        }

        @Test func `a list that names a rule twice is none, to list as to doctor`() async throws {
            try await Clouds.run { clouds in
                for id in ["a", "b"] {
                    clouds.emulator.place(
                        Array(Samples.cosXML(id: "a").utf8), as: id, in: "photos-1250000000", of: .tencentCOS)
                }
                for command in ["list", "doctor"] {
                    let done = try await clouds.tool(command, "\(Clouds.cos)?\(Clouds.inCOS)")
                    #expect(done.status == 1, "\(done)")
                    #expect((done.errors + done.output).contains("names rule 'a' twice"), "\(done)")
                }
            }
        }

        @Test func `a rule that a rule set manages is put and deleted with --yes alone`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let set = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", set).status == 0)
                let rule = try tool.scratch.file("rule.yaml", Samples.plain)
                let before = (clouds.emulator.requestCount, clouds.document("bk-db", in: "acme-photos", of: .huaweiOBS))
                for words in [
                    ["put", "\(Clouds.obs)?\(Clouds.inOBS)", rule], ["delete", "\(Clouds.obs)/bk-db?\(Clouds.inOBS)"],
                ] {
                    let refused = try await tool.run(words)
                    #expect(refused.status == 4 && refused.errors.contains("is managed by a rule set"), "\(refused)")
                    #expect(clouds.emulator.requestCount == before.0)
                }
                #expect(clouds.document("bk-db", in: "acme-photos", of: .huaweiOBS) == before.1)
                #expect(try await tool("delete", "\(Clouds.obs)/bk-db?\(Clouds.inOBS)", "--yes").status == 0)
                #expect(try await tool("put", "\(Clouds.obs)?\(Clouds.inOBS)", rule, "--yes").status == 0)
            }
        }

        @Test func `a rule set that was renamed is told where its journal is`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let set = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", set).status == 0)
                #expect(try await !tool("plan", set).errors.contains("renamed"))
                _ = try tool.scratch.file("set.yaml", Samples.ruleSet().replacing("name: test", with: "name: other"))
                let planned = try await tool("plan", set)
                #expect(planned.errors.contains("knows 4 of its rules; if the set was renamed, move"), "\(planned)")
            }
        }

        @Test func `a document is shown byte for byte as the cloud sent it`() async throws {
            try await Clouds.run { clouds in
                let document = Samples.cosXML(extra: "<Unheard>of &amp; </Unheard>")
                clouds.emulator.place(Array(document.utf8), as: "bk", in: "photos-1250000000", of: .tencentCOS)
                let shown = try await clouds.tool("show", "\(Clouds.cos)/bk?\(Clouds.inCOS)", "--document")
                #expect(shown.status == 0)
                #expect(shown.output == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document, "\(shown)")
                #expect(shown.errors.contains("note: unrecognized at Unheard (of & )"), "\(shown)")
            }
        }

        @Test func `a rule that cannot be read is listed beside the others, and makes the list a failure`() async throws
        {
            try await Clouds.run { clouds in
                let odd = Samples.cosXML(id: "odd").replacing("<IsEnabled>true</IsEnabled>", with: "")
                clouds.emulator.place(Array(odd.utf8), as: "odd", in: "photos-1250000000", of: .tencentCOS)
                clouds.emulator.place(Array(Samples.cosXML().utf8), as: "bk", in: "photos-1250000000", of: .tencentCOS)
                let listed = try await clouds.tool("list", "\(Clouds.cos)?\(Clouds.inCOS)", "--output", "json")
                #expect(listed.status == 1)
                #expect(listed.errors.contains("rule 'odd' cannot be read"), "\(listed)")
                let rules = try JSON(listed.output)["rules"].list
                #expect(rules.count == 2)
                let odds = rules.filter { $0["id"].text == "odd" }
                #expect(odds.map { $0["error"].text?.contains("IsEnabled") } == [true])
                #expect(rules.contains { $0["rule"]["id"].text == "bk" })
            }
        }

        @Test func `a loss is refused before any request, and accepted by name`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file(
                    "rule.yaml", Samples.rich.replacing(", region: ap-guangzhou", with: ""))
                let refused = try await clouds.tool("put", "\(Clouds.obs)?\(Clouds.inOBS)", file)
                #expect(refused.status == 3)
                #expect(refused.errors.contains("--accept field.Crc64,report.encryption\n"), "\(refused)")
                #expect(clouds.emulator.requestCount == 0)
                let stored = try await clouds.tool(
                    "put", "\(Clouds.obs)?\(Clouds.inOBS)", file, "--best-effort", "--accept", "report.encryption")
                #expect(stored.status == 0, "\(stored)")
                #expect(stored.errors.contains("warning: lost field.Crc64"), "\(stored)")
                #expect(clouds.emulator.documents(in: "acme-photos", of: .huaweiOBS).count == 1)
            }
        }

        @Test func `another cloud's document is translated on the way in`() async throws {
            try await Clouds.run { clouds in
                let stored = try await clouds.tool(
                    "put", "\(Clouds.obs)/bk?\(Clouds.inOBS)", "-", input: Samples.cosXML())
                #expect(stored.status == 0, "\(stored)")
                let text = clouds.document("bk", in: "acme-photos", of: .huaweiOBS)
                #expect(text.contains("<Bucket>inv-1250000000</Bucket>"), "\(text)")
            }
        }

        @Test func `a one-off job is started where the cloud has such a thing`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("job.yaml", Samples.job)
                let started = try await clouds.tool(
                    "run", "\(Clouds.cos)/once-1?\(Clouds.inCOS)", file, "--output", "json")
                #expect(started.status == 0, "\(started)")
                #expect(try JSON(started.output)["id"].text == "once-1")
                #expect(clouds.emulator.oneOffJobs(in: "photos-1250000000", of: .tencentCOS).count == 1)
                let refused = try await clouds.tool("run", "\(Clouds.obs)?\(Clouds.inOBS)", file)
                #expect(refused.status == 4)
                #expect(refused.errors.contains("huawei-obs has no one-off reports"), "\(refused)")
                let rule = try clouds.tool.scratch.file("rule.yaml", Samples.plain)
                #expect(try await clouds.tool("run", "\(Clouds.cos)?\(Clouds.inCOS)", rule).status == 4)
            }
        }

        @Test func `a job without an id of one's own is journalled, and a lost answer leaves its id the same`()
            async throws
        {
            try await Clouds.run { clouds in
                let (tool, bucket) = (clouds.tool, "\(Clouds.cos)?\(Clouds.inCOS)")
                let file = try tool.scratch.file("job.yaml", Samples.job)
                let jobs = { clouds.emulator.oneOffJobs(in: "photos-1250000000", of: .tencentCOS).count }
                let started = try await tool("run", bucket, file, "--output", "json")
                #expect(started.status == 0, "\(started)")
                let id = try #require(try JSON(started.output)["id"].text)
                #expect(id.hasPrefix("once-1_once_"), "\(id)")
                #expect(jobs() == 1)
                let journal = ".local/state/cloud-inventory/one-off/jobs.jsonl"
                let lines = try #require(tool.scratch.text(of: journal)).split(separator: "\n")
                #expect(lines.count == 2)

                // As if it had been killed before the answer: the same id again, and no second job.
                _ = try tool.scratch.file(journal, lines[0] + "\n")
                let again = try await tool("run", bucket, file, "--output", "json")
                #expect(again.status == 0, "\(again)")
                #expect(try JSON(again.output)["id"].text == id)
                #expect(jobs() == 1)
                let other = try await tool("run", bucket, file, "--output", "json")
                #expect(try JSON(other.output)["id"].text != id)
                #expect(jobs() == 2)
            }
        }

        @Test func `an id of one's own that is used already is refused`() async throws {
            try await Clouds.run { clouds in
                let (tool, job) = (clouds.tool, "\(Clouds.cos)/once-1?\(Clouds.inCOS)")
                let file = try tool.scratch.file("job.yaml", Samples.job)
                #expect(try await tool("run", job, file).status == 0)
                let refused = try await tool("run", job, file)
                #expect(refused.status == 1, "\(refused)")
                #expect(refused.errors.contains("DuplicateInventoryId"), "\(refused)")
                #expect(!refused.errors.contains("it is not known"), "\(refused)")
                #expect(refused.output == "")
            }
        }

        @Test(arguments: [":", "#", "/", "|"])
        func `an address in another tool's form is understood`(_ mark: String) async throws {
            try await Clouds.run { clouds in
                clouds.emulator.place(Array(Samples.cosXML().utf8), as: "bk", in: "photos-1250000000", of: .tencentCOS)
                let address = "photos-1250000000\(mark)bk"
                let shown = try await clouds.tool(
                    "show", address, "--provider", "tencent-cos", "--region", "ap-guangzhou", "--output", "json")
                #expect(shown.status == 0, "\(shown)")
                #expect(try JSON(shown.output)["rule"]["id"].text == "bk")
                #expect(try await clouds.tool("show", address).status == 64)
            }
        }

        @Test(arguments: [(Clouds.cos, Clouds.inCOS), (Clouds.obs, Clouds.inOBS)])
        func `the conformance cases pass on an emulated bucket, and leave it empty`(
            _ bucket: String, _ place: String
        ) async throws {
            try await Clouds.run { clouds in
                let done = try await clouds.tool("conform", "\(bucket)?\(place)", "--output", "json")
                #expect(done.status == 0, "\(done)")
                let view = try JSON(done.output)
                #expect((view["summary"]["passed"].number ?? 0) > 20, "\(done)")
                #expect(view["summary"]["failed"].number == 0)
                #expect(clouds.emulator.documents(in: "photos-1250000000", of: .tencentCOS).isEmpty)
                #expect(clouds.emulator.documents(in: "acme-photos", of: .huaweiOBS).isEmpty)
            }
        }

        @Test func `what a server says cannot steer the terminal`() async throws {
            try await Clouds.run { clouds in
                let hostile = Samples.cosXML(extra: "<Filter><Prefix>\u{9B}2J\u{202E}</Prefix></Filter>")
                clouds.emulator.place(Array(hostile.utf8), as: "bk", in: "photos-1250000000", of: .tencentCOS)
                for form in ["table", "json"] {
                    let shown = try await clouds.tool("show", "\(Clouds.cos)/bk?\(Clouds.inCOS)", "--output", form)
                    #expect(shown.status == 0)
                    #expect(
                        !shown.output.unicodeScalars.contains { $0.value == 0x9B || $0.value == 0x202E }, "\(shown)")
                }
            }
        }
    }
#endif
