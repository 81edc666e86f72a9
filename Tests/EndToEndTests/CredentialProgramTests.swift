#if CommandLineTool && EmulatorServer
    import Dispatch
    import FoundationEssentials
    import Glibc
    import Testing

    /// A program that prints keys, under a command that does not wait for it.
    @Suite(.timeLimit(.minutes(5))) struct CredentialProgramTests {
        @Test(
            arguments: [
                (["plan", "--no-journal"], [SIGTERM]), (["check"], [SIGINT, SIGINT]), (["list"], [SIGTERM]),
            ] as [([String], [Int32])])
        func `ends with the command, and all that it has started`(_ words: [String], _ signals: [Int32]) async throws {
            let files = try Scratch()
            // Whoever opens a pipe with a name waits for the other end.
            let pipe = files.path + "/started"
            mkfifo(pipe, 0o600)
            let program = try files.file("keys", "#!/bin/bash\nsleep 600 &\necho $! > \(pipe)\nwait\n")
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
            let line = await withCheckedContinuation { read in
                // At once: a task may wait longer for its turn than the command waits for its keys.
                DispatchQueue.global().async {
                    let line = Self.text(from: pipe)
                    for signal in signals { child.signal(signal) }
                    read.resume(returning: line)
                }
            }
            let status = await child.wait()
            let started = try #require(line.split(separator: "\n").first.flatMap { pid_t($0) })
            #expect(status == 130, "\(files.text(of: "errors") ?? "")")
            // Killed, though nobody may have taken note of it yet.
            let state = FileManager.default.contents(atPath: "/proc/\(started)/stat").map {
                String(decoding: $0, as: UTF8.self)
            }
            #expect(state?.contains(") Z ") ?? true, "\(state ?? "")")
            kill(started, SIGKILL)
        }

        private static func text(from pipe: String) -> String {
            let file = open(pipe, O_RDONLY)
            defer { close(file) }
            var bytes = [UInt8](repeating: 0, count: 32)
            let count = read(file, &bytes, bytes.count)
            return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
        }
    }
#endif
