#if CommandLineTool && EmulatorServer
    import Foundation
    import InventoryEmulator
    import TestShell
    import Testing

    /// What is refused before any write has one status, whatever is refused for it, and nothing was written.
    @Suite(.timeLimit(.minutes(5))) struct RefusalStatusTests {
        @Test func `without the keys of one cloud nothing is written in the others`() async throws {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                tool.environment["OBS_SECRET_ACCESS_KEY"] = nil
                tool.environment["OBS_ACCESS_KEY_ID"] = nil
                let text = Samples.ruleSet()
                    .replacing("rules:\n", with: "safety: {onRefusal: skip-rule}\nrules:\n", maxReplacements: 1)
                let file = try tool.scratch.file("set.yaml", text)
                let refused = try await tool("apply", file)
                #expect(refused.status == 4, "\(refused)")
                #expect(refused.output == "nothing was written\n", "\(refused)")
                #expect(
                    refused.errors.contains("error: \(file):1") && refused.errors.contains("huawei-obs"), "\(refused)")
                #expect(clouds.emulator.requestCount == 0)
                let part = try await tool("apply", file, "--target", "in-cos")
                #expect(part.status == 0, "\(part)")
                let whole = try await clouds.tool("apply", file)
                #expect(whole.status == 0, "\(whole)")
                let undone = try await tool("undo", "last", "--yes")
                #expect(undone.status == 4, "\(undone)")
                #expect(clouds.document("bk-db", in: "acme-photos", of: .huaweiOBS) != "")
            }
        }

        @Test func `a journal that cannot be used is status 4, and says what stands in the way`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                let (open, link) = (tool.scratch.path + "/open", tool.scratch.path + "/link")
                try FileManager.default.createDirectory(atPath: open, withIntermediateDirectories: false)
                try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: open)
                try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: open)
                for (journal, reason) in [
                    (open, "others may write to it"), (link, "symbolic link"), ("/proc/none/journal", "No such file"),
                    ("/sys/none/journal", "let this user write there"), (file, "no folder"),
                ] {
                    let refused = try await tool("apply", file, "--journal", journal)
                    #expect(refused.status == 4, "\(refused)")
                    #expect(refused.errors.contains(reason) && refused.errors.contains(journal), "\(refused)")
                    #expect(refused.output == "nothing was written\n", "\(refused)")
                }
                #expect(try await tool("plan", file, "--journal", open).status == 4)
                var local = tool
                local.arguments = []
                #expect(try await local("runs", "--journal", open).status == 4)
                #expect(clouds.emulator.requestCount == 0)
            }
        }

        @Test func `a run or a folder that is not there is status 4, and what helps is said`() async throws {
            try await Clouds.run { clouds in
                let tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("apply", file).status == 0)
                let unknown = try await tool("undo", "20200101T000000Z-none")
                #expect(
                    unknown.status == 4 && unknown.errors.contains("`cloud-inventory runs` lists them"), "\(unknown)")
                let given = try await tool("recover", "--abandon", "nosuch")
                #expect(given.status == 4, "\(given)")
                var local = tool
                local.arguments = []
                let nowhere = tool.scratch.path + "/nowhere"
                for words in [["runs"], ["undo", "last"], ["recover"]] {
                    let absent = try await local.run(words + ["--journal", nowhere])
                    #expect(absent.status == 4 && absent.errors.contains("there is no folder \(nowhere)"), "\(absent)")
                }
                #expect(try await tool("plan", file, "--target", "in-ocs").status == 4)
                #expect(try await tool("plan", file, "--bucket", "nosuch").status == 4)
            }
        }

        @Test func `a saved plan that others can write is refused`() async throws {
            try await Clouds.run { clouds in
                let (tool, plan) = (clouds.tool, clouds.tool.scratch.path + "/saved.plan")
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await tool("plan", file, "--out", plan).status == 2)
                for mode in [0o666, 0o620] {
                    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: plan)
                    let refused = try await tool("apply", file, "--plan", plan)
                    #expect(refused.status == 4, "\(refused)")
                    #expect(refused.errors.contains("`chmod go-w` it"), "\(refused)")
                }
                try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: plan)
                #expect(try await tool("apply", file, "--plan", plan).status == 0)
            }
        }
    }
#endif
