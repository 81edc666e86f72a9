#if CommandLineTool && EmulatorServer
    import Glibc
    import TestShell
    import Testing

    /// Standard streams that do not take what is written, and signals.
    @Suite(.timeLimit(.minutes(5))) struct StreamTests {
        @Test func `a full disk is a failure that is said`() async throws {
            let finished = try await ToolRunner()("providers", output: .file("/dev/full"))
            #expect(finished.status == 1)
            #expect(
                finished.errors.contains("standard output cannot be written: No space left on device"), "\(finished)")
        }

        @Test func `help that cannot be written is a failure too`() async throws {
            let finished = try await ToolRunner()("--help", output: .file("/dev/full"))
            #expect(finished.status == 1)
            #expect(finished.errors.contains("No space left on device"), "\(finished)")
        }

        @Test func `what is written replaces no link and no pipe`() async throws {
            let tool = try ToolRunner()
            let good = try tool.scratch.file("set.yaml", Samples.ruleSet())
            let (link, pipe) = (tool.scratch.path + "/link", tool.scratch.path + "/pipe")
            #expect(symlink(good, link) == 0 && mkfifo(pipe, 0o600) == 0)
            for words in [["--html", link], ["--out", link], ["--html", pipe], ["--out", pipe]] {
                let done = try await tool.run(["plan", good, "--no-journal"] + words)
                #expect(done.errors.contains("which would be replaced; name"), "\(words): \(done)")
                #expect(done.status == 4, "\(words): \(done)")
            }
            var status = stat()
            #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
            #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
        }

        @Test func `a pipe that nobody writes to is waited for by none that needs a file`() async throws {
            let tool = try ToolRunner()
            let good = try tool.scratch.file("set.yaml", Samples.ruleSet())
            let pipe = tool.scratch.path + "/pipe"
            #expect(mkfifo(pipe, 0o600) == 0)
            for words in [["apply", good, "--plan", pipe], ["plan", good, "--ca-file", pipe]] {
                let done = try await tool.run(words + ["--no-journal"])
                #expect(
                    done.status == 4 && done.errors.contains("name a file") || done.errors.contains("no regular file"),
                    "\(done)")
            }
            let same = try await tool(
                "plan", good, "--out", tool.scratch.path + "/x", "--html", tool.scratch.path + "/./x")
            #expect(same.status == 64 && same.errors.contains("name the same file"), "\(same)")
        }

        @Test func `no name of a file or bucket steers the terminal`() async throws {
            let tool = try ToolRunner()
            let name = tool.scratch.path + "/\u{1B}]0;owned\u{7}\u{1B}[2J\u{202E}"
            let good = try tool.scratch.file("set.yaml", Samples.ruleSet())
            let bad = try tool.scratch.file("\u{1B}[31mbad.yaml", "version: [")
            for words in [
                ["plan", name], ["plan", bad], ["check", bad], ["apply", good, "--plan", name],
                ["apply", good, "--plan", bad],
                ["plan", good, "--html", name + "/no/page"], ["plan", good, "--out", name + "/no/plan"],
                ["plan", good, "--journal", bad], ["recover", "--journal", name], ["runs", "--journal", name],
                ["export", "--targets", name, "--provider", "huawei-obs"], ["translate", name, "--to", "huawei-obs"],
                ["translate", bad, "--to", "huawei-obs"], ["list", name], ["list", "obs://\u{1B}[2J?region=\u{1B}[2J"],
                ["doctor", name], ["emulate", "--config", name], ["emulate", "--config", bad], ["\u{1B}[2J"],
                ["list", "obs://a?\u{1B}[2J=1"], ["plan", good, "--target", "\u{1B}[2J"],
                ["plan", good, "--\u{1B}[2J"],
                ["plan", good, "--connect-to", "\u{1B}[2J"],
            ] {
                let done = try await tool.run(words)
                #expect(!done.output.isEmpty || !done.errors.isEmpty, "\(words)")
                let printed = (done.output + done.errors).unicodeScalars
                #expect(!printed.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" }, "\(words): \(done)")
            }
        }

        @Test func `a closed standard output is a failure that is said`() async throws {
            let finished = try await ToolRunner()("providers", output: .closed)
            #expect(finished.status == 1)
            #expect(finished.errors.contains("standard output cannot be written: Bad file descriptor"), "\(finished)")
        }

        @Test func `a reader that has gone away ends the output, and nothing else`() async throws {
            var pipes: [Int32] = [0, 0]
            try #require(openPipe(&pipes))
            close(pipes[0])
            defer { close(pipes[1]) }
            let finished = try await ToolRunner()("providers", output: .descriptor(pipes[1]))
            #expect(finished.status == 0, "\(finished)")
            #expect(finished.errors == "")
        }

        @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
        func `a command that waits for a cloud ends with 130`(_ signal: Int32) async throws {
            let listener = try Listener()
            defer { listener.close() }
            let files = try Scratch()
            let child = try ChildProcess(
                ["list", "\(Clouds.cos)?\(Clouds.inCOS)", "--connect-to", "http://127.0.0.1:\(listener.port)"],
                environment: Clouds.credentials, input: .file("/dev/null"), output: .file(files.path + "/output"),
                errors: .file(files.path + "/errors"))
            await listener.request()
            child.signal(signal)
            #expect(await child.wait() == 130)
            #expect(files.text(of: "errors") == "cloud-inventory: error: interrupted\n")
            #expect(files.text(of: "output") == "")
        }

        @Test(arguments: ["apply", "plan", "check"])
        func `a command about many buckets hears the first signal while it reads, and counts what it did not come to`(
            _ command: String
        ) async throws {
            let listener = try Listener()
            defer { listener.close() }
            let files = try Scratch()
            let ruleSet = try files.file("set.yaml", Samples.ruleSet())
            let child = try ChildProcess(
                [command, ruleSet, "--connect-to", "http://127.0.0.1:\(listener.port)"]
                    + (command == "check" ? [] : ["--no-journal"]),
                environment: Clouds.credentials, input: .file("/dev/null"), output: .file(files.path + "/output"),
                errors: .file(files.path + "/errors"))
            await listener.request()
            child.signal(SIGTERM)
            #expect(await child.wait() == 130)
            let said = (files.text(of: "errors") ?? "") + (files.text(of: "output") ?? "")
            #expect(said.contains(command == "apply" ? "2 not attempted" : "2 of 2 buckets were not read"), "\(said)")
        }

        @Test(arguments: [SIGINT, SIGTERM])
        func `the emulator says where it listens, serves, and ends with 0`(_ signal: Int32) async throws {
            let files = try Scratch()
            let config = try files.file(
                "emulator.json",
                """
                {"credentials": [{"accessKey": "AKIDtestEXAMPLE", "secretKey": "testSecretEXAMPLE"}],
                 "buckets": [{"provider": "tencent-cos", "name": "photos-1250000000", "region": "ap-guangzhou"}]}
                """)
            var pipes: [Int32] = [0, 0]
            try #require(openPipe(&pipes))
            let child = try ChildProcess(
                ["emulate", "--config", config, "--port", "tencent-cos=0"], environment: [:],
                input: .file("/dev/null"),
                output: .descriptor(pipes[1]), errors: .file(files.path + "/errors"))
            close(pipes[1])
            defer { close(pipes[0]) }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(pipes[0], &buffer, buffer.count)
            let line = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
            #expect(line.hasPrefix("{\"ready\":true,\"endpoints\":{\"tencent-cos\":\"http://127.0.0.1:"))
            #expect(line.hasSuffix("\"}}\n"))
            let url = try JSON(line)["endpoints"]["tencent-cos"].text ?? ""
            let listed = try await ToolRunner()("list", "\(Clouds.cos)?\(Clouds.inCOS)", "--connect-to", url)
            #expect(listed.status == 0, "\(listed)")
            child.signal(signal)
            #expect(await child.wait() == 0)
            #expect(read(pipes[0], &buffer, buffer.count) == 0, "more than one line")
            #expect(files.text(of: "errors") == "")
        }

        @Test func `a second signal stops apply in the middle of a request, with 130`() async throws {
            let listener = try Listener()
            defer { listener.close() }
            let files = try Scratch()
            let ruleSet = try files.file("set.yaml", Samples.ruleSet())
            let child = try ChildProcess(
                ["apply", ruleSet, "--no-journal", "--connect-to", "http://127.0.0.1:\(listener.port)"],
                environment: Clouds.credentials, input: .file("/dev/null"), output: .file(files.path + "/output"),
                errors: .file(files.path + "/errors"))
            await listener.request()
            child.signal(SIGINT)
            child.signal(SIGTERM)
            #expect(await child.wait() == 130)
        }
    }
#endif
