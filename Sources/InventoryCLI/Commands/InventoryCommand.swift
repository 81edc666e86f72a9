#if CommandLineTool
    import ArgumentParser

    /// A command that has something to show. It computes; printing and the exit status are the same for all.
    protocol InventoryCommand: AsyncParsableCommand {
        var form: OutputOptions { get }

        /// Does the work.
        /// - Throws: what ends the command; ``CommandFailure`` makes a sentence and a status of any error.
        func outcome() async throws -> Outcome

        /// What programs get where the work ended with a failure; nil where the command has no document for that.
        func document(of failure: CommandFailure) -> (any Encodable & Sendable)?
    }

    extension InventoryCommand {
        func document(of failure: CommandFailure) -> (any Encodable & Sendable)? { nil }

        func run() async throws {
            let outcome: Outcome
            do {
                outcome = try await self.outcome()
            } catch {
                // What the parser of the command line throws is no failure of the work.
                if Self.exitCode(for: error) == .failure, let document = document(of: CommandFailure(error)) {
                    try form.print(Outcome("", json: document))
                }
                throw error
            }
            try form.print(outcome)
            if outcome.status != .done { throw ExitCode(outcome.status.rawValue) }
        }
    }
#endif
