/// What a run has to say, bucket by bucket as they are finished. The run is under way from the moment that the sequence
/// is there, and stands still while nobody takes its outcomes: memory does not grow with the fleet.
///
/// Cancelling the task that iterates cancels the run; `next()` goes on to hand over what comes to its end, and throws
/// `CancellationError` when all work has ended. Letting go of the sequence before its end cancels the run too, but waits
/// for nothing. For one iteration.
public struct BucketOutcomes: AsyncSequence, Sendable {
    private let run: Run

    init(
        _ body:
            @escaping @Sendable (_ each: @escaping @Sendable (BucketOutcome) async throws -> Void) async throws -> Void
    ) {
        run = Run(body)
    }

    /// Goes on where the sequence stands.
    public func makeAsyncIterator() -> Iterator { Iterator(run: run) }

    /// Takes the outcomes of a run.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        fileprivate let run: Run

        /// Waits for the next bucket to be finished; nil when the run is over.
        /// - Throws: what ended the run as a whole.
        public mutating func next() async throws -> BucketOutcome? { try await run.next() }
    }

    /// The task of a run. It ends with the last that knows it.
    fileprivate final class Run: Sendable {
        private let channel = BoundedChannel<BucketOutcome>(capacity: 16)
        private let task: Task<Void, Never>

        init(
            _ body: @escaping @Sendable (@escaping @Sendable (BucketOutcome) async throws -> Void) async throws -> Void
        ) {
            task = Task { [channel] in
                do {
                    try await body { try await channel.send($0) }
                    channel.finish(.success(()))
                } catch {
                    channel.finish(.failure(error))
                }
            }
        }

        deinit {
            task.cancel()
            channel.abandon()
        }

        func next() async throws -> BucketOutcome? {
            try await withTaskCancellationHandler {
                try await channel.next()
            } onCancel: {
                task.cancel()
            }
        }
    }
}
