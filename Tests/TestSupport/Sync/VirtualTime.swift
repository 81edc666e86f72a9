package import InventoryCore
internal import InventoryWire

/// Time that passes only when somebody sleeps: a sleep moves the clock to its end and returns at once. With one task at
/// work that is exact; with many the clock is the furthest that any of them has slept to.
package final class VirtualTime: Sendable {
    private struct State: Sendable {
        var uptime: Duration = .zero
        var slept: [Duration] = []
        var alarms: [(end: Duration, signal: AsyncStream<Void>.Continuation)] = []
        var random: Seeded
    }

    private let state: Locked<State>
    private let start: Int64

    package init(start: Int64 = 1_790_000_000, seed: UInt64 = 0) {
        self.start = start
        state = Locked(State(random: Seeded(seed)))
    }

    package var uptime: Duration { state.withLock { $0.uptime } }
    package var seconds: Int64 { start + uptime.components.seconds }
    /// Every sleep so far.
    package var sleeps: [Duration] { state.withLock { $0.slept } }

    package func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.uptime += duration
            let due = state.alarms.filter { $0.end <= state.uptime }
            state.alarms.removeAll { $0.end <= state.uptime }
            return due
        }
        for alarm in due { alarm.signal.finish() }
    }

    /// Waits until somebody else has moved the clock so far.
    private func alarm(_ duration: Duration) async throws {
        let (stream, signal) = AsyncStream<Void>.makeStream()
        let isDue = state.withLock { state in
            let end = state.uptime + duration
            if duration > .zero { state.alarms.append((end, signal)) }
            return duration <= .zero
        }
        if isDue { return }
        for await _ in stream {}
        try Task.checkCancellation()
    }

    private func sleep(_ duration: Duration) async throws {
        try Task.checkCancellation()
        state.withLock { $0.slept.append(duration) }
        advance(by: duration)
        await Task.yield()
    }

    /// What the library is handed in place of the machine's own.
    package var services: SystemServices {
        SystemServices(
            now: { UTCInstant(secondsSinceEpoch: self.seconds) }, uptime: { self.uptime },
            sleep: { try await self.sleep($0) }, alarm: { try await self.alarm($0) },
            random: { self.state.withLock { Double.random(in: 0..<1, using: &$0.random) } },
            environment: { $0 == "USER" ? "operator" : nil }, readFile: SystemServices.system.readFile)
    }

    /// The same with a random number that is always this one, for tables of exact delays.
    package func services(random: Double) -> SystemServices {
        var services = services
        services.random = { random }
        return services
    }
}
