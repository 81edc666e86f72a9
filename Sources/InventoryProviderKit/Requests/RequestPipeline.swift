internal import InventoryCore
internal import InventoryVendorFacts
internal import InventoryWire

/// Carries out operations: attempts that are each signed afresh, until one succeeds or no more may be made. An object, as
/// every call hands it on.
final class RequestPipeline: Sendable {
    let vendor: Vendor
    let options: ProviderOptions
    let signer: any RequestSigner
    let errors: ErrorReply
    /// Waited for before every attempt.
    private let permit: @Sendable () async throws -> Void

    convenience init(_ vendor: Vendor, options: ProviderOptions) {
        self.init(vendor, options, vendor.makeSigner()) {}
    }

    private init(
        _ vendor: Vendor, _ options: ProviderOptions, _ signer: any RequestSigner,
        permit: @escaping @Sendable () async throws -> Void
    ) {
        self.vendor = vendor
        self.options = options
        self.signer = signer
        self.permit = permit
        errors = ErrorReply(vendor)
    }

    /// The same over another transport.
    func over(_ transport: any HTTPTransport) -> RequestPipeline {
        var options = options
        options.transport = transport
        return RequestPipeline(vendor, options, signer, permit: permit)
    }

    /// The same, every attempt of which waits for `permit` first.
    func paced(by permit: @escaping @Sendable () async throws -> Void) -> RequestPipeline {
        RequestPipeline(vendor, options, signer, permit: permit)
    }

    /// Where requests for a bucket go, and what a signature of a request to it depends on.
    /// - Throws: `invalidAddress` where no host follows from the address, or a region that is signed is missing.
    func location(of bucket: BucketAddress) throws(InventoryError) -> (place: HostResolver.Place, scope: SigningScope) {
        let place = try HostResolver(vendor.facts).place(of: bucket)
        let region = bucket.region.flatMap { $0.isEmpty ? nil : $0.string }
        guard region != nil || !signer.required.contains(.region) else {
            throw InventoryError(
                .invalidAddress,
                "\(bucket) has no region, and the signatures of \(vendor.id) cover it; give the region",
                provider: vendor.id)
        }
        return (place, SigningScope(place.addressing, region: region, bucket: bucket.name.string))
    }

    struct Answer<Value> {
        /// What was read from the answer.
        var value: Value
        var reply: VendorReply
        var receipt: Receipt
    }

    /// Sends the operation over the network until it succeeds or may not be tried again.
    /// - Parameters:
    ///   - read: makes of a success what the call is for; throws `invalidDocument` for an answer that is none, which is
    ///     asked for again where its document is broken.
    ///   - wasDone: whether the error of a repeated attempt says that an earlier one had done its work unheard.
    func perform<Value: Sendable>(
        _ operation: InventoryOperation, in bucket: BucketAddress,
        reading read: @Sendable (HTTPResponse) throws -> Value,
        wasDone: (InventoryError) async throws -> Bool = { _ in false }
    ) async throws -> Answer<Value> {
        var call = try Attempt(operation, bucket, in: self)
        var deadline = options.services.uptime() + options.retry.operationTimeout
        var failures = 0
        // Of these, the refusals that a batch waits out: they use up no attempt.
        var waitedOut = 0
        var lastCost: Int?
        var corrected = false
        var followed = false
        var earlier: InventoryError?
        while true {
            try Task.checkCancellation()
            deadline += try await waitForPermit()
            let failure: Attempt.Failure
            do {
                let answer = try await call.make(failures + 1, after: earlier, before: deadline, reading: read)
                call.endpoint { $0.quota.refund(lastCost) }
                return answer
            } catch let found as Attempt.Failure {
                if failures > 0, let reply = found.error.reply, try await wasDone(found.error) {
                    call.endpoint { $0.quota.refund(lastCost) }
                    return call.answer(try read(HTTPResponse(status: reply.status)), reply)
                }
                failure = found
            }
            earlier = failure.error
            CallRecord.current?.note(failure.error)
            failures += 1
            if options.retry.waitsOut(failure.error.retry) { waitedOut += 1 }
            let spent = failures - waitedOut
            if !corrected, spent < options.retry.attempts, call.correctClock(after: failure) {
                corrected = true
                continue
            }
            if !followed, spent < options.retry.attempts {
                var moved = failure.moved
                if failure.lacksRegion {
                    followed = true
                    deadline += try await waitForPermit()
                    moved = try await call.askedWhereabouts(after: failure.error, before: deadline)
                }
                if let moved {
                    (call, followed) = (try call.following(to: moved), true)
                    continue
                }
            }
            let ofItsKind = options.retry.waitsOut(failure.error.retry) ? waitedOut : spent
            guard
                let pause = try await pause(
                    call, after: failure.error, ofItsKind, next: failures + 1, before: deadline)
            else {
                throw failure.error
            }
            lastCost = pause.cost
            deadline += pause.quotaWait
        }
    }

    /// Waits until the next attempt may go; how long that took.
    private func waitForPermit() async throws -> Duration {
        let start = options.services.uptime()
        try await permit()
        return options.services.uptime() - start
    }

    /// What a retry took beside the delay itself.
    private struct Pause {
        /// What was paid; nil for a turn on an exhausted quota.
        var cost: Int?
        var quotaWait: Duration = .zero
    }

    /// Waits for the next attempt; nil when there must be none.
    private func pause(
        _ call: Attempt, after error: InventoryError, _ failures: Int, next: Int, before deadline: Duration
    ) async throws -> Pause? {
        let services = options.services
        guard
            let delay = options.retry.delay(
                after: failures, advice: error.retry, random: services.random(), retryAfter: error.reply?.retryAfter),
            services.uptime() + delay < deadline
        else { return nil }
        var pause = Pause(cost: RetryQuota.cost(error.retry))
        if !call.endpoint({ $0.quota.take(RetryQuota.cost(error.retry)) }) {
            guard options.retry.onExhausted == .wait else {
                call.report(.quotaDry)
                return nil
            }
            let turn = call.endpoint { $0.quota.turn(at: services.uptime()) }
            pause = Pause(cost: nil, quotaWait: turn)
            call.report(.quotaWait(turn))
            try await services.sleep(turn)
        }
        call.report(.retryScheduled(attempt: next, delay: delay, reason: error.code))
        try await services.sleep(delay)
        return pause
    }
}
