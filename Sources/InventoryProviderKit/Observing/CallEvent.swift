public import InventoryCore

/// Something that happened inside a call: for logs and metrics. Nothing secret is in it, and nothing that a server sent
/// but its status, its codes, its request ids, the names of parts of a list that are not known, and of a signature that it
/// refuses the text that it signed itself, without tokens.
///
/// The shape is swift-log's, without needing it: `logger.log(level: .init(rawValue: event.level.rawValue) ?? .info,
/// "\(event.message)", metadata: event.metadata.mapValues { "\($0)" })`.
public struct CallEvent: Sendable {
    /// What happened.
    @nonexhaustive public enum Kind: Sendable {
        /// An attempt is about to be sent; counted from 1.
        case attemptStarted(attempt: Int)
        /// An attempt came to an end, with an answer or with a failure. `status` is nil where no answer came.
        case attemptFinished(
            attempt: Int, status: Int?, requestIDs: [String: String], failure: InventoryError.Code?, duration: Duration)
        /// Another attempt follows after that delay.
        case retryScheduled(attempt: Int, delay: Duration, reason: InventoryError.Code)
        /// The endpoint's quota of retries is used up, and the call waits for its turn.
        case quotaWait(Duration)
        /// The endpoint's quota of retries is used up, and the call fails for it.
        case quotaDry
        /// The server's clock is that many seconds ahead of ours; from now on signatures to this endpoint use its time.
        case clockCorrected(seconds: Int64)
        /// The bucket is in that region, and not in the one of its address; from now on it is asked for there.
        case regionCorrected(region: String)
        /// A list has parts of those names beside its rules or buckets, which this version does not know. The list is taken
        /// all the same: none of them speaks of its end.
        case unknownParts([String])
        /// The server refused a signature, and says what it signed itself: `StringToSign`, to be compared with ours. Tokens
        /// in it are masked.
        case serverSigned(name: String, text: String)
    }

    /// How much it matters; the raw values are swift-log's.
    @nonexhaustive public enum Level: String, Sendable, Hashable, CaseIterable {
        case debug, info, notice, warning
    }

    /// What happened.
    public var kind: Kind
    /// The cloud that was called.
    public var provider: ProviderID
    /// The bucket that the call is about.
    public var bucket: String
    /// What the call does, as in error sentences: `storing rule 'daily'`.
    public var operation: String

    public init(_ kind: Kind, provider: ProviderID, bucket: String, operation: String) {
        self.kind = kind
        self.provider = provider
        self.bucket = bucket
        self.operation = operation
    }
}

/// Called with every event, on whatever thread it happens; it should return at once.
public typealias CallObserver = @Sendable (CallEvent) -> Void
