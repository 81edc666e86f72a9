internal import InventoryCore

/// Keeps requests from a cloud that fails for everybody. After so many failed buckets in a row it opens; after a pause one
/// bucket is let through to see, the next one after a longer pause, until one of them gets an answer.
struct Circuit: Sendable {
    /// Failed buckets in a row after which a cloud counts as down.
    static let threshold = 5
    static let firstPause = Duration.seconds(1)
    static let longestPause = Duration.seconds(15)

    private var failuresInARow = 0
    /// The first failure of the row.
    private(set) var cause: InventoryError?
    private var opened: Duration?
    private var pause = Self.firstPause
    private var nextProbe = Duration.zero
    private var isProbing = false

    var isOpen: Bool { opened != nil }

    /// Whether a bucket may be tried. Where that is a probe, ``settle()`` must follow.
    mutating func admits(at now: Duration) -> Bool {
        guard isOpen else { return true }
        guard !isProbing, now >= nextProbe else { return false }
        isProbing = true
        return true
    }

    /// A bucket that was let through has come to its end, whether or not a request was made for it.
    mutating func settle() { isProbing = false }

    /// Notes how a bucket went. Only failures of the cloud as a whole count, not those of one bucket.
    mutating func note(_ error: InventoryError?, at now: Duration) {
        guard let error, error.code.concernsWholeCloud else {
            // What was never tried says nothing about the cloud.
            if error?.code != .notAttempted { self = Circuit() }
            return
        }
        failuresInARow += 1
        cause = cause ?? error
        if opened == nil, failuresInARow >= Self.threshold {
            opened = now
            nextProbe = now + pause
        } else if isProbing {
            pause = min(pause * 2, Self.longestPause)
            nextProbe = now + pause
        }
    }

    /// When a bucket may be tried again: now for a closed circuit. Nil where waiting does not help (nobody's keys mend
    /// themselves), or has gone on for so long.
    func nextTry(patience: Duration, at now: Duration) -> Duration? {
        guard let opened else { return now }
        guard cause?.code.mayPass == true else { return nil }
        let next = max(now, nextProbe)
        return next <= opened + patience ? next : nil
    }
}

extension InventoryError.Code {
    /// Whether other buckets of the same cloud and account are likely to fail in the same way.
    package var concernsWholeCloud: Bool {
        switch self {
        case .untrustedServer, .proxyCredentialsMissing, .credentialsMissing, .credentialsRefused, .signatureRefused,
            .clockSkewed, .accountProblem, .transportClosed:
            true
        default: mayPass
        }
    }

    /// Whether it is a failure of the cloud as a whole that ends without anybody's doing.
    fileprivate var mayPass: Bool {
        switch self {
        case .connectionFailed, .unknownHost, .timedOut, .proxyFailed, .serverFailed, .throttled: true
        default: false
        }
    }
}
