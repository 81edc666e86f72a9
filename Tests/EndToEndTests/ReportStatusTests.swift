#if CommandLineTool && EmulatorServer
    import Glibc
    import InventoryEmulator
    import TestShell
    import Testing

    /// `report status` on a rule set.
    @Suite(.timeLimit(.minutes(5))) struct ReportStatusTests {
        static let buckets = [
            EmulatedBucket(provider: .tencentCOS, name: "inv-1250000000", region: "ap-guangzhou"),
            EmulatedBucket(provider: .huaweiOBS, name: "acme-inv", region: "cn-north-4"),
        ]

        /// Runs the body with a rule set of two rules in two clouds, applied.
        private func run(
            buckets: [EmulatedBucket] = buckets, _ body: (Clouds, _ file: String) async throws -> Void
        ) async throws {
            try await Clouds.run(more: buckets) { clouds in
                let file = try clouds.tool.scratch.file("set.yaml", Samples.ruleSet())
                let applied = try await clouds.tool("apply", file)
                try #require(applied.status == 0, "\(applied)")
                try await body(clouds, file)
            }
        }

        private func deliver(_ clouds: Clouds, _ fault: ReportDelivery.Fault? = nil) {
            for rule in ["bk-db", "bk-logs"] {
                let (cos, obs) = ("photos-1250000000", "acme-photos")
                clouds.emulator.deliver(ReportDelivery(rule: rule, bucket: cos, fault: fault), of: .tencentCOS)
                clouds.emulator.deliver(ReportDelivery(rule: rule, bucket: obs, fault: fault), of: .huaweiOBS)
            }
        }

        private func states(_ done: Finished) throws -> [String] {
            try JSON(done.output)["buckets"].list.flatMap { $0["rules"].list.compactMap { $0["state"].text } }
        }

        @Test func `reports that never came make status 2, those that arrived 0, and rows are told`() async throws {
            try await run { clouds, file in
                let never = try await clouds.tool("report", "status", file, "--output", "json")
                #expect(never.status == 2, "\(never)")
                #expect(try states(never) == Array(repeating: "never", count: 4))
                deliver(clouds)
                let arrived = try await clouds.tool("report", "status", file, "--output", "json")
                #expect(arrived.status == 0, "\(arrived)")
                #expect(try states(arrived) == Array(repeating: "arrived", count: 4))
                let document = try JSON(arrived.output)
                #expect(document["format"].text == "cloud-inventory/report-status/1")
                #expect(document["summary"]["states"]["arrived"].number == 4)
                #expect(document["buckets"][0]["rules"][0]["rows"].number == 0)
                #expect(document["buckets"][0]["rules"][0]["arrived"].text?.hasSuffix("Z") == true)

                let table = try await clouds.tool("report", "status", file)
                #expect(table.output.hasSuffix("\n4 of 4 reports arrived\n"), "\(table)")
            }
        }

        @Test func `a delivery is asked for on a port that all clouds share, as on their own`() async throws {
            try await run { clouds, _ in
                let server = try await EmulatorServer.start(clouds.emulator, sharedPort: 0)
                var tool = clouds.tool
                tool.arguments = ["--connect-to", "http://127.0.0.1:\(server.sharedPort ?? 0)"]
                let done = try await tool("emulate", "deliver", "\(Clouds.obs)/bk-db?\(Clouds.inOBS)")
                await server.stop()
                #expect(done.status == 0 && done.output.contains("/manifest.json\n"), "\(done)")
                let own = try await clouds.tool("emulate", "deliver", "\(Clouds.cos)/bk-db?\(Clouds.inCOS)")
                #expect(own.status == 0 && own.output.contains("/manifest.json\n"), "\(own)")
            }
        }

        @Test func `an unfinished and a broken report make status 2, and the page has each with its reason`()
            async throws
        {
            try await run { clouds, file in
                deliver(clouds, .late)
                let manifest = "1250000000/photos/bk-db/20260101/manifest.json"
                clouds.emulator.place(EmulatedObject(manifest, .text("{")), in: "inv-1250000000", of: .tencentCOS)
                let page = clouds.tool.scratch.path + "/page.html"
                let done = try await clouds.tool("report", "status", file, "--html", page)
                #expect(done.status == 2, "\(done)")
                #expect(done.output.hasSuffix("\n0 of 4 reports arrived; 2 incomplete, 1 broken, 1 never\n"), "\(done)")
                let text = clouds.tool.scratch.text(of: "page.html") ?? ""
                for state in ["incomplete", "broken", "never"] { #expect(text.contains(#""state":"\#(state)""#)) }
                #expect(text.contains("not valid JSON"))
            }
        }

        @Test func `a report bucket that is not there makes status 1, and the others are told all the same`()
            async throws
        {
            try await run(buckets: [Self.buckets[0]]) { clouds, file in
                deliver(clouds)
                let done = try await clouds.tool("report", "status", file, "--output", "jsonl")
                #expect(done.status == 1, "\(done)")
                #expect(done.errors.contains("acme-inv"), "\(done)")
                let lines = try done.output.split(separator: "\n").map { try JSON(String($0)) }
                #expect(lines.count == 3)
                #expect(lines.last?["summary"]["states"]["unreadable"].number == 2)
                #expect(lines.last?["summary"]["states"]["arrived"].number == 2)
            }
        }

        @Test func `a grace that is none is refused, and without keys nothing is asked`() async throws {
            try await run { clouds, file in
                let bad = try await clouds.tool("report", "status", file, "--grace", "soon")
                #expect(bad.status == 64 && bad.errors.contains("--grace takes"), "\(bad)")
                var tool = clouds.tool
                for name in Clouds.credentials.keys { tool.environment[name] = nil }
                let before = clouds.emulator.requestCount
                let done = try await tool("report", "status", file)
                #expect(done.status == 4, "\(done)")
                #expect(clouds.emulator.requestCount == before)
            }
        }

        @Test(arguments: [
            (["--deadline", "1s"], Int32(1), "the run's deadline had passed"), ([], 130, "the run was interrupted"),
        ])
        func `a run that ends before its time says so, and what it came to`(
            _ options: [String], _ status: Int32, _ reason: String
        ) async throws {
            try await run { clouds, file in
                let deaf = try Listener()
                defer { deaf.close() }
                let files = try Scratch()
                let child = try ChildProcess(
                    ["report", "status", file, "--html", files.path + "/page.html"] + options
                        + ["tencent-cos", "huawei-obs"].flatMap {
                            ["--connect-to", "\($0)=http://127.0.0.1:\(deaf.port)"]
                        }, environment: clouds.tool.environment, input: .closed,
                    output: .file(files.path + "/output"), errors: .file(files.path + "/errors"))
                if options.isEmpty {
                    await deaf.request()
                    child.signal(SIGINT)
                }
                #expect(await child.wait() == status)
                #expect(files.text(of: "output")?.hasSuffix("0 of 4 reports arrived; 4 unreadable\n") == true)
                #expect(files.text(of: "errors")?.contains(reason) == true)
                #expect(
                    files.text(of: "page.html")?.contains("This page is not complete: 0 of 2 buckets were read") == true
                )
            }
        }
    }
#endif
