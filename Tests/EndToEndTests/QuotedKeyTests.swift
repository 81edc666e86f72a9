#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import Testing

    /// Keys that were pasted with the quotes around them.
    @Suite(.timeLimit(.minutes(5))) struct QuotedKeyTests {
        @Test(
            arguments: [
                ("TENCENTCLOUD_SECRET_ID", "\"AKIDtestEXAMPLE\"", "access key"),
                ("TENCENTCLOUD_SECRET_KEY", "'testSecretEXAMPLE'", "secret key"),
                ("TENCENTCLOUD_SECRET_KEY", "testSecretEXAMPLE\"", "secret key"),
            ])
        func `quotes around a key are named beside the server's refusal, and the key is not`(
            _ variable: String, _ value: String, _ part: String
        ) async throws {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                tool.environment[variable] = value
                let refused = try await tool("list", "\(Clouds.cos)?\(Clouds.inCOS)")
                #expect(refused.status != 0 && clouds.emulator.requestCount > 0, "\(refused)")
                #expect(refused.errors.contains("; there are quotes around the \(part), which count as"), "\(refused)")
                #expect(refused.errors.contains("the server said 403"), "\(refused)")
                #expect(!refused.errors.contains("testSecret"), "\(refused)")
                let doctor = try await tool("doctor", "\(Clouds.cos)?\(Clouds.inCOS)")
                #expect(doctor.output.contains("there are quotes around the \(part)"), "\(doctor)")
            }
        }

        @Test func `keys that are wrong without quotes have no such remedy`() async throws {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                tool.environment["TENCENTCLOUD_SECRET_ID"] = "AKIDother\"EXAMPLE"
                let refused = try await tool("list", "\(Clouds.cos)?\(Clouds.inCOS)")
                #expect(refused.status != 0 && refused.errors.contains("403"), "\(refused)")
                #expect(!refused.errors.contains("quotes"), "\(refused)")
            }
        }
    }
#endif
