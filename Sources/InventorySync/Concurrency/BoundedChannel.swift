internal import InventoryWire

/// Hands elements from one task to another and holds only a few: a sender waits while nobody takes them.
final class BoundedChannel<Element: Sendable>: Sendable {
    private struct State: Sendable {
        var elements: [Element] = []
        var ending: Result<Void, any Error>?
        var isAbandoned = false
        var sender: CheckedContinuation<Void, Never>?
        var receiver: CheckedContinuation<Void, Never>?
    }

    private let state = Locked(State())
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    /// Waits for room. For one sender at a time.
    /// - Throws: `CancellationError` when the receiver has gone.
    func send(_ element: Element) async throws {
        while true {
            if state.withLock({ $0.isAbandoned }) { throw CancellationError() }
            let isSent = state.withLock { state in
                guard state.elements.count < capacity else { return false }
                state.elements.append(element)
                return true
            }
            if isSent { return wake(\.receiver) }
            await wait(\.sender) { $0.isAbandoned || $0.elements.count < self.capacity }
        }
    }

    /// No element comes after those that were sent.
    func finish(_ ending: Result<Void, any Error>) {
        state.withLock { $0.ending = ending }
        wake(\.receiver)
    }

    /// Nobody will receive any more.
    func abandon() {
        state.withLock { $0.isAbandoned = true }
        wake(\.sender)
    }

    /// The next element; nil at the end. For one receiver at a time. Cancellation does not wake it: the sender, which
    /// is to be cancelled with it, ends the channel.
    func next() async throws -> Element? {
        while true {
            let element = state.withLock { $0.elements.isEmpty ? nil : $0.elements.removeFirst() }
            if let element {
                wake(\.sender)
                return element
            }
            if let ending = state.withLock({ $0.elements.isEmpty ? $0.ending : nil }) {
                try ending.get()
                return nil
            }
            await wait(\.receiver) { !$0.elements.isEmpty || $0.ending != nil }
        }
    }

    private typealias Place = any WritableKeyPath<State, CheckedContinuation<Void, Never>?> & Sendable

    private func wait(_ place: Place, until isReady: @escaping @Sendable (State) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isWaiting = state.withLock { state in
                guard !isReady(state) else { return false }
                state[keyPath: place] = continuation
                return true
            }
            if !isWaiting { continuation.resume() }
        }
    }

    private func wake(_ place: Place) {
        let waiting = state.withLock { state in
            defer { state[keyPath: place] = nil }
            return state[keyPath: place]
        }
        waiting?.resume()
    }
}
