/// Runs work on inputs of any number with a bounded number of tasks, and hands over each result as it comes. Inputs are
/// taken only when there is room and results are handed over one at a time, so memory does not grow with their number,
/// and a slow consumer slows the work down.
///
/// Every input belongs to a lane (its cloud). Room goes to the lane that has the least of it, of equals to the input that
/// comes first: a slow lane keeps no other from its share, and the room of one that has ended goes to the rest. The
/// inputs are gone through once for every lane, so they must begin anew each time, as those of a collection do.
///
/// Cancellation, like any error, cancels the work in flight and is thrown; what came to its end all the same is handed over
/// before.
func forEachConcurrently<Inputs: Sequence, Lane: Hashable & Sendable, Result: Sendable>(
    _ inputs: Inputs, lane: @escaping @Sendable (Inputs.Element) -> Lane, limit: Int,
    work: @escaping @Sendable (Int, Inputs.Element) async throws -> Result, consume: (Result) async throws -> Void
) async throws where Inputs.Element: Sendable {
    try await withThrowingTaskGroup(of: (Lane, Result).self) { group in
        var lanes = Lanes(inputs, lane)
        func startNext() -> Bool {
            guard let (name, index, input) = lanes.next() else { return false }
            group.addTask { (name, try await work(index, input)) }
            return true
        }
        var running = 0
        while running < max(1, limit), startNext() { running += 1 }
        func end(with error: any Error) async throws {
            group.cancelAll()
            while let last = await group.nextResult() {
                if case .success((_, let result)) = last { try await consume(result) }
            }
            throw error
        }
        while true {
            let finished: Result
            do {
                guard let (name, result) = try await group.next() else { return }
                lanes.end(name)
                finished = result
            } catch {
                return try await end(with: error)
            }
            try await consume(finished)
            if Task.isCancelled { return try await end(with: CancellationError()) }
            _ = startNext()
        }
    }
}

/// Inputs that wait, lane by lane, and how many of each are at work.
private struct Lanes<Inputs: Sequence, Name: Hashable> {
    private struct Lane {
        var waiting: LazyFilterSequence<EnumeratedSequence<Inputs>>.Iterator
        var next: EnumeratedSequence<Inputs>.Element?
        var atWork = 0
    }

    private var lanes: [Name: Lane] = [:]

    init(_ inputs: Inputs, _ lane: @escaping (Inputs.Element) -> Name) {
        for name in Set(inputs.lazy.map(lane)) {
            var waiting = inputs.enumerated().lazy.filter { lane($0.element) == name }.makeIterator()
            let first = waiting.next()
            lanes[name] = Lane(waiting: waiting, next: first)
        }
    }

    /// The input whose turn it is; it counts as at work from now on.
    mutating func next() -> (lane: Name, index: Int, input: Inputs.Element)? {
        let open = lanes.compactMap { name, lane in lane.next.map { (name, lane.atWork, $0.offset) } }
        guard let name = open.min(by: { ($0.1, $0.2) < ($1.1, $1.2) })?.0, var lane = lanes[name], let next = lane.next
        else { return nil }
        lane.next = lane.waiting.next()
        lane.atWork += 1
        lanes[name] = lane
        return (name, next.offset, next.element)
    }

    mutating func end(_ name: Name) { lanes[name]?.atWork -= 1 }
}
