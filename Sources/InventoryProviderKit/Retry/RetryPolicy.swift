public import InventoryCore

/// When and how often a call is tried again: the "standard" rules of the AWS SDKs in their 2026 form. Full jitter from
/// a base of 50 ms (1 s where the server throttles), doubled every time, never more than 20 s.
public struct RetryPolicy: Sendable, Hashable {
    /// Attempts in all, the first included.
    public var attempts: Int
    /// What the first wait is drawn from after a passing fault.
    public var transientBase: Duration
    /// What the first wait is drawn from after a throttle.
    public var throttledBase: Duration
    /// The most that doubling may come to.
    public var longestDelay: Duration
    /// The longest that one attempt may take.
    public var attemptTimeout: Duration
    /// The longest that a call may take, attempts and waits together.
    public var operationTimeout: Duration

    public init(
        attempts: Int = 3, transientBase: Duration = .milliseconds(50), throttledBase: Duration = .seconds(1),
        longestDelay: Duration = .seconds(20), attemptTimeout: Duration = .seconds(30),
        operationTimeout: Duration = .seconds(90)
    ) {
        self.attempts = attempts
        self.transientBase = transientBase
        self.throttledBase = throttledBase
        self.longestDelay = longestDelay
        self.attemptTimeout = attemptTimeout
        self.operationTimeout = operationTimeout
    }

    /// Three attempts.
    public static let standard = RetryPolicy()
    /// Every call is tried once.
    public static let never = RetryPolicy(attempts: 1)

    /// The wait before the next attempt; nil when there should be none.
    /// - Parameters:
    ///   - failures: attempts that failed so far, at least 1.
    ///   - random: a number in 0 ..< 1.
    ///   - retryAfter: seconds that the server asks for; kept, within five seconds beyond the computed wait.
    public func delay(
        after failures: Int, advice: RetryAdvice, random: Double, retryAfter: Int? = nil
    ) -> Duration? {
        guard failures < attempts else { return nil }
        let base: Duration
        switch advice {
        case .never, .clockSkew: return nil
        case .transient: base = transientBase
        case .throttled: base = throttledBase
        }
        let full = min(longestDelay, base * (1 << min(failures - 1, 20)))
        let computed = full * random
        guard let retryAfter, retryAfter >= 0 else { return computed }
        return min(max(computed, .seconds(min(retryAfter, 3600))), computed + .seconds(5))
    }
}
