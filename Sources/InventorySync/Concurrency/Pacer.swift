internal import InventoryCore
internal import InventoryWire

/// Spreads requests evenly: no more than so many a second, in the order in which they were asked for.
final class Pacer: Sendable {
    private let interval: Duration
    private let nextSlot = Locked<Duration>(.zero)
    private let services: SystemServices

    init(requestsPerSecond: Double, services: SystemServices) {
        // Not a number is no pace either.
        interval = .seconds(1 / (requestsPerSecond > 0.001 ? requestsPerSecond : 0.001))
        self.services = services
    }

    /// Waits for this request's permit. Throws `CancellationError` when cancelled.
    func permit() async throws {
        let now = services.uptime()
        let slot = nextSlot.withLock { next in
            let slot = max(next, now)
            next = slot + interval
            return slot
        }
        if slot > now { try await services.sleep(slot - now) }
    }
}
