#if CommandLineTool
    import ArgumentParser

    /// A command that has something to show. It computes; printing and the exit status are the same for all.
    protocol InventoryCommand: AsyncParsableCommand {
        var form: OutputOptions { get }

        /// Does the work.
        /// - Throws: what ends the command; ``CommandFailure`` makes a sentence and a status of any error.
        func outcome() async throws -> Outcome
    }

    extension InventoryCommand {
        func run() async throws {
            let outcome = try await outcome()
            try form.print(outcome)
            if outcome.status != .done { throw ExitCode(outcome.status.rawValue) }
        }
    }
#endif
