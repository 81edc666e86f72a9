#if CommandLineTool && EmulatorServer
    import FoundationEssentials
    import Glibc
    import Testing

    /// A program that prints keys, under a command that does not wait for it.
    @Suite(.timeLimit(.minutes(1))) struct CredentialProgramTests {
        @Test(
            arguments: [
                (["plan", "--no-journal"], [SIGTERM]), (["check"], [SIGINT, SIGINT]),
                (["apply", "--deadline", "1s"], []),
                (["list"], [SIGTERM]),
            ] as [([String], [Int32])])
        func `ends with the command, and all that it has started`(_ words: [String], _ signals: [Int32]) async throws {
            let files = try Scratch()
            let program = try files.file("keys", "#!/bin/bash\nsleep 600 &\necho $! > \(files.path)/started\nwait\n")
            chmod(program, 0o700)
            let subject =
                words[0] == "list"
                ? "obs://acme-photos?region=cn-north-4" : try files.file("set.yaml", Samples.ruleSet())
            let child = try ChildProcess(
                [words[0], subject] + words.dropFirst(),
                environment: [
                    "CLOUD_INVENTORY_CREDENTIAL_COMMAND": program, "HOME": files.path, "PATH": "/usr/bin:/bin",
                    "CLOUD_INVENTORY_METADATA_DISABLED": "true",
                ],
                input: .file("/dev/null"), output: .file(files.path + "/output"), errors: .file(files.path + "/errors"))
            while files.text(of: "started")?.hasSuffix("\n") != true { await Task.yield() }
            for signal in signals { child.signal(signal) }
            let status = await child.wait()
            let started = try #require(files.text(of: "started").flatMap { pid_t($0.dropLast()) })
            #expect(status == (signals.isEmpty ? 1 : 130), "\(files.text(of: "errors") ?? "")")
            // Killed, though nobody may have taken note of it yet.
            let state = FileManager.default.contents(atPath: "/proc/\(started)/stat").map {
                String(decoding: $0, as: UTF8.self)
            }
            #expect(state?.contains(") Z ") ?? true, "\(state ?? "")")
            kill(started, SIGKILL)
        }
    }
#endif
