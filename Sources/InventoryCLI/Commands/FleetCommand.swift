#if CommandLineTool
    import ArgumentParser

    /// A command about many buckets. It prints while it works, and ends with one status for all.
    protocol FleetCommand: AsyncParsableCommand {
        /// Does the work and prints it.
        /// - Throws: what ends the command; ``CommandFailure`` makes a sentence and a status of any error.
        func status() async throws -> CommandStatus
    }

    extension FleetCommand {
        func run() async throws {
            let status = try await status()
            if status != .done { throw ExitCode(status.rawValue) }
        }
    }
#endif
