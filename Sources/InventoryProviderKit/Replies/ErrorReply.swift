package import InventoryCore
package import InventoryVendorFacts
package import InventoryWire

/// Makes an error of a reply: the vendor's own code decides, the HTTP status only where no code is known.
package struct ErrorReply {
    let dialect: VendorDialect

    package init(_ dialect: VendorDialect) { self.dialect = dialect }

    /// What may be shown of a reply, from the error document or a gateway's JSON, else from the headers.
    package func reply(_ response: HTTPResponse) -> VendorReply {
        var reply = VendorReply(status: response.status, date: response.headers["Date"])
        reply.retryAfter = response.headers["Retry-After"].flatMap { Int(ASCII.trimmed($0)) }
        for name in dialect.names.requestIDHeaders {
            if let value = response.headers[name] { reply.requestIDs[name] = value }
        }
        if response.status >= 300, let root = try? XMLReader.read(response.body).root, root.name == "Error" {
            for element in root.children {
                switch element.name {
                case "Code": reply.code = element.text
                case "Message": reply.message = element.text
                case "Resource": reply.resource = element.text
                // The document's id is the vendor's last word; a gateway may have put another in the header.
                default:
                    if let name = dialect.names.requestIDElements[element.name] {
                        reply.requestIDs[name] = element.text
                    }
                }
            }
        }
        if response.status >= 300, let gateway = GatewayError(response.body) {
            (reply.code, reply.message) = (gateway.code, gateway.message)
        }
        if reply.code == nil { reply.code = dialect.names.errorCodeHeader.flatMap { response.headers[$0] } }
        if reply.message == nil { reply.message = dialect.names.errorMessageHeader.flatMap { response.headers[$0] } }
        return reply
    }

    /// The fact about the code of a reply.
    package func fact(for reply: VendorReply) -> ErrorFact? {
        guard let code = reply.code else { return nil }
        return dialect.facts.errors.first { fact in
            fact.code == code && (fact.message.map { (reply.message ?? "").holds($0) } ?? true)
        }
    }

    /// The error that a reply stands for.
    package func error(
        for reply: VendorReply, operation: InventoryOperation, bucket: BucketAddress
    ) -> InventoryError {
        let known = fact(for: reply)
        let (meaning, retry) = known.map { ($0.meaning, $0.retry) } ?? byStatus(reply, operation)
        return InventoryError(
            meaning, "\(operation.phrase) in \(bucket) of \(dialect.id) failed: \(meaning.advice)", retry: retry,
            provider: dialect.id, reply: reply)
    }

    private func byStatus(
        _ reply: VendorReply, _ operation: InventoryOperation
    ) -> (InventoryError.Code, RetryAdvice) {
        switch reply.status {
        case 300..<400: (.redirected, .never)
        case 401, 403: (.accessDenied, .never)
        // The vendors' pages name no code for a rule that is not there but one, so any other 404 counts as that too.
        case 404: if case .list = operation { (.refused, .never) } else { (.ruleNotFound, .never) }
        case 405, 501: (.notOffered, .never)
        case 407: (.proxyCredentialsMissing, .never)
        case 408: (.timedOut, .transient)
        case 409: (.conflict, .never)
        case 429: (.throttled, .throttled)
        case 500...: (.serverFailed, .transient)
        case 400: (.invalidRequest, .never)
        default: (.refused, .never)
        }
    }
}

extension InventoryError.Code {
    /// What to make of it and what to do, in one clause.
    var advice: String {
        switch self {
        case .ruleNotFound: "there is no such rule"
        case .bucketNotFound: "there is no such bucket; check name, region and endpoint"
        case .accessDenied: "these credentials may not do that; grant them the inventory permissions of this cloud"
        case .credentialsRefused: "the cloud does not take these credentials; check the access key and the token"
        case .signatureRefused: "the signature was not accepted; check the secret key"
        case .clockSkewed: "this machine's clock and the server's differ too much; set the clock"
        case .tooManyRules: "the bucket is full of rules; remove one"
        case .prefixOverlap: "its prefix overlaps with that of another rule of the bucket; choose disjoint prefixes"
        case .duplicateJob: "a job or rule of that id exists; take another id"
        case .conflict: "something else is changing this bucket; try again later"
        case .accountProblem: "the account is not in order; see the cloud's console"
        case .throttled: "the cloud asks for fewer requests; slow down"
        case .serverFailed: "the cloud failed; try again later"
        case .redirected: "the cloud sends us elsewhere, which is never followed; check region and endpoint"
        case .notOffered: "the cloud does not offer that here; check the region and the kind of bucket"
        case .timedOut: "it took too long; try again later"
        case .proxyCredentialsMissing: "the proxy asks for credentials; give them with the proxy"
        default: "the cloud refused it"
        }
    }
}
