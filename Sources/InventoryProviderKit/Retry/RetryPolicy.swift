public import InventoryCore

/// When and how often a call is tried again: the "standard" rules of the AWS SDKs in their 2026 form. Full jitter from
/// a base of 50 ms (1 s where the server throttles), doubled every time, never more than 20 s; every retry is paid for
/// from a quota that all calls to an endpoint share (``EndpointState``).
public struct RetryPolicy: Sendable, Hashable {
    /// What a call does when it may be tried again, but its endpoint's quota is used up.
    @nonexhaustive public enum ExhaustedQuota: String, Sendable, Hashable, CaseIterable {
        /// Fails at once with the failure at hand: for programs that somebody waits for.
        case fail
        /// Waits its turn: retries to that endpoint then go out one a second until the quota fills again. The wait does
        /// not count against the operation's time. A server that asks for fewer requests is asked again beyond the
        /// number of attempts, ten times as often at most, while the operation's time lasts. For batch runs.
        case wait
    }

    /// Attempts in all, the first included.
    public var attempts: Int
    /// The first delay after a passing fault, before jitter.
    public var transientBase: Duration
    /// The first delay after the server asked for fewer requests, before jitter.
    public var throttledBase: Duration
    /// The longest delay, before the server's own wish is heard.
    public var longestDelay: Duration
    /// The longest that one attempt may take.
    public var attemptTimeout: Duration
    /// The longest that a call may take, attempts and waits together; waiting for quota comes on top.
    public var operationTimeout: Duration
    /// The longest that a list may take, all its pages together.
    public var listingTimeout: Duration
    /// What happens when the endpoint's quota of retries is used up.
    public var onExhausted: ExhaustedQuota

    public init(
        attempts: Int = 3, transientBase: Duration = .milliseconds(50), throttledBase: Duration = .seconds(1),
        longestDelay: Duration = .seconds(20), attemptTimeout: Duration = .seconds(30),
        operationTimeout: Duration = .seconds(90), listingTimeout: Duration = .seconds(600),
        onExhausted: ExhaustedQuota = .fail
    ) {
        self.attempts = attempts
        self.transientBase = transientBase
        self.throttledBase = throttledBase
        self.longestDelay = longestDelay
        self.attemptTimeout = attemptTimeout
        self.operationTimeout = operationTimeout
        self.listingTimeout = listingTimeout
        self.onExhausted = onExhausted
    }

    /// Three attempts; an exhausted quota fails.
    public static let standard = RetryPolicy()
    /// Three attempts, and more of them where the server throttles; an exhausted quota is waited for. No delay is longer
    /// than 5 s: whoever meets a busy server with 20 s asks it a dozen times in the 90 s of a call, and of ten thousand
    /// buckets one was then refused every time.
    public static let batch = RetryPolicy(longestDelay: .seconds(5), onExhausted: .wait)
    /// Every call is tried once.
    public static let never = RetryPolicy(attempts: 1)

    /// The wait before the next attempt; nil when there should be none.
    /// - Parameters:
    ///   - failures: attempts that failed so far, at least 1; where throttling is waited out, of this kind alone.
    ///   - random: a number in 0 ..< 1.
    ///   - retryAfter: seconds that the server asks for; kept, within five seconds beyond the computed wait.
    public func delay(
        after failures: Int, advice: RetryAdvice, random: Double, retryAfter: Int? = nil
    ) -> Duration? {
        guard failures < (waitsOut(advice) ? 10 * attempts : attempts) else { return nil }
        let base: Duration
        switch advice {
        case .never, .clockSkew: return nil
        case .transient: base = transientBase
        case .throttled: base = throttledBase
        }
        let full = min(longestDelay, base * (1 << min(max(failures, 1) - 1, 20)))
        let computed = full * random
        guard let retryAfter, retryAfter >= 0 else { return computed }
        return min(max(computed, .seconds(min(retryAfter, 3600))), computed + .seconds(5))
    }

    /// Whether failures of that kind are counted apart from the others, and waited out: a batch has nothing better to do.
    func waitsOut(_ advice: RetryAdvice) -> Bool { advice == .throttled && onExhausted == .wait && attempts > 1 }
}
