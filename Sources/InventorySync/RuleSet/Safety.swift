/// How far a run may go before it stops.
public struct Safety: Hashable, Sendable {
    /// What a rule that a bucket cannot hold stops.
    public enum OnRefusal: String, Hashable, Sendable, Codable, CaseIterable {
        /// The whole run, before any write.
        case stopAll = "stop-all"
        /// All writes to that bucket.
        case skipBucket = "skip-bucket"
        /// That rule alone.
        case skipRule = "skip-rule"
    }

    /// A plan with more changes than this is not applied.
    public var maximumChanges: Int?
    /// A plan that removes more rules than this is not applied; nil for the brake that ``objection(to:isUndo:)`` describes.
    public var maximumRemovals: Int?
    /// After this many failed buckets no other is begun.
    public var stopAfterFailures: Int?
    /// The time that a run may take; buckets not begun by then are `not attempted`.
    public var deadline: Duration?
    /// What a refused rule stops.
    public var onRefusal: OnRefusal
    /// Whether the first bucket that is written is finished and verified before any other is begun; when it fails, no
    /// other is.
    public var canary: Bool

    public init(
        maximumChanges: Int? = nil, maximumRemovals: Int? = nil, stopAfterFailures: Int? = nil,
        deadline: Duration? = nil, onRefusal: OnRefusal = .stopAll, canary: Bool = false
    ) {
        self.maximumChanges = maximumChanges
        self.maximumRemovals = maximumRemovals
        self.stopAfterFailures = stopAfterFailures
        self.deadline = deadline
        self.onRefusal = onRefusal
        self.canary = canary
    }
}

/// How hard a run may press on a cloud. Kept for each endpoint and account.
public struct Pacing: Hashable, Sendable {
    /// Requests a second to one cloud with one account; nil leaves it to the cloud's own throttle.
    public var requestsPerSecond: Double?
    /// Buckets worked on at the same time.
    public var concurrency: Int

    public init(requestsPerSecond: Double? = nil, concurrency: Int = 32) {
        self.requestsPerSecond = requestsPerSecond
        self.concurrency = concurrency
    }
}
