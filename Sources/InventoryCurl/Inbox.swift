internal import InventoryWire

/// Where callers leave work for the network thread, and the only thing that both sides touch. Starts the thread when the
/// first call comes.
final class Inbox: Sendable {
    enum Item {
        case start(Transfer)
        case cancel(Transfer)
        /// The reader of a paused stream has caught up.
        case proceed(Transfer)
    }

    private enum Phase {
        case notStarted
        case running(SocketPoll.Waker)
        /// No new work; the thread is on its way out.
        case closing(SocketPoll.Waker)
        case closed
    }

    private struct State {
        var phase = Phase.notStarted
        var items: [Item] = []
        /// Set while the thread is, or is about to be, in its poll: only then is a wake-up of use, and only one.
        var isPolling = false
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []

        mutating func post(_ item: Item) {
            items.append(item)
            wakeUp()
        }

        /// Under the lock: the thread ends only after it has said so under the same lock, so the descriptor is open.
        private mutating func wakeUp() {
            guard isPolling else { return }
            switch phase {
            case .running(let waker), .closing(let waker):
                isPolling = false
                waker.wake()
            case .notStarted, .closed: break
            }
        }

        mutating func close() {
            switch phase {
            case .notStarted: phase = .closed
            case .running(let waker):
                phase = .closing(waker)
                wakeUp()
            case .closing, .closed: break
            }
        }
    }

    private let state = Locked(State())

    // MARK: Callers

    func start(_ transfer: Transfer, settings: Settings) {
        do {
            try state.withLock { state in
                if case .notStarted = state.phase {
                    state.phase = .running(try CurlLoop.start(inbox: self, settings: settings))
                }
                guard case .running = state.phase else { throw TransportError.shutDown }
                state.post(.start(transfer))
            }
        } catch { transfer.finish(.failure(error)) }
    }

    /// May come before the start of the same transfer, and after its end.
    func cancel(_ transfer: Transfer) { post(.cancel(transfer)) }

    /// May come after the end of the transfer.
    func proceed(_ transfer: Transfer) { post(.proceed(transfer)) }

    private func post(_ item: Item) {
        state.withLock { state in
            if case .closed = state.phase { return }
            state.post(item)
        }
    }

    func close() { state.withLock { $0.close() } }

    func closeAndWait() async {
        await withCheckedContinuation { continuation in
            let isClosed = state.withLock { state in
                state.close()
                if case .closed = state.phase { return true }
                state.waitingForEnd.append(continuation)
                return false
            }
            if isClosed { continuation.resume() }
        }
    }

    // MARK: The network thread

    /// Swaps the posted items for the empty array. Returns false when the loop is to end.
    func take(into batch: inout [Item]) -> Bool {
        state.withLock { state in
            swap(&state.items, &batch)
            state.isPolling = false
            if case .running = state.phase { return true }
            return false
        }
    }

    /// Whether there is nothing to do but wait for the network. Anything posted from here on wakes the poll up, even if
    /// it has not begun.
    func mayPoll() -> Bool {
        state.withLock { state in
            guard state.items.isEmpty, case .running = state.phase else { return false }
            state.isPolling = true
            return true
        }
    }

    /// From here on nobody wakes the loop up, so that its descriptors may be closed. Returns what was posted meanwhile.
    func end() -> [Item] {
        state.withLock { state in
            state.phase = .closed
            state.isPolling = false
            defer { state.items = [] }
            return state.items
        }
    }

    /// Tells those who wait that everything is gone.
    func announceEnd() {
        let waiting = state.withLock { state in
            defer { state.waitingForEnd = [] }
            return state.waitingForEnd
        }
        for continuation in waiting { continuation.resume() }
    }
}

extension TransportError {
    static var shutDown: TransportError {
        TransportError(.shutDown, "the transport has been shut down; make a new one", mayHaveReachedServer: false)
    }
}
