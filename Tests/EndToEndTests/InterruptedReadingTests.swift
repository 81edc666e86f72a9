#if CommandLineTool && EmulatorServer
    import Glibc
    import Testing

    @testable import InventoryCLI

    /// `plan` and `check` that are stopped while they read.
    @Suite(.timeLimit(.minutes(5))) struct InterruptedReadingTests {
        /// Starts the command against a cloud that never answers, and sends the signals once it waits.
        private func interrupted(
            _ words: [String], by signals: [Int32], in files: Scratch
        ) async throws -> (status: Int32, files: [String]) {
            let listener = try Listener()
            defer { listener.close() }
            let ruleSet = try files.file("set.yaml", Samples.ruleSet())
            let more = ["--connect-to", "http://127.0.0.1:\(listener.port)"]
            let child = try ChildProcess(
                [words[0], ruleSet] + words.dropFirst() + more, environment: Clouds.credentials,
                input: .file("/dev/null"), output: .file(files.path + "/output"), errors: .file(files.path + "/errors"))
            await listener.request()
            for signal in signals { child.signal(signal) }
            return (await child.wait(), try files.names())
        }

        @Test(arguments: ["plan", "check"])
        func `an interrupted reading leaves a whole page that says so`(_ command: String) async throws {
            let files = try Scratch()
            let done = try await interrupted(
                [command, "--html", files.path + "/page.html"] + (command == "plan" ? ["--no-journal"] : []),
                by: [SIGINT], in: files)
            #expect(done.status == 130)
            let page = try #require(files.text(of: "page.html"))
            #expect(page.hasSuffix("</html>\n"))
            #expect(page.contains("This page is not complete: 0 of 2 buckets were read"))
            #expect(page.contains("interrupted"))
            #expect(!done.files.contains { $0.hasSuffix(".partial") }, "\(done)")
        }

        @Test(arguments: [
            [SIGINT], [SIGINT, SIGTERM], [SIGTERM, SIGTERM, SIGTERM], [SIGHUP], [SIGUSR1], [SIGALRM], [SIGKILL],
        ])
        func `no partial file is left, whatever signals end it`(_ signals: [Int32]) async throws {
            let files = try Scratch()
            _ = try files.file("saved.plan", "an earlier plan")
            let done = try await interrupted(
                ["plan", "--no-journal", "--html", files.path + "/page.html", "--out", files.path + "/saved.plan"],
                by: signals, in: files)
            #expect(done.status == 130 || done.status > 1000, "\(done)")
            let expected = ["errors", "output", "page.html", "saved.plan", "set.yaml"]
            #expect(Set(done.files).subtracting(expected) == [], "\(done)")
            #expect(files.text(of: "saved.plan") == "an earlier plan")
        }

        @Test func `a signal in the instant in which a new file has two names ends the process after it`() {
            var ended: [Int32] = []
            let value = HeldSignals.during {
                kill(getpid(), SIGUSR2)
                while !HeldSignals.hasCome(SIGUSR2) { sched_yield() }
                return 1
            } end: {
                ended.append($0)
            }
            #expect(value == 1 && ended == [SIGUSR2])
        }

        @Test(arguments: ["--html", "--out"])
        func `a file that cannot be written whole is named, and the earlier one stays`(_ option: String) async throws {
            try await Clouds.run { clouds in
                var tool = clouds.tool
                let ruleSet = try tool.scratch.file("set.yaml", Samples.ruleSet())
                let file = try tool.scratch.file("old", "an earlier file")
                tool.limits = ["-f 1"]
                let done = try await tool("plan", ruleSet, "--no-journal", option, file)
                #expect(done.status == 1, "\(done)")
                #expect(done.errors.contains("/old cannot be written: File too large"), "\(done)")
                #expect(!done.errors.contains("journal"), "\(done)")
                #expect(try tool.scratch.names().filter { $0 != ".local" } == ["old", "set.yaml"], "\(done)")
                #expect(tool.scratch.text(of: "old") == "an earlier file")
                tool.limits = []
                #expect(try await tool("plan", ruleSet, "--no-journal", option, file).status == 2)
                #expect(tool.scratch.text(of: "old")?.hasPrefix("an earlier file") == false)
            }
        }
    }
#endif
