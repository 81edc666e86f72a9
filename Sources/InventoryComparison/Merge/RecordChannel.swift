internal import InventoryWire

/// Hands pieces of records from the task that reads one side to the one that merges: a few at a time, so that reading goes
/// on meanwhile and neither runs far ahead. One task sends, one takes.
final class RecordChannel: Sendable {
    private static let mostWaiting = 3

    private struct State {
        var waiting: [RecordArena] = []
        var ending: Result<Void, any Error>?
        var isClosed = false
        var sender: CheckedContinuation<Void, Never>?
        var taker: CheckedContinuation<Void, Never>?
    }

    private let state = Locked(State())

    /// Hands on a piece, and waits while many of them wait to be taken. Does nothing once nobody wants more.
    func send(_ piece: RecordArena) async {
        let taker = state.withLock { state in
            if !state.isClosed { state.waiting.append(piece) }
            return state.taker.take()
        }
        taker?.resume()
        await withCheckedContinuation { continuation in
            let waits = state.withLock { state in
                guard !state.isClosed, state.waiting.count >= Self.mostWaiting else { return false }
                state.sender = continuation
                return true
            }
            if !waits { continuation.resume() }
        }
    }

    /// Says that no more pieces will come, and why.
    func finish(_ ending: Result<Void, any Error> = .success(())) {
        let taker = state.withLock { state in
            state.ending = ending
            return state.taker.take()
        }
        taker?.resume()
    }

    /// The next piece, once it is there; nil behind the last.
    /// - Throws: what ended the reading.
    func next() async throws -> RecordArena? {
        while true {
            let (piece, ending, sender) = state.withLock { state in
                let piece = state.waiting.isEmpty ? nil : state.waiting.removeFirst()
                return (piece, piece == nil ? state.ending : nil, state.sender.take())
            }
            sender?.resume()
            if let piece { return piece }
            if let ending {
                try ending.get()
                return nil
            }
            await withCheckedContinuation { continuation in
                let waits = state.withLock { state in
                    guard state.waiting.isEmpty, state.ending == nil else { return false }
                    state.taker = continuation
                    return true
                }
                if !waits { continuation.resume() }
            }
        }
    }

    /// Says that no more pieces are wanted: the sender goes on without waiting.
    func close() {
        let sender = state.withLock { state in
            (state.isClosed, state.waiting) = (true, [])
            return state.sender.take()
        }
        sender?.resume()
    }
}
