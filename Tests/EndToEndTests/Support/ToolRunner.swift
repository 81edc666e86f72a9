#if CommandLineTool && EmulatorServer
    import Glibc

    /// What a run of the command came to.
    struct Finished: Sendable, CustomStringConvertible {
        var status: Int32
        var output: String
        var errors: String

        var description: String { "status \(status)\n--- output\n\(output)\n--- errors\n\(errors)" }
    }

    /// Runs the command with everything given, and nothing taken from the test's own environment.
    struct ToolRunner: Sendable {
        var environment: [String: String] = Clouds.credentials
        /// Added to every command line.
        var arguments: [String] = []
        /// Options of the shell's `ulimit` that it runs under: `-n 16`.
        var limits: [String] = []
        let scratch: Scratch

        init() throws {
            scratch = try Scratch()
            environment["HOME"] = scratch.path
            // No test asks what the machine that it runs on may do.
            environment["CLOUD_INVENTORY_METADATA_DISABLED"] = "true"
            // Under the address sanitizer: the command ends inside its async main, and whether what it holds there is
            // found or called leaked is chance. Leaks of the library are looked for in the tests' own process.
            environment["ASAN_OPTIONS"] = "detect_leaks=0"
        }

        /// Runs to the end.
        /// - Parameters:
        ///   - input: what stands on standard input.
        ///   - output: where standard output leads; nil keeps it for the result.
        func callAsFunction(
            _ words: String..., input: String = "", output: ChildProcess.Stream? = nil
        ) async throws -> Finished {
            try await run(words, input: input, output: output)
        }

        func run(_ words: [String], input: String = "", output: ChildProcess.Stream? = nil) async throws -> Finished {
            let files = try Scratch()
            let child = try ChildProcess(
                words + arguments, environment: environment, input: .file(try files.file("input", input)),
                output: output ?? .file(files.path + "/output"), errors: .file(files.path + "/errors"), limits: limits)
            let status = await child.wait()
            return Finished(
                status: status, output: files.text(of: "output") ?? "", errors: files.text(of: "errors") ?? "")
        }
    }
#endif
