/// A server's clock, and how far that of a request may be from it.
struct ServerClock: Sendable {
    let now: Int64
    /// Seconds, either way.
    let window: Int64

    /// - Parameters:
    ///   - text: the request's time as the answer repeats it.
    ///   - written: how the answer has the server's time.
    /// - Throws: `RequestTimeTooSkewed` for a time beyond the window.
    func check(
        _ instant: Int64, writtenAs text: String, written: (Int64) -> String = CivilTime.extendedStamp,
        more: [Markup] = []
    ) throws(VendorError) {
        let (difference, overflow) = now.subtractingReportingOverflow(instant)
        guard overflow || difference < -window || difference > window else { return }
        throw VendorError(
            403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.",
            details: [Markup("RequestTime", text), Markup("ServerTime", written(now))] + more)
    }
}
