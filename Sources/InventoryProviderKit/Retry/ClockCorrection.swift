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
    ///   - date: the reply's `Date` header.
    ///   - localTime: the uncorrected local clock when the request was signed.
    ///   - current: the correction that it was signed with.
    /// - Returns: nil where signing again with the server's time would not help or must not be done.
    init?(_ date: String?, localTime: UTCInstant, current: Int64) {
        guard let server = date.flatMap(UTCInstant.init(httpDate:)) else { return nil }
        let (difference, overflow) = server.secondsSinceEpoch.subtractingReportingOverflow(localTime.secondsSinceEpoch)
        guard !overflow, difference.magnitude <= UInt64(Self.largest) else { return nil }
        // The local clock may have been set right since the last correction.
        let offset = difference.magnitude < UInt64(Self.smallest) ? 0 : difference
        guard (offset - current).magnitude >= UInt64(Self.smallestChange) else { return nil }
        self.offset = offset
    }
}
