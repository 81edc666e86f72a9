#if CommandLineTool && EmulatorServer
    import InventoryEmulator
    import TestShell
    import Testing

    /// Clouds that fail as the emulator was told to, seen by the command over a socket.
    @Suite(.timeLimit(.minutes(5))) struct FaultyCloudTests {
        /// Lists the bucket in COS, which holds the rules a, b and c.
        private func list(_ faults: String) async throws -> (done: Finished, requests: Int) {
            var result: (Finished, Int)?
            try await Clouds.run(faults: #"{"tencent-cos": \#(faults)}"#) { clouds in
                for id in ["a", "b", "c"] {
                    clouds.emulator.place(
                        Array(Samples.cosXML(id: id).utf8), as: id, in: "photos-1250000000", of: .tencentCOS)
                }
                let done = try await clouds.tool("list", "\(Clouds.cos)?\(Clouds.inCOS)", "--verbose")
                result = (done, clouds.emulator.requestCount)
            }
            return try #require(result)
        }

        @Test(arguments: [
            (#"{"rules": [{"effect": "error", "status": 500, "code": "InternalError", "atMost": 2}]}"#, 4),
            (#"{"rules": [{"effect": "error", "atMost": 1}]}"#, 3),
            (#"{"rules": [{"effect": "error", "status": 429, "code": "TooManyRequests", "atMost": 1}]}"#, 3),
            (#"{"rules": [{"effect": "close", "atMost": 1}]}"#, 3),
            (#"{"rules": [{"effect": "delay", "milliseconds": 200}]}"#, 2),
            (#"{"rules": [{"effect": "halfPage"}]}"#, 3),
            (#"{"clockSkew": 3600}"#, 3), (#"{"clockSkew": -3600}"#, 3),
        ])
        func `what passes is overcome`(_ faults: String, _ requests: Int) async throws {
            let (done, count) = try await list(faults)
            #expect(done.status == 0, "\(done)")
            #expect(done.output.split(separator: "\n").count == 4, "\(done)")
            #expect(count == requests, "\(done)")
        }

        @Test func `a wrong clock and a wrong region are warned of, also where nobody asked`() async throws {
            let logs = EmulatedBucket(provider: .amazonS3, name: "acme-logs", region: "eu-west-1")
            let skew = EmulatedFaults(providers: [.tencentCOS: ProviderFaults(clockSkew: 3600)])
            try await Clouds.run(more: [logs], faults: skew) { clouds in
                let late = try await clouds.tool("list", "\(Clouds.cos)?\(Clouds.inCOS)")
                #expect(late.status == 0 && late.errors.contains("set the clock"), "\(late)")
                var tool = clouds.tool
                tool.environment["AWS_ACCESS_KEY_ID"] = "AKIDtestEXAMPLE"
                tool.environment["AWS_SECRET_ACCESS_KEY"] = "testSecretEXAMPLE"
                let moved = try await tool("list", "s3://acme-logs?region=eu-central-1")
                #expect(moved.status == 0 && moved.errors.contains("correct the region"), "\(moved)")
                #expect(moved.errors.contains("'acme-logs' in region 'eu-west-1'"), "\(moved)")
                let right = try await tool("list", "s3://acme-logs?region=eu-west-1")
                #expect(right.status == 0 && !right.errors.contains("region"), "\(right)")
            }
        }

        /// Whoever waits at a prompt is not kept waiting: three attempts, and the request id of the last.
        @Test(arguments: [
            (#"{"rules": [{"effect": "error", "status": 429, "code": "TooManyRequests"}]}"#, 3, "TooManyRequests"),
            (#"{"rules": [{"effect": "error"}]}"#, 3, "SlowDown"),
            (#"{"rules": [{"effect": "error", "status": 403, "code": "AccessDenied"}]}"#, 1, "AccessDenied"),
            (#"{"rules": [{"effect": "repeatedToken"}]}"#, 2, "does not move on"),
            (#"{"rules": [{"effect": "truncatedWithoutToken"}]}"#, 1, "and not where"),
            (#"{"clockSkew": 31536000}"#, 1, "clock"),
        ])
        func `what does not pass is said, with the request id`(
            _ faults: String, _ requests: Int, _ words: String
        ) async throws {
            let (done, count) = try await list(faults)
            #expect(done.status == 1, "\(done)")
            #expect(count == requests, "\(done)")
            let sentence = done.errors.split(separator: "\n").first { $0.contains("error: ") } ?? ""
            #expect(sentence.contains(words) && sentence.contains("x-cos-request-id"), "\(done)")
        }

        @Test func `a write shows after its lag, a throttle lets so many through, a job is a duplicate`() async throws {
            let job = #"{"rules": [{"effect": "duplicateOneOff"}], "throttle": {"requestsPerSecond": 1000}}"#
            try await Clouds.run(faults: #"{"tencent-cos": \#(job), "huawei-obs": {"visibilityLag": 3600}}"#) {
                clouds in
                let tool = clouds.tool
                let rule = try tool.scratch.file("rule.yaml", Samples.plain)
                #expect(try await tool("put", "\(Clouds.obs)?\(Clouds.inOBS)", rule).status == 0)
                let listed = try await tool("list", "\(Clouds.obs)?\(Clouds.inOBS)", "--output", "json")
                #expect(try JSON(listed.output)["rules"].list.isEmpty)
                #expect(clouds.emulator.documents(in: "acme-photos", of: .huaweiOBS).count == 1)
                let file = try tool.scratch.file("job.yaml", Samples.job)
                let started = try await tool("run", "\(Clouds.cos)/once-1?\(Clouds.inCOS)", file)
                #expect(started.status == 1 && started.errors.contains("DuplicateInventoryId"), "\(started)")
            }
        }
    }
#endif
