internal import InventoryCore

/// The retries that one endpoint's callers may still make: when a server fails for everybody, retries stop making it
/// worse. The numbers are those of the AWS SDKs' 2026 rules.
package struct RetryQuota: Sendable {
    /// How much there is at most.
    package static let capacity = 500
    /// How far apart the retries are that go out on an exhausted quota.
    static let dryInterval: Duration = .seconds(1)

    /// How much is left.
    package private(set) var available: Int
    /// When the next retry on an exhausted quota may go, in uptime.
    private var nextTurn: Duration?

    package init(_ available: Int = Self.capacity) { self.available = available }

    /// What a retry after such a failure costs.
    static func cost(_ advice: RetryAdvice) -> Int { advice == .throttled ? 5 : 14 }

    /// Pays for a retry; false when there is not enough left, and then nothing is taken.
    mutating func take(_ cost: Int) -> Bool {
        guard available >= cost else { return false }
        available -= cost
        return true
    }

    /// A call succeeded: what its last retry cost comes back, or one for a call that needed none.
    mutating func refund(_ lastRetry: Int?) { available = min(Self.capacity, available + (lastRetry ?? 1)) }

    /// How long to wait for a turn on an exhausted quota; every caller gets a turn of its own.
    mutating func turn(at uptime: Duration) -> Duration {
        let turn = max(nextTurn ?? .zero, uptime + Self.dryInterval)
        nextTurn = turn + Self.dryInterval
        return turn - uptime
    }
}
