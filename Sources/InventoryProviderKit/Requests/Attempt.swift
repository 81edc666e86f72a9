internal import InventoryCore
internal import InventoryVendorFacts
internal import InventoryWire

/// One operation on one bucket: what its attempts have in common, and how one attempt is made.
struct Attempt {
    let operation: InventoryOperation
    let bucket: BucketAddress
    /// Where the bucket is, as far as its cloud has told.
    let located: BucketAddress
    let pipeline: RequestPipeline
    /// The request without credentials.
    let unsigned: HTTPRequest
    let scope: SigningScope
    let endpointKey: String

    var vendor: Vendor { pipeline.vendor }
    var options: ProviderOptions { pipeline.options }

    /// A failed attempt, and the clock that it was signed by.
    struct Failure: Error {
        var error: InventoryError
        var localTime: UTCInstant
        var clockOffset: Int64
        /// Where the bucket is, where the answer names another region that may be asked.
        var moved: BucketAddress?
        /// Whether the answer is about the region, does not name it, and the bucket can be asked for it.
        var lacksRegion = false
        /// The server's clock, as far as the answer tells it.
        var serverTime: UTCInstant?
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
        endpointKey = EndpointState.key(
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
        var (moved, lacksRegion, serverTime) = (BucketAddress?.none, false, UTCInstant?.none)
        do {
            let response = try await options.transport.send(
                signed.request, timeout: min(options.retry.attemptTimeout, deadline - start))
            let errors = pipeline.errors
            if (200..<300).contains(response.status) {
                do {
                    try errors.requireSuccess(response, of: operation)
                    guard !mask.isGivenBack(in: response.body) else {
                        throw InventoryError(
                            .invalidDocument,
                            "the answer gives back the signature or the token of its own request, so nothing of it is used; look "
                                + "for a proxy or a server that is none of the cloud's")
                    }
                    let value = try read(response)
                    let reply = mask.reply(errors.reply(response))
                    finished(number, reply, nil, since: start)
                    return answer(value, reply)
                } catch let problem as InventoryError where problem.code == .invalidDocument {
                    failure = masked(
                        errors.error(forUnreadable: response, problem, operation: operation, bucket: bucket), mask)
                }
            } else {
                let document = errors.document(of: response)
                var error = errors.error(
                    for: errors.reply(response, document, at: instant), operation: operation, bucket: bucket,
                    at: located)
                if document == nil { error.message += ErrorReply.coding(of: response) }
                error.message += credential.remedy(for: error.code) ?? ""
                moved = whereabouts(after: error)
                if moved != nil { error.code = .redirected }
                lacksRegion = self.lacksRegion(error)
                serverTime = error.reply.flatMap(ErrorReply.time)
                for (name, text) in document?.signedTexts ?? [] {
                    report(.serverSigned(name: name, text: mask.signedText(text)))
                }
                failure = masked(error, mask)
            }
        } catch let error as TransportError {
            failure = self.failure(error)
        }
        finished(number, failure.reply, failure.code, since: start)
        throw Failure(
            error: failure, localTime: localTime, clockOffset: clockOffset, moved: moved, lacksRegion: lacksRegion,
            serverTime: serverTime)
    }

    /// An answer with its receipt.
    func answer<Value>(_ value: Value, _ reply: VendorReply) -> RequestPipeline.Answer<Value> {
        let hash = operation.document.flatMap { try? Digest.sha256($0.bytes) }.map(Hex.encode)
        return RequestPipeline.Answer(
            value: value, reply: reply,
            receipt: Receipt(
                status: reply.status, requestIDs: reply.requestIDs, date: reply.date, documentSHA256: hash))
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

    /// What is shown of a refusal, once everything has been concluded from it.
    private func masked(_ error: InventoryError, _ mask: TokenMask) -> InventoryError {
        mask.error(refusal(error), keepsCode: error.reply.map(pipeline.errors.knowsCode) ?? false)
    }

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

    private func failure(_ error: TransportError) -> InventoryError {
        var failure = error.inventoryError(vendor.id, "\(operation.phrase) in \(bucket) of \(vendor.id)")
        if !operation.isRepeatable, error.mayHaveReachedServer {
            failure.code = .outcomeUnknown
            failure.retry = .never
            failure.message += "; the job may have started: look for its report before starting it again"
        }
        return failure
    }
}
