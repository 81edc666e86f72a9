/// One line of the emulator's log. It holds no header and no query but the id, so no signature or token.
public struct LoggedRequest: Sendable, Hashable {
    /// Counts from 1 over all clouds.
    public var number: Int
    /// Unix seconds by the emulator's clock.
    public var time: Int64
    /// The cloud that answered.
    public var provider: EmulatedProvider
    /// The method, as spelled on the wire.
    public var method: String
    /// The call that it was.
    public var operation: EmulatedOperation
    /// The bucket that the request named, if any.
    public var bucket: String?
    /// The rule that the request named, if any.
    public var id: String?
    /// The status of the answer.
    public var status: Int
    /// The vendor's error code, nil for a success.
    public var vendorCode: String?
    /// Whether a fault made this answer.
    public var isFault: Bool
}

/// The requests so far. The oldest lines go when there are more than ``capacity``; the counts stay.
struct RequestLog: Sendable {
    static let capacity = 10_000

    private(set) var entries: [LoggedRequest] = []
    private(set) var count = 0

    mutating func append(_ entry: LoggedRequest) {
        count += 1
        var entry = entry
        entry.number = count
        entries.append(entry)
        // Dropping a tenth at a time keeps appending cheap.
        if entries.count > Self.capacity { entries.removeFirst(Self.capacity / 10) }
    }
}
