#if CommandLineTool && EmulatorServer
    import Glibc
    import Testing

    @testable import InventoryCLI

    /// `plan` and `check` that are stopped while they read.
    @Suite(.timeLimit(.minutes(1))) struct InterruptedReadingTests {
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

        @Test(arguments: [[SIGINT], [SIGINT, SIGTERM], [SIGTERM, SIGTERM, SIGTERM]])
        func `no partial file is left, however often it is interrupted`(_ signals: [Int32]) async throws {
            let files = try Scratch()
            let done = try await interrupted(
                ["plan", "--no-journal", "--html", files.path + "/page.html", "--out", files.path + "/saved.plan"],
                by: signals, in: files)
            #expect(done.status == 130 || done.status > 1000, "\(done)")
            #expect(!done.files.contains { $0.hasSuffix(".partial") }, "\(done)")
        }
    }
#endif
