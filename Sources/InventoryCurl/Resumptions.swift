/// Callers whose calls have ended, on their way back.
struct Resumptions {
    private var waiting: [Resumption] = []

    private struct Resumption: Sendable {
        let continuation: CheckedContinuation<RawAnswer, any Error>
        let result: Result<RawAnswer, any Error>

        func deliver() { continuation.resume(with: result) }
    }

    /// Takes the caller of the transfer, who must be resumed by ``deliver()`` before the thread waits for anything. Who
    /// reads a stream has been resumed with its head, and learns of the end where the body is.
    mutating func add(_ transfer: Transfer, _ result: Result<RawAnswer, any Error>) {
        guard let continuation = transfer.continuation.take() else {
            transfer.pipe?.end(result.map { _ in })
            return
        }
        waiting.append(Resumption(continuation: continuation, result: result))
    }

    /// Resumes everybody; false where there is nobody. Several are left to a task: to wake one of Swift's threads for each
    /// costs the network thread its processor each time, where a task that runs there already resumes the others for little.
    mutating func deliver() -> Bool {
        guard waiting.count > 1 else {
            guard let only = waiting.popLast() else { return false }
            only.deliver()
            return true
        }
        let all = waiting
        waiting.removeAll(keepingCapacity: true)
        Task.detached { for resumption in all { resumption.deliver() } }
        return true
    }
}
