internal import InventoryCore
internal import InventoryWire

// What a refusal teaches about the server, for the attempts after it.
extension Attempt {
    /// Takes over the server's time where it says that ours is wrong and may be believed: what it says came over
    /// verified TLS, or never left this machine. True when the next attempt will be signed with another time.
    func correctClock(after failure: Failure) -> Bool {
        guard failure.error.retry == .clockSkew, let status = failure.error.reply?.status, (400..<500).contains(status),
            unsigned.scheme == .https || options.connectTo?.isLoopback == true,
            let correction = ClockCorrection(
                failure.serverTime, localTime: failure.localTime, current: failure.clockOffset)
        else { return false }
        endpoint { $0.clockOffset = correction.offset }
        report(.clockCorrected(seconds: correction.offset))
        return true
    }

    /// Where the bucket is by a refusal that names another region of its cloud.
    func whereabouts(after error: InventoryError) -> BucketAddress? {
        guard let reply = error.reply, mayFollow(after: reply) else { return nil }
        return HostResolver(vendor.facts).moved(located, by: reply)
    }

    /// Whether the bucket itself can be asked for its region, which a refusal is about and does not name.
    func lacksRegion(_ error: InventoryError) -> Bool {
        guard let reply = error.reply, mayFollow(after: reply), operation.method != .head,
            vendor.replies.bucketRegionHeader != nil, pipeline.errors.isAboutRegion(reply, error.code)
        else { return false }
        let hosts = HostResolver(vendor.facts)
        return hosts.mayFollow(located) && hosts.region(in: reply, to: located) == nil
    }

    private func mayFollow(after reply: VendorReply) -> Bool {
        (300..<500).contains(reply.status) && scope.addressing != .service
            && (unsigned.scheme == .https || options.connectTo?.isLoopback == true)
    }

    /// Where the bucket is by the answer to one HEAD of it, at the host that was asked before; nil where that does not tell.
    /// The answer has the region whatever else it says. Sources: S3's API page HeadBucket; TOS's Go and Java SDKs.
    func askedWhereabouts(after earlier: InventoryError, before deadline: Duration) async throws -> BucketAddress? {
        let request = ObjectRequest(method: .head, phrase: "asking for the region of the bucket")
        let head = try Attempt(.object(request), bucket, in: pipeline)
        do {
            return try await head.make(1, after: earlier, before: deadline) { [vendor, located] answer in
                vendor.replies.bucketRegionHeader.flatMap { answer.headers[$0] }
                    .flatMap { HostResolver(vendor.facts).moved(located, to: $0) }
            }.value
        } catch let failure as Failure {
            return failure.moved
        } catch is InventoryError {
            // The refusal itself is the answer then.
            return nil
        }
    }

    /// The same call at another address of the bucket, which is remembered.
    func following(to moved: BucketAddress) throws -> Attempt {
        let region = moved.region?.string ?? ""
        options.endpoints.moved(bucket, of: vendor.id, to: moved)
        report(.regionCorrected(region: region))
        return try Attempt(operation, bucket, in: pipeline)
    }

    /// Reads or changes what is known of this call's endpoint.
    func endpoint<Result>(_ body: (inout EndpointState.Endpoint) -> Result) -> Result {
        options.endpoints.with(endpointKey, body)
    }
}
