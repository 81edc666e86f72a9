#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import Testing

    /// Parts of live rules that this version does not know.
    @Suite(.timeLimit(.minutes(5))) struct UnknownPartTests {
        @Test func `a plan names what a live rule has that it cannot compare`() async throws {
            try await Clouds.run { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                #expect(try await clouds.tool("apply", file).status == 0)
                let stored = try #require(clouds.emulator.document("bk-logs", in: "acme-photos", of: .huaweiOBS))
                let text = String(decoding: stored.document, as: UTF8.self)
                    .replacing("</Destination>", with: "<Encryption>SSE-KMS</Encryption></Destination>")
                clouds.emulator.place(Array(text.utf8), as: "bk-logs", in: "acme-photos", of: .huaweiOBS)
                let planned = try await clouds.tool("plan", file)
                #expect(planned.status == 0, "\(planned)")
                #expect(planned.output.contains("unrecognized at Destination/Encryption (SSE-KMS)"), "\(planned)")
            }
        }
    }
#endif
