internal import InventoryCore
internal import InventoryVendorFacts
internal import InventoryWire

/// Carries out one operation: host, credentials, and attempts that are each signed afresh.
struct SignedChannel: Sendable {
    let dialect: VendorDialect
    let options: ProviderOptions

    struct Answer {
        var response: HTTPResponse
        var reply: VendorReply
        var receipt: Receipt
    }

    /// Sends the operation over the network until it succeeds or may not be tried again.
    func perform(_ operation: InventoryOperation, in bucket: BucketAddress) async throws -> Answer {
        let unsigned = try request(operation, bucket)
        let deadline = options.services.uptime() + options.retry.operationTimeout
        var failures = 0
        while true {
            try Task.checkCancellation()
            let failure: InventoryError
            do {
                return try await attempt(operation, unsigned, bucket, deadline)
            } catch let error as InventoryError {
                // A removal that is repeated finds nothing where the first attempt had done its work unheard.
                if case .delete = operation, failures > 0, error.code == .ruleNotFound, let reply = error.reply {
                    return answer(HTTPResponse(status: reply.status), reply, operation)
                }
                failure = error
            }
            failures += 1
            guard
                let delay = options.retry.delay(
                    after: failures, advice: failure.retry, random: options.services.random(),
                    retryAfter: failure.reply?.retryAfter),
                options.services.uptime() + delay < deadline
            else { throw failure }
            try await options.services.sleep(delay)
        }
    }

    /// The request without credentials, the same for every attempt.
    private func request(
        _ operation: InventoryOperation, _ bucket: BucketAddress
    ) throws -> (request: HTTPRequest, addressing: BucketAddressing) {
        let resolver = HostResolver(provider: dialect.id, facts: dialect.facts.endpoints)
        let (host, addressing) = try resolver.host(of: bucket)
        var request = HTTPRequest(
            method: operation.method, host: host, query: operation.query(dialect.names), connectTo: options.connectTo,
            isRepeatable: operation.isRepeatable)
        if options.connectTo?.isCleartext == true { request.scheme = .http }
        if let document = operation.document {
            request.body = document.bytes
            request.headers["Content-Type"] = document.mediaType
            do {
                request.headers["Content-MD5"] = Base64.encode(try Digest.md5(document.bytes))
            } catch {
                throw InventoryError(.unsupported, "Content-MD5 cannot be computed: \(error)", provider: dialect.id)
            }
        }
        return (request, addressing)
    }

    private func attempt(
        _ operation: InventoryOperation, _ unsigned: (request: HTTPRequest, addressing: BucketAddressing),
        _ bucket: BucketAddress, _ deadline: Duration
    ) async throws -> Answer {
        let credential = try await credential(for: unsigned.request.host, bucket)
        let signed = try dialect.signer.sign(
            unsigned.request, addressing: unsigned.addressing, with: credential, at: options.services.now())
        let remaining = deadline - options.services.uptime()
        guard remaining > .zero else {
            throw InventoryError(
                .timedOut, "\(operation.phrase) in \(bucket) took longer than \(options.retry.operationTimeout)",
                provider: dialect.id)
        }
        let response: HTTPResponse
        do {
            response = try await options.transport.send(
                signed.request, timeout: min(options.retry.attemptTimeout, remaining))
        } catch let error as TransportError {
            throw failure(error, operation, bucket)
        }
        let errors = ErrorReply(dialect)
        let reply = errors.reply(response)
        guard (200..<300).contains(response.status) else {
            var error = errors.error(for: reply, operation: operation, bucket: bucket)
            // A failing server may have carried out the job all the same, and it must not run twice.
            if !operation.isRepeatable, reply.status >= 500, error.code == .serverFailed {
                error.code = .outcomeUnknown
                error.message =
                    "\(operation.phrase) in \(bucket) of \(dialect.id): the server failed, and the job may have started; "
                    + "look for its report before starting it again"
            }
            if !operation.isRepeatable { error.retry = .never }
            throw error
        }
        return answer(response, reply, operation)
    }

    private func answer(_ response: HTTPResponse, _ reply: VendorReply, _ operation: InventoryOperation) -> Answer {
        let hash = operation.document.flatMap { try? Digest.sha256($0.bytes) }.map(Hex.encode)
        return Answer(
            response: response, reply: reply,
            receipt: Receipt(
                status: reply.status, requestIDs: reply.requestIDs, date: reply.date, documentSHA256: hash))
    }

    private func failure(
        _ error: TransportError, _ operation: InventoryOperation, _ bucket: BucketAddress
    ) -> InventoryError {
        var failure = error.inventoryError(dialect.id, "\(operation.phrase) in \(bucket) of \(dialect.id)")
        if !operation.isRepeatable, error.mayHaveReachedServer {
            failure.code = .outcomeUnknown
            failure.retry = .never
            failure.message += "; the job may have started: look for its report before starting it again"
        }
        return failure
    }

    private func credential(for host: String, _ bucket: BucketAddress) async throws -> Credential {
        let credential = try await options.credentials.credential(
            for: CredentialNeed(provider: dialect.id, credentials: options.credentialsName))
        guard credential.maySign(for: host, trusted: dialect.facts.endpoints.trustedHosts) else {
            throw InventoryError(
                .hostNotAllowed,
                "\(bucket): nothing is signed for '\(Printable.quoted(host))', a host that is not \(dialect.id)'s own; "
                    + "if it is yours, name it among the additional hosts of these credentials", provider: dialect.id)
        }
        return credential
    }
}
