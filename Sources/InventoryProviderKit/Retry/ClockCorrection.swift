internal import InventoryCore

/// What to make of a server that says our clock is wrong.
struct ClockCorrection: Hashable {
    /// Below this both vendors take a signature all the same, so the clock is not what is wrong.
    static let smallest: Int64 = 5 * 60
    /// Beyond this a person has to look: a server that can move our clock by years could collect signatures for later.
    static let largest: Int64 = 24 * 60 * 60
    /// A correction that hardly differs from the one in use would sign the same again.
    static let smallestChange: Int64 = 60

    /// Seconds to add to the local clock.
    let offset: Int64

    /// - Parameters:
    ///   - server: the server's clock; see ``ErrorReply/time(of:)``.
    ///   - localTime: the uncorrected local clock when the request was signed.
    ///   - current: the correction that it was signed with.
    /// - Returns: nil where signing again with the server's time would not help or must not be done.
    init?(_ server: UTCInstant?, localTime: UTCInstant, current: Int64) {
        guard let server else { return nil }
        let (difference, overflow) = server.secondsSinceEpoch.subtractingReportingOverflow(localTime.secondsSinceEpoch)
        guard !overflow, difference.magnitude <= UInt64(Self.largest) else { return nil }
        // The local clock may have been set right since the last correction.
        let offset = difference.magnitude < UInt64(Self.smallest) ? 0 : difference
        guard (offset - current).magnitude >= UInt64(Self.smallestChange) else { return nil }
        self.offset = offset
    }
}

extension ErrorReply {
    /// The server's clock by a refusal: what its document says (`ServerTime`), else the `Date` of the answer, which may be
    /// that of a proxy. Source: recorded answers of S3.
    static func time(of reply: VendorReply) -> UTCInstant? {
        let said = reply.hints["server time"].flatMap { text in
            UTCInstant(text.hasSuffix("Z") ? String(text.prefix { $0 != "." && $0 != "Z" }) + "Z" : text)
        }
        return said ?? reply.date.flatMap(UTCInstant.init(httpDate:))
    }
}
