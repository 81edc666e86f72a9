internal import InventoryCore
internal import InventoryVendorFacts
internal import InventoryWire

/// Carries out one operation: attempts that are each signed afresh, until one succeeds or no more may be made.
struct SignedChannel: Sendable {
    let dialect: VendorDialect
    let options: ProviderOptions
    /// Waited for before every attempt.
    var turn: @Sendable () async throws -> Void = {}
    private let signer: any RequestSigner

    init(dialect: VendorDialect, options: ProviderOptions) {
        self.dialect = dialect
        self.options = options
        signer = dialect.makeSigner()
    }

    struct Answer<Value> {
        /// What was read from the answer.
        var value: Value
        var reply: VendorReply
        var receipt: Receipt
    }

    /// Sends the operation over the network until it succeeds or may not be tried again.
    /// - Parameter read: makes of a success what the call is for; throws `invalidDocument` for an answer that is none,
    ///   which is asked for again where its document is broken.
    func perform<Value: Sendable>(
        _ operation: InventoryOperation, in bucket: BucketAddress,
        reading read: @Sendable (HTTPResponse) throws -> Value
    ) async throws -> Answer<Value> {
        let call = try SignedCall(operation, bucket, dialect: dialect, signer: signer, options: options)
        var deadline = options.services.uptime() + options.retry.operationTimeout
        var failures = 0
        // Of these, the refusals that a batch waits out: they use up no attempt.
        var waitedOut = 0
        var lastCost: Int?
        var corrected = false
        var earlier: InventoryError?
        while true {
            try Task.checkCancellation()
            let asked = options.services.uptime()
            try await turn()
            deadline += options.services.uptime() - asked
            let failure: SignedCall.Failure
            do {
                let answer = try await call.attempt(failures + 1, after: earlier, before: deadline, reading: read)
                call.endpoint { $0.quota.refund(lastCost) }
                return answer
            } catch let found as SignedCall.Failure {
                // A removal that is repeated finds nothing where the first attempt had done its work unheard.
                if case .delete = operation, failures > 0, found.error.code == .ruleNotFound,
                    let reply = found.error.reply
                {
                    call.endpoint { $0.quota.refund(lastCost) }
                    return call.answer(try read(HTTPResponse(status: reply.status)), reply)
                }
                failure = found
            }
            earlier = failure.error
            failures += 1
            if options.retry.waitsOut(failure.error.retry) { waitedOut += 1 }
            let spent = failures - waitedOut
            if !corrected, spent < options.retry.attempts, call.correctClock(after: failure) {
                corrected = true
                continue
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

    /// What a retry took beside the delay itself.
    private struct Pause {
        /// What was paid; nil for a turn on a dry quota.
        var cost: Int?
        var quotaWait: Duration = .zero
    }

    /// Waits for the next attempt; nil when there must be none.
    private func pause(
        _ call: SignedCall, after error: InventoryError, _ failures: Int, next: Int, before deadline: Duration
    ) async throws -> Pause? {
        let services = options.services
        guard
            let delay = options.retry.delay(
                after: failures, advice: error.retry, random: services.random(), retryAfter: error.reply?.retryAfter),
            services.uptime() + delay < deadline
        else { return nil }
        var pause = Pause(cost: RetryQuota.cost(error.retry))
        if !call.endpoint({ $0.quota.take(RetryQuota.cost(error.retry)) }) {
            guard options.retry.onDryQuota == .wait else {
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
