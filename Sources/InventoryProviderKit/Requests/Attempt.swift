internal import InventoryCore
internal import InventoryVendorFacts
internal import InventoryWire

/// One operation on one bucket: what its attempts have in common, and how one attempt is made.
struct Attempt {
    let operation: InventoryOperation
    let bucket: BucketAddress
    /// Where the bucket is, as far as its cloud has told.
    private let located: BucketAddress
    private let pipeline: RequestPipeline
    /// The request without credentials.
    private let unsigned: HTTPRequest
    private let scope: SigningScope
    private let endpointKey: String

    private var vendor: Vendor { pipeline.vendor }
    private var options: ProviderOptions { pipeline.options }

    /// A failed attempt, and the clock that it was signed by.
    struct Failure: Error {
        var error: InventoryError
        var localTime: UTCInstant
        var clockOffset: Int64
        /// Where the bucket is, where the answer names another region that may be asked.
        var moved: BucketAddress?
    }

    /// - Throws: `invalidAddress` when no host follows from the bucket's address.
    init(_ operation: InventoryOperation, _ bucket: BucketAddress, in pipeline: RequestPipeline) throws {
        let (vendor, options) = (pipeline.vendor, pipeline.options)
        let located = options.endpoints.located(bucket, of: vendor.id)
        let (place, scope) = try pipeline.location(of: operation, on: located)
        var request = HTTPRequest(
            method: operation.method, host: place.host, path: operation.path(below: place.path),
            query: operation.query(vendor.requests),
            // Without it any coding would be acceptable (RFC 9110, section 12.5.3). No vendor's signature covers it.
            headers: ["Accept-Encoding": "identity"], connectTo: options.connectTo,
            isRepeatable: operation.maySendTwice, maximumResponseBytes: operation.maximumResponseBytes)
        request.headers.fields += operation.headers.fields
        if options.connectTo?.isCleartext == true { request.scheme = .http }
        if let document = operation.document {
            request.body = document.bytes
            request.headers["Content-Type"] = document.mediaType
            if vendor.requests.bodyDigest == .contentMD5 {
                do {
                    request.headers["Content-MD5"] = Base64.encode(try Digest.md5(document.bytes))
                } catch {
                    throw InventoryError(.unsupported, "Content-MD5 cannot be computed: \(error)", provider: vendor.id)
                }
            }
        }
        self.operation = operation
        self.bucket = bucket
        self.located = located
        self.pipeline = pipeline
        self.scope = scope
        unsigned = request
        var name: String?
        if case .virtualHost(let bucket) = scope.addressing { name = bucket }
        endpointKey = EndpointMemory.key(
            vendor.id, host: place.host, bucket: name, connectTo: options.connectTo.map { "\($0.host):\($0.port)" })
    }

    /// Signs with the time and the credentials of this moment, sends once, and reads the answer.
    /// - Parameters:
    ///   - earlier: what the attempt before came to; nil for the first.
    ///   - read: makes of a success what the call is for; throws `invalidDocument` for an answer that is none.
    func make<Value: Sendable>(
        _ number: Int, after earlier: InventoryError?, before deadline: Duration,
        reading read: @Sendable (HTTPResponse) throws -> Value
    ) async throws -> RequestPipeline.Answer<Value> {
        let services = options.services
        let localTime = services.now()
        let clockOffset = endpoint { $0.clockOffset }
        let instant = localTime.advanced(by: clockOffset)
        let credential = try await credential(at: instant)
        let signed = try pipeline.signer.sign(unsigned, in: scope, with: credential, at: instant)
        let mask = TokenMask(hiding: credential.securityToken, signed.request.headers["Authorization"])
        let start = services.uptime()
        guard deadline > start else {
            throw InventoryError(
                .timedOut, "\(operation.phrase) in \(bucket) took longer than \(options.retry.operationTimeout)",
                provider: vendor.id, reply: earlier?.reply, cause: earlier)
        }
        report(.attemptStarted(attempt: number))
        let failure: InventoryError
        var moved: BucketAddress?
        do {
            let response = try await options.transport.send(
                signed.request, timeout: min(options.retry.attemptTimeout, deadline - start))
            let errors = pipeline.errors
            if (200..<300).contains(response.status) {
                do {
                    try errors.requireSuccess(response, of: operation)
                    let value = try read(response)
                    let reply = mask.reply(errors.reply(response))
                    finished(number, reply, nil, since: start)
                    return answer(value, reply)
                } catch let problem as InventoryError where problem.code == .invalidDocument {
                    failure = masked(
                        refusal(errors.error(forUnreadable: response, problem, operation: operation, bucket: bucket)),
                        by: mask)
                }
            } else {
                let document = errors.document(of: response)
                var error = errors.error(
                    for: errors.reply(response, document, at: instant), operation: operation, bucket: bucket)
                if document == nil { error.message += ErrorReply.coding(of: response) }
                moved = whereabouts(after: error)
                if moved != nil { error.code = .redirected }
                for (name, text) in document?.signedTexts ?? [] {
                    report(.serverSigned(name: name, text: mask.signedText(text)))
                }
                failure = masked(refusal(error), by: mask)
            }
        } catch let error as TransportError {
            failure = self.failure(error)
        }
        finished(number, failure.reply, failure.code, since: start)
        throw Failure(error: failure, localTime: localTime, clockOffset: clockOffset, moved: moved)
    }

    /// An answer with its receipt.
    func answer<Value>(_ value: Value, _ reply: VendorReply) -> RequestPipeline.Answer<Value> {
        let hash = operation.document.flatMap { try? Digest.sha256($0.bytes) }.map(Hex.encode)
        return RequestPipeline.Answer(
            value: value, reply: reply,
            receipt: Receipt(
                status: reply.status, requestIDs: reply.requestIDs, date: reply.date, documentSHA256: hash))
    }

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
    private func whereabouts(after error: InventoryError) -> BucketAddress? {
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
    func endpoint<Result>(_ body: (inout EndpointMemory.Endpoint) -> Result) -> Result {
        options.endpoints.with(endpointKey, body)
    }

    func report(_ kind: CallEvent.Kind) {
        options.observer?(
            CallEvent(kind, provider: vendor.id, bucket: bucket.name.string, operation: operation.phrase))
    }

    private func finished(
        _ number: Int, _ reply: VendorReply?, _ failure: InventoryError.Code?, since start: Duration
    ) {
        report(
            .attemptFinished(
                attempt: number, status: reply?.status, requestIDs: reply?.requestIDs ?? [:], failure: failure,
                duration: options.services.uptime() - start))
    }

    // MARK: Failures

    /// A job must not be started twice: what may have been carried out is not tried again.
    private func refusal(_ refusal: InventoryError) -> InventoryError {
        guard !operation.isRepeatable else { return refusal }
        var error = refusal
        let mayHaveStarted = error.code == .serverFailed || error.code == .malformedReply
        if let status = error.reply?.status, status >= 500 || status < 300, mayHaveStarted {
            error.code = .outcomeUnknown
            error.message =
                "\(operation.phrase) in \(bucket) of \(vendor.id): the server failed, and the job may have started; "
                + "look for its report before starting it again"
        }
        // A signature of the wrong time was refused for certain, so the job can be signed anew.
        if error.retry != .clockSkew { error.retry = .never }
        return error
    }

    /// The error without any secret that the server gave back.
    private func masked(_ error: InventoryError, by mask: TokenMask) -> InventoryError {
        var masked = error
        masked.message = mask.text(error.message)
        masked.reply = error.reply.map(mask.reply)
        return masked
    }

    private func failure(_ error: TransportError) -> InventoryError {
        var failure = error.inventoryError(vendor.id, "\(operation.phrase) in \(bucket) of \(vendor.id)")
        if !operation.isRepeatable, error.mayHaveReachedServer {
            failure.code = .outcomeUnknown
            failure.retry = .never
            failure.message += "; the job may have started: look for its report before starting it again"
        }
        return failure
    }

    // MARK: Credentials

    /// Refuses to write where a server may have the vendor's interface without inventory rules, and so take the removal of
    /// a rule for that of the bucket. No answer to a read settles it; an emulator on this machine loses nothing.
    private func requireRules(of host: String) throws(InventoryError) {
        let facts = vendor.facts.endpoints
        guard facts.provesRules, operation.changesRules else { return }
        let isOwn = facts.trustedHosts.contains { HostPattern.matches(host, $0) }
        guard !isOwn || options.connectTo?.isLoopback == false else { return }
        throw InventoryError(
            .hostNotAllowed,
            "\(bucket): \(operation.phrase) is not sent to '\(Printable.quoted(options.connectTo?.host ?? host))', which is not "
                + "\(vendor.id)'s own: a server with the same interface and without inventory rules would remove or "
                + "replace the bucket itself; rules can be read there, and written with the server's own tools",
            provider: vendor.id)
    }

    private func credential(at instant: UTCInstant) async throws -> Credential {
        let credential = try await options.credentials.credential(
            for: CredentialNeed(provider: vendor.id, credentials: options.credentialsName))
        let host = unsigned.host
        guard credential.maySign(for: host, trusted: vendor.facts.endpoints.trustedHosts) else {
            throw InventoryError(
                .hostNotAllowed,
                "\(bucket): nothing is signed for '\(Printable.quoted(host))', a host that is not \(vendor.id)'s own; "
                    + "if it is yours, name it among the additional hosts of these credentials", provider: vendor.id)
        }
        try requireRules(of: host)
        if let expires = credential.expires, expires <= instant {
            throw InventoryError(
                .credentialsRefused,
                "the temporary keys for \(vendor.id) ended at \(expires); get new ones", provider: vendor.id)
        }
        return credential
    }
}
