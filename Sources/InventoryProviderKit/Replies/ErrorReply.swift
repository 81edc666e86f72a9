package import InventoryCore
package import InventoryVendorFacts
package import InventoryWire

/// Makes an error of a reply: the vendor's own code decides, the HTTP status only where no code is known.
package struct ErrorReply {
    let vendor: Vendor

    package init(_ vendor: Vendor) { self.vendor = vendor }

    /// What may be shown of a reply, from the error document or a gateway's JSON, else from the headers.
    /// - Parameters:
    ///   - document: what its body says of an error; nil where it says nothing, or was not asked.
    ///   - now: the time that a `Retry-After` which is a date is counted from where the reply has no date of its own.
    package func reply(_ response: HTTPResponse, at now: UTCInstant? = nil) -> VendorReply {
        reply(response, response.status >= 300 ? document(of: response) : nil, at: now)
    }

    /// What a reply says of an error: its body, or where that is empty the header in which the vendor puts it.
    func document(of response: HTTPResponse) -> ErrorDocument? {
        guard response.body.isEmpty, let header = vendor.replies.errorDocumentHeader else {
            return vendor.errors.error(in: response.body)
        }
        return response.headers[header].flatMap(Base64.decode).flatMap(vendor.errors.error)
    }

    func reply(_ response: HTTPResponse, _ document: ErrorDocument?, at now: UTCInstant?) -> VendorReply {
        var reply = VendorReply(
            status: response.status, code: document?.code, message: document?.message, resource: document?.resource,
            date: response.headers["Date"])
        reply.retryAfter = Self.retryAfter(response.headers, at: now)
        for name in vendor.replies.requestIDHeaders {
            if let value = response.headers[name] { reply.requestIDs[name] = value }
        }
        // The document's id is the vendor's last word; a gateway may have put another in the header.
        for (name, value) in document?.requestIDs ?? [] {
            reply.requestIDs[vendor.replies.requestIDElements[name] ?? name] = value
        }
        if response.status >= 300 {
            reply.hints = Self.hints(response.headers).merging(document?.hints ?? [:]) { _, said in said }
            if reply.code == nil { reply.code = vendor.replies.errorCodeHeader.flatMap { response.headers[$0] } }
            if reply.message == nil {
                reply.message = vendor.replies.errorMessageHeader.flatMap { response.headers[$0] }
            }
        }
        return reply
    }

    /// Where the headers point: `Location` without its query, which may hold a signature, and the bucket's region.
    private static func hints(_ headers: HTTPHeaders) -> [String: String] {
        var hints: [String: String] = [:]
        for field in headers.fields {
            let name = ASCII.lowercased(field.name)
            if name == "location" {
                hints["location"] = String(field.value.prefix { $0 != "?" && $0 != "#" && $0 != "@" })
            } else if name.hasPrefix("x-"), name.hasSuffix("-bucket-region") || name.hasSuffix("-bucket-location") {
                hints["region"] = field.value
            }
        }
        return hints
    }

    /// Seconds to wait: as a number, or as a date in any form that HTTP has (RFC 9110, section 10.2.3).
    private static func retryAfter(_ headers: HTTPHeaders, at now: UTCInstant?) -> Int? {
        guard let text = headers["Retry-After"].map({ ASCII.trimmed($0) }) else { return nil }
        if let seconds = Int(text) { return seconds }
        guard let then = UTCInstant(httpDate: text),
            let now = headers["Date"].flatMap(UTCInstant.init(httpDate:)) ?? now
        else { return nil }
        let (wait, overflow) = then.secondsSinceEpoch.subtractingReportingOverflow(now.secondsSinceEpoch)
        return overflow ? nil : Int(max(wait, 0))
    }

    /// The fact about the code of a reply.
    package func fact(for reply: VendorReply) -> ErrorFact? {
        guard let code = reply.code else { return nil }
        return vendor.facts.errors.first { fact in
            fact.code == code && (fact.message.map { (reply.message ?? "").holds($0) } ?? true)
        }
    }

    /// Whether a reply's code is one of the vendor's: it is none of a request's secrets then.
    func knowsCode(of reply: VendorReply) -> Bool { vendor.facts.errors.contains { $0.code == reply.code } }

    /// Whether a refusal to list says that there are no rules, which every cloud says by 404: whoever may not look, or
    /// failed, has not looked. One that does not identify itself as the vendor's is a gateway's, and says nothing.
    func isEmptyList(_ reply: VendorReply) -> Bool {
        if let fact = fact(for: reply) { return fact.meansEmptyList && reply.status == 404 }
        let code = ASCII.lowercased(reply.code ?? "")
        return isUnknownNotFound(reply) && (code.holds("inventory") || code.holds("config"))
    }

    /// Whether a refusal to list is a 404 of the vendor's of which nothing is known: of the rules or of the bucket. One
    /// with neither a code nor the vendor's number for it may be anybody's; a code that is none of a vendor's
    /// (`APIGW.0101`), or one that is known in other letters, is somebody else's.
    func isUnknownNotFound(_ reply: VendorReply) -> Bool {
        let code = ASCII.lowercased(reply.code ?? "")
        let isNumbered = vendor.replies.errorNumberHeader.map { reply.requestIDs[$0] != nil } ?? false
        return vendor.replies.unknownNotFoundIsEmptyList && reply.status == 404 && (isNumbered || !code.isEmpty)
            && code.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
            && !vendor.facts.errors.contains { ASCII.lowercased($0.code) == code }
            && vendor.replies.requestIDHeaders.contains { reply.requestIDs[$0] != nil }
    }

    /// The error that a reply stands for.
    /// - Parameter located: the bucket's address that was asked; nil for the one that was written.
    package func error(
        for reply: VendorReply, operation: InventoryOperation, bucket: BucketAddress, at located: BucketAddress? = nil
    ) -> InventoryError {
        let asked = located ?? bucket
        let known = fact(for: reply)
        let (said, retry) = known.map { ($0.meaning, $0.retry) } ?? byStatus(reply, operation)
        let meaning = meaning(said, of: reply, to: asked)
        return InventoryError(
            meaning,
            "\(operation.phrase) in \(bucket) of \(vendor.id) failed: \(advice(meaning, for: reply, to: asked))",
            retry: retry, provider: vendor.id, reply: reply)
    }

    /// The error for an answer that ought to be a success by its status, and is none that can be read.
    func error(
        forUnreadable response: HTTPResponse, _ problem: InventoryError, operation: InventoryOperation,
        bucket: BucketAddress
    ) -> InventoryError {
        if let document = document(of: response) {
            return error(for: reply(response, document, at: nil), operation: operation, bucket: bucket)
        }
        // A document that was cut off on its way, or never written, is a passing fault.
        let isBroken =
            operation.isDone(by: response.status)
            && (response.body.isEmpty || problem.cause is DocumentSyntaxError)
        return InventoryError(
            .malformedReply,
            "\(operation.phrase) in \(bucket) of \(vendor.id): "
                + (HTMLPage.isOne(response.body) ? "the answer is \(HTMLPage.name)" : problem.message)
                + Self.coding(of: response),
            retry: isBroken ? .transient : .never, provider: vendor.id, reply: reply(response, nil, at: nil))
    }

    /// What to say of an answer that is compressed.
    static func coding(of response: HTTPResponse) -> String {
        guard let coding = response.headers["Content-Encoding"], ASCII.lowercased(coding) != "identity" else {
            return ""
        }
        return
            "; the answer is compressed (\(Printable.quoted(coding, limit: 40))), which was not asked for: look for a "
            + "proxy or gateway on the way that does it"
    }

    private func byStatus(
        _ reply: VendorReply, _ operation: InventoryOperation
    ) -> (InventoryError.Code, RetryAdvice) {
        switch reply.status {
        case 300..<400: (.redirected, .never)
        case 401, 403: (.accessDenied, .never)
        // The vendors' pages name no code for a rule that is not there but one, so any other 404 counts as that too.
        case 404:
            switch operation {
            case .list: (.rejected, .never)
            case .object(let request): (request.namesObject ? .objectNotFound : .rejected, .never)
            default: (.ruleNotFound, .never)
            }
        case 405, 501: (.notOffered, .never)
        case 407: (.proxyCredentialsMissing, .never)
        case 408: (.timedOut, .transient)
        case 409: (.conflict, .never)
        case 429: (.throttled, .throttled)
        case 500...: (.serverFailed, .transient)
        case 400: (.invalidRequest, .never)
        default: (.rejected, .never)
        }
    }
}

extension InventoryError.Code {
    /// What to make of it and what to do, in one clause.
    var advice: String {
        switch self {
        case .ruleNotFound: "there is no such rule"
        case .objectNotFound: "there is no such object"
        case .bucketNotFound: "there is no such bucket; check name, region and endpoint"
        case .accessDenied: "these credentials may not do that; grant them the inventory permissions of this cloud"
        case .credentialsRefused: "the cloud does not take these credentials; check the access key and the token"
        case .signatureRefused: "the signature was not accepted; check the secret key"
        case .clockSkewed: "this machine's clock and the server's differ too much; set the clock"
        case .tooManyRules: "the bucket is full of rules; remove one"
        case .prefixOverlap: "its prefix overlaps with that of another rule of the bucket; choose disjoint prefixes"
        case .alreadyExists: "a job or rule of that id exists; take another id"
        case .conflict: "something else is changing this bucket; try again later"
        case .accountProblem: "the account is not in order; see the cloud's console"
        case .throttled: "the cloud asks for fewer requests; slow down"
        case .serverFailed: "the cloud failed; try again later"
        case .redirected: "the bucket is elsewhere; check region and endpoint"
        case .notOffered: "the cloud does not offer that here; check the region and the kind of bucket"
        case .timedOut: "it took too long; try again later"
        case .proxyCredentialsMissing: "the proxy asks for credentials; give them with the proxy"
        default: "the cloud refused it"
        }
    }
}
