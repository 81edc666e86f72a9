internal import InventoryCore
internal import InventoryWire

// What a refusal teaches about the server, for the attempts after it.
extension Attempt {
    /// Takes over the server's time where it says that ours is wrong and may be believed: what it says came over
    /// verified TLS, or never left this machine. True when the next attempt will be signed with another time.
    func correctClock(after failure: Failure) -> Bool {
        guard failure.error.retry == .clockSkew, let reply = failure.error.reply, (400..<500).contains(reply.status),
            unsigned.scheme == .https || options.connectTo?.isLoopback == true,
            let correction = ClockCorrection(
                reply.date, localTime: failure.localTime, current: failure.clockOffset)
        else { return false }
        endpoint { $0.clockOffset = correction.offset }
        report(.clockCorrected(seconds: correction.offset))
        return true
    }

    /// Where the bucket is by a refusal that names another region of its cloud.
    func whereabouts(after error: InventoryError) -> BucketAddress? {
        guard let reply = error.reply, (300..<500).contains(reply.status), scope.addressing != .service,
            unsigned.scheme == .https || options.connectTo?.isLoopback == true
        else { return nil }
        return HostResolver(vendor.facts).moved(located, by: reply)
    }

    /// The same call where the bucket is, which is remembered; nil where the failure does not tell.
    func following(_ failure: Failure) throws -> Attempt? {
        guard let moved = failure.moved, let region = moved.region?.string else { return nil }
        options.endpoints.moved(bucket, of: vendor.id, to: moved)
        report(.regionCorrected(region: region))
        return try Attempt(operation, bucket, in: pipeline)
    }

    /// Reads or changes what is known of this call's endpoint.
    func endpoint<Result>(_ body: (inout EndpointState.Endpoint) -> Result) -> Result {
        options.endpoints.with(endpointKey, body)
    }
}
