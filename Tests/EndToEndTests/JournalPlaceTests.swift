#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import Testing

    @testable import InventoryCLI

    /// Where runs are recorded, and drift that only a journal can tell.
    @Suite(.timeLimit(.minutes(5))) struct JournalPlaceTests {
        @Test func `the journal stands in the state folder, under the rule set's name`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await clouds.tool("apply", file).status == 0)
                #expect(clouds.tool.scratch.text(of: ".local/state/cloud-inventory/test/written") != nil)

                var tool = clouds.tool
                tool.environment["XDG_STATE_HOME"] = tool.scratch.path + "/state"
                #expect(try await tool("apply", file).status == 0)
                #expect(tool.scratch.text(of: "state/cloud-inventory/test/written") != nil)

                tool.environment["CLOUD_INVENTORY_JOURNAL"] = tool.scratch.path + "/named"
                #expect(try await tool("apply", file).status == 0)
                #expect(tool.scratch.text(of: "named/written") != nil)
                #expect(try await tool("apply", file, "--journal", tool.scratch.path + "/option").status == 0)
                #expect(tool.scratch.text(of: "option/written") != nil)
            }
        }

        @Test func `without a home the place has to be said`() async throws {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                tool.environment["HOME"] = nil
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                let refused = try await tool("apply", file)
                #expect(refused.status == 4, "\(refused)")
                #expect(refused.errors.contains("name a folder with --journal"), "\(refused)")
                #expect(clouds.emulator.requestCount == 0)
                #expect(try await tool("apply", file, "--no-journal").status == 0)
            }
        }

        @Test func `a rule that somebody changed is put right, because the journal knows it as ours`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await clouds.tool("apply", file).status == 0)
                let changed = Samples.cosXML(id: "bk-logs", extra: "<Filter><Prefix>elsewhere/</Prefix></Filter>")
                clouds.emulator.place(Array(changed.utf8), as: "bk-logs", in: "photos-1250000000", of: .tencentCOS)
                #expect(try await clouds.tool("plan", file).status == 2)
                // Another journal knows nothing of it.
                let stranger = clouds.tool.scratch.path + "/other"
                #expect(try await clouds.tool("plan", file, "--journal", stranger).status == 4)
                #expect(try await clouds.tool("apply", file).status == 0)
                let document = clouds.document("bk-logs", in: "photos-1250000000", of: .tencentCOS)
                #expect(document.contains("<Prefix>logs/</Prefix>"), "\(document)")
            }
        }

        @Test(arguments: [
            ("acme-nightly", "acme-nightly"), ("a.b_C-9", "a.b_C-9"), ("a/b", "a_b-c14cddc0"),
            ("..", "_.-5ec1f7e7"), ("", "-e3b0c442"),
        ])
        func `a name becomes one that is safe for a file, and no other's`(_ name: String, _ expected: String) throws {
            #expect(try StateFolder.fileName(name) == expected)
        }

        @Test func `a relative state folder does not count`() throws {
            let place = StateFolder { ["XDG_STATE_HOME": "state", "HOME": "/people/op"][$0] }
            #expect(try place?.folder(for: "x") == "/people/op/.local/state/cloud-inventory/x")
            #expect(StateFolder { _ in nil } == nil)
        }
    }
#endif
