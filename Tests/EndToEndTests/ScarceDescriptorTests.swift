#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import Testing

    @testable import InventoryCLI

    /// The command in a process that may have few open files, or little memory.
    @Suite(.timeLimit(.minutes(5))) struct ScarceDescriptorTests {
        @Test(arguments: [4, 8, 10, 13, 16, 24]) func `too few are named before anything is done`(_ limit: Int)
            async throws
        {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                tool.limits = ["-n \(limit)"]
                for command in ["plan", "apply", "check"] {
                    let done = try await tool(command, file)
                    #expect(done.status == 4, "\(done)")
                    #expect(
                        done.errors.contains("this process may have \(limit) open files (RLIMIT_NOFILE)"), "\(done)")
                }
                #expect(clouds.emulator.requestCount == 0)
            }
        }

        @Test func `too little memory is named before anything is done`() async throws {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                tool.limits = ["-v \(120 << 10)"]
                for command in ["plan", "apply", "check"] {
                    let done = try await tool(command, file)
                    #expect(done.status == 4 && done.errors.contains("120 MiB of memory (RLIMIT_AS)"), "\(done)")
                }
                #expect(clouds.emulator.requestCount == 0)
            }
        }

        @Test func `a soft limit is raised where it is too low`() async throws {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
                tool.limits = ["-Sn 8"]
                #expect(try await tool("apply", file).status == 0)
                tool.limits = ["-n 256"]
                let planned = try await tool("plan", file)
                #expect(
                    planned.status == 0,
                    "what the error asks for is enough: \(planned)")
            }
        }
    }
#endif
