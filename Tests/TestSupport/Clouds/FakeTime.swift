package import InventoryCore
internal import InventoryWire

/// A clock that only moves when somebody sleeps, and keeps every sleep.
package final class FakeTime: Sendable {
    private struct State {
        var elapsed: Duration = .zero
        var sleeps: [Duration] = []
    }

    private let start: Int64
    private let state = Locked(State())

    package init(_ start: Int64 = 1_700_000_000) { self.start = start }

    /// Unix seconds.
    package var seconds: Int64 { start + state.withLock { $0.elapsed.components.seconds } }
    /// How long each sleep so far was to take.
    package var sleeps: [Duration] { state.withLock { $0.sleeps } }

    package func advance(by duration: Duration) { state.withLock { $0.elapsed += duration } }

    /// Services that run on this clock. Randomness is always the same number, the environment and the disk are empty.
    package func services(random: Double = 0.5) -> SystemServices {
        SystemServices(
            now: { UTCInstant(secondsSinceEpoch: self.seconds) }, uptime: { self.state.withLock { $0.elapsed } },
            sleep: { duration in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.elapsed += duration
                    state.sleeps.append(duration)
                }
            }, random: { random }, environment: { _ in nil }, readFile: { _ in nil })
    }
}
