/// Calls that wait for one of the transport's transfers, first come first served, each with its own deadline.
///
/// libcurl has a queue of its own, but the time-outs of what it parks there are not looked at until their turn comes.
struct TransferQueue {
    private var waiting: [Transfer] = []
    private var first = 0
    /// No waiting call ends before this; may be too early, never too late.
    private(set) var nextDeadline: ContinuousClock.Instant?

    mutating func append(_ transfer: Transfer) {
        waiting.append(transfer)
        nextDeadline = min(nextDeadline ?? transfer.deadline, transfer.deadline)
    }

    mutating func popFirst() -> Transfer? {
        while first < waiting.count {
            let transfer = waiting[first]
            first += 1
            if first == waiting.count {
                waiting.removeAll(keepingCapacity: true)
                first = 0
                nextDeadline = nil
            } else if first >= 1024, first * 2 >= waiting.count {
                waiting.removeFirst(first)
                first = 0
            }
            // Cancelled ones stay until they are met here or swept below.
            if !transfer.isFinished { return transfer }
        }
        return nil
    }

    /// Takes out every call whose deadline has passed. Costs nothing until one can have.
    mutating func removeExpired(at now: ContinuousClock.Instant) -> [Transfer] {
        guard let nextDeadline, nextDeadline <= now else { return [] }
        let live = waiting[first...].filter { !$0.isFinished }
        waiting = live.filter { $0.deadline > now }
        first = 0
        self.nextDeadline = waiting.map(\.deadline).min()
        return live.filter { $0.deadline <= now }
    }
}
