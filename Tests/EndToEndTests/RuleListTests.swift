#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import TestShell
    import Testing

    /// `list` of a rule set: what is live in all of its buckets.
    @Suite(.timeLimit(.minutes(5))) struct RuleListTests {
        @Test(arguments: [["list", "--rule-set"], ["list"]])
        func `every rule of every bucket is listed, whoever wrote it`(_ words: [String]) async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await clouds.tool("apply", file).status == 0)
                let foreign = try clouds.tool.scratch.file("foreign.xml", Samples.cosXML(id: "theirs"))
                let put = try await clouds.tool("put", "\(Clouds.cos)/theirs?\(Clouds.inCOS)", foreign)
                #expect(put.status == 0, "\(put)")

                let table = try await clouds.tool.run(words + [file])
                #expect(table.status == 0, "\(table)")
                let lines = table.output.split(separator: "\n").map {
                    $0.split(separator: " ").prefix(2).map(String.init)
                }
                #expect(
                    lines == [
                        ["BUCKET", "ID"], ["in-cos/photos-1250000000", "bk-db"],
                        ["in-cos/photos-1250000000", "bk-logs"],
                        ["in-cos/photos-1250000000", "theirs"], ["in-obs/acme-photos", "bk-db"],
                        ["in-obs/acme-photos", "bk-logs"], ["2", "buckets,"],
                    ], "\(table)")
                #expect(table.output.hasSuffix("\n\n2 buckets, 5 rules\n"), "\(table)")

                let json = try await clouds.tool.run(words + [file, "--output", "json", "--target", "in-obs"])
                #expect(json.status == 0, "\(json)")
                let document = try JSON(json.output)
                #expect(document["ruleSet"].text == "test")
                #expect(document["buckets"].list.map { $0["target"]["bucket"].text } == ["acme-photos"])
                #expect(document["buckets"][0]["rules"].list.map { $0["rule"]["id"].text } == ["bk-db", "bk-logs"])
                #expect(document["buckets"][0]["rules"][0]["document"].text?.contains("<Prefix>db/</Prefix>") == true)
                #expect(document["summary"]["rules"].number == 2)
            }
        }

        @Test(arguments: ["table", "json"])
        func `a bucket that cannot be read is named, and the others are listed`(_ form: String) async throws {
            try await Clouds.run { clouds in
                let text = Samples.ruleSet().replacing("[acme-photos]", with: "[not-there, acme-photos]")
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await clouds.tool("apply", file).status == 0)
                _ = try clouds.tool.scratch.file("set.yaml", text)
                let listed = try await clouds.tool("list", "--rule-set", file, "--output", form)
                #expect(listed.status == 1, "\(listed)")
                #expect(
                    listed.errors.contains("in-obs/not-there") && listed.errors.contains("NoSuchBucket"), "\(listed)")
                if form == "table" {
                    #expect(listed.output.contains("in-obs/not-there"), "\(listed)")
                    #expect(listed.output.hasSuffix("\n\n3 buckets, 4 rules; 1 unreadable\n"), "\(listed)")
                } else {
                    let buckets = try JSON(listed.output)["buckets"].list
                    #expect(Set(buckets.compactMap { $0["index"].number }) == [0, 1, 2])
                    #expect(buckets.filter { $0["error"].text?.contains("NoSuchBucket") == true }.count == 1)
                }
            }
        }

        @Test func `more buckets than are held back are listed as they come`() async throws {
            let more = (0..<250).map { EmulatedBucket(provider: .huaweiOBS, name: "more-\($0)", region: "cn-north-4") }
            try await Clouds.run(more: more) { clouds in
                let names = more.map(\.name).joined(separator: ", ")
                let file = try clouds.tool.scratch.file(
                    "set.yaml", Samples.ruleSet().replacing("[acme-photos]", with: "[\(names)]"))
                let applied = try await clouds.tool("apply", file)
                #expect(applied.status == 0, "\(applied)")
                for form in ["table", "json"] {
                    let listed = try await clouds.tool("list", file, "--output", form, "-q")
                    #expect(listed.status == 0, "\(listed)")
                    #expect(listed.output.split(separator: "bk-logs").count > 250)
                    if form == "json" { #expect(try JSON(listed.output)["buckets"].list.count == 251) }
                }
            }
        }

        @Test func `what list is asked for is one thing`() async throws {
            let tool = try ToolRunner()
            let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
            let address = "\(Clouds.cos)?\(Clouds.inCOS)"
            for (words, says) in [
                ([], "name a bucket"), ([address, "--rule-set", file], "exclude each other"),
                ([address, "--target", "in-cos"], "choose from a rule set"),
            ] {
                let refused = try await tool.run(["list"] + words)
                #expect(refused.status == 64 && refused.errors.contains(says), "\(refused)")
            }
            let unknown = try await tool("list", file, "--target", "in-cso")
            #expect(unknown.status == 4 && unknown.errors.contains("did you mean 'in-cos'?"), "\(unknown)")
        }
    }
#endif
