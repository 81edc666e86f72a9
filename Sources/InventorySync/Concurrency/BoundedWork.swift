/// Runs work on a sequence of any length with a bounded number of tasks, and hands over each result as it comes. Inputs
/// are taken only when there is room and results are handed over one at a time, so memory does not grow with the
/// sequence, and a slow consumer slows the work down.
///
/// Cancellation cancels the work in flight and throws `CancellationError`.
func forEachConcurrently<Inputs: Sequence, Result: Sendable>(
    _ inputs: Inputs, limit: Int, work: @escaping @Sendable (Int, Inputs.Element) async throws -> Result,
    consume: (Result) async throws -> Void
) async throws where Inputs.Element: Sendable {
    try await withThrowingTaskGroup(of: Result.self) { group in
        var iterator = inputs.makeIterator()
        var index = 0
        func startNext() -> Bool {
            guard let input = iterator.next() else { return false }
            let position = index
            index += 1
            group.addTask { try await work(position, input) }
            return true
        }
        var running = 0
        while running < max(1, limit), startNext() { running += 1 }
        while let result = try await group.next() {
            try await consume(result)
            try Task.checkCancellation()
            _ = startNext()
        }
    }
}
