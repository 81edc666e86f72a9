#if CommandLineTool && EmulatorServer
    import Dispatch
    import FoundationEssentials
    import Glibc
    import Testing

    /// A program that runs beside emulated clouds ends with them.
    @Suite(.timeLimit(.minutes(5))) struct EmulatedProgramTests {
        @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
        func `a signal ends the program, what it has started, and its folder`(
            _ number: Int32
        ) async throws {
            var tool = try ToolRunner()
            tool.environment["TMPDIR"] = tool.scratch.path
            tool.environment["PATH"] = "/usr/bin:/bin"
            let file = try tool.scratch.file("set.yaml", Samples.ruleSet())
            var ends: [Int32] = [0, 0]
            try #require(openPipe(&ends))
            let child = try ChildProcess(
                [
                    "emulate", "--rule-set", file, "--run",
                    "mkdir \"$CLOUD_INVENTORY_JOURNAL\"; sleep 1000 & echo $$ $!; wait",
                ],
                environment: tool.environment, input: .file("/dev/null"), output: .descriptor(ends[1]),
                errors: .file(tool.scratch.path + "/errors"))
            close(ends[1])
            let line = await Self.line(from: ends[0])
            let processes = line.split(separator: " ").compactMap { pid_t($0) }
            try #require(processes.count == 2, "\(line)")
            let folder = { try tool.scratch.names().filter { $0.hasPrefix("cloud-inventory-emulated-") } }
            #expect(try folder().count == 1)
            child.signal(number)
            let status = await child.wait()
            #expect(status == 128 + SIGTERM)
            for process in processes { #expect(kill(process, 0) != 0, "\(process) is still there") }
            #expect(try folder() == [])
            close(ends[0])
        }

        /// Reads up to the end of the first line. Waiting blocks a thread.
        private static func line(from descriptor: Int32) async -> String {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    var (text, byte) = ([UInt8](), UInt8(0))
                    while read(descriptor, &byte, 1) == 1, byte != 0x0A { text.append(byte) }
                    continuation.resume(returning: String(decoding: text, as: UTF8.self))
                }
            }
        }
    }
#endif
