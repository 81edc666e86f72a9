public import InventoryCore
internal import InventoryVendorFacts
internal import InventoryWire

/// A provider over HTTP, whatever the vendor: finds the host, gets credentials, signs every attempt anew, sends, repeats
/// what may be repeated, and reads the answer. Making one sends nothing; every call talks to the network but
/// ``check(_:)`` and both renderings, and ends early when its task is cancelled.
public struct HTTPProvider: InventoryProvider {
    let pipeline: RequestPipeline

    /// A provider for any bucket of that vendor.
    public init(_ vendor: Vendor, options: ProviderOptions) { pipeline = RequestPipeline(vendor, options: options) }

    private init(_ pipeline: RequestPipeline) { self.pipeline = pipeline }

    /// The cloud that it speaks to.
    public var vendor: Vendor { pipeline.vendor }
    /// The identifier of its cloud.
    public var id: ProviderID { vendor.id }
    /// What its cloud can hold.
    public var capabilities: Capabilities { vendor.capabilities }

    /// The same provider, which waits for a permit before every attempt. Sends nothing.
    public func paced(by permit: @escaping @Sendable () async throws -> Void) -> any InventoryProvider {
        HTTPProvider(pipeline.paced(by: permit))
    }

    /// Checks that the bucket's name, region and host can be requested. Sends nothing.
    /// - Throws: `invalidAddress` with what is wrong.
    public func check(_ bucket: BucketAddress) throws { _ = try pipeline.location(of: bucket) }

    // MARK: Reading

    /// Reads one rule over the network; see ``InventoryProvider``. Cancellation ends the request at once.
    /// - Throws: `ruleNotFound`, and `invalidDocument` where the answer is another rule.
    public func rule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> StoredRule {
        try await pipeline.perform(.get(id), in: bucket) { [rules = vendor.rules] answer in
            let stored = try rules.decodeRule(answer.body)
            guard stored.rule.id == id else {
                throw InventoryError(
                    .invalidDocument,
                    "\(bucket) was asked for rule '\(Printable.quoted(id.string, limit: 80))' and answered with rule "
                        + "'\(Printable.quoted(stored.rule.id.string, limit: 80))'; nothing is known of the one that was meant"
                )
            }
            return stored
        }.value
    }

    /// Reads one page of a bucket's rules over the network. Cancellation ends the request at once.
    /// - Throws: `malformedReply` where it is unclear whether more follows, `timedOut` where the pages do not end.
    public func rules(in bucket: BucketAddress, after cursor: PageCursor?) async throws -> RulePage {
        let start = try listingStart(cursor, of: "\(bucket)")
        let answer: RequestPipeline.Answer<DecodedList>
        do {
            answer = try await pipeline.perform(.list(cursor), in: bucket) { [rules = vendor.rules] in
                try rules.decodeList($0.body)
            }
        } catch let error as InventoryError {
            // Whether a bucket without rules answers with an empty list or with "no such configuration" is not
            // documented; that very code, and no other 404, counts as empty.
            guard cursor == nil, let reply = error.reply, try await isEmptyList(reply, bucket) else { throw error }
            return RulePage(
                entries: [], next: nil,
                receipt: Receipt(status: reply.status, requestIDs: reply.requestIDs, date: reply.date))
        }
        let list = answer.value
        tell(of: list.unknown, in: bucket, .list(cursor))
        guard cursor != nil || list.token?.isEmpty != false else {
            throw malformed(answer, "the list of \(bucket) does not begin at its beginning, by its ContinuationToken")
        }
        guard list.isTruncated else { return RulePage(entries: list.entries, next: nil, receipt: answer.receipt) }
        guard vendor.requests.pageParameter != nil else {
            throw malformed(
                answer, "the list of \(bucket) says that there is more, and \(id) is not known to have pages")
        }
        guard let token = list.nextToken, !token.isEmpty, token != cursor?.token, token != list.token else {
            throw malformed(
                answer,
                list.nextToken?.isEmpty == false
                    ? "the list of \(bucket) does not move on: its next page is the page asked for"
                    : "the list of \(bucket) says that there is more and not where")
        }
        return RulePage(
            entries: list.entries, next: PageCursor(token: token, listingStart: start), receipt: answer.receipt)
    }

    /// Tells of what stands in a list and is not known.
    func tell(of unknown: [String], in bucket: BucketAddress, _ operation: InventoryOperation) {
        guard !unknown.isEmpty else { return }
        pipeline.options.observer?(
            CallEvent(
                .unknownParts(unknown), provider: id, bucket: bucket.name.string, operation: operation.phrase))
    }

    /// When the list began that goes on there.
    /// - Throws: `timedOut` where its pages have taken too long together.
    func listingStart(_ cursor: PageCursor?, of what: String) throws(InventoryError) -> Duration {
        let now = pipeline.options.services.uptime()
        let start = cursor?.listingStart ?? now
        guard now - start < pipeline.options.retry.listingTimeout else {
            throw InventoryError(
                .timedOut,
                "the list of \(what) did not end within \(pipeline.options.retry.listingTimeout), page after page",
                provider: id)
        }
        return start
    }

    /// Whether a refusal to list says that there are no rules. Where it does not say so by name, the bucket itself is
    /// asked for.
    private func isEmptyList(_ reply: VendorReply, _ bucket: BucketAddress) async throws -> Bool {
        if pipeline.errors.isEmptyList(reply) { return true }
        guard pipeline.errors.isUnknownNotFound(reply) else { return false }
        do {
            let request = ObjectRequest(method: .head, phrase: "looking for the bucket")
            return try await pipeline.perform(.object(request), in: bucket) { _ in true }.value
        } catch is InventoryError {
            // The refusal itself is the answer then.
            return false
        }
    }

    // MARK: Writing

    /// The document that stores the rule. Sends nothing.
    /// - Throws: `invalidRule` for what the vendor's form cannot hold.
    public func rendering(of rule: InventoryRule) throws -> VendorDocument {
        let document = try vendor.rules.encode(rule)
        try requireRoom(for: document, as: rule.id)
        return document
    }

    /// Stores a fitted rule over the network: creates or replaces it, as the cloud does. Cancellation ends the request at
    /// once; whether the rule is stored is unknown then.
    public func store(_ rule: InventoryRule, in bucket: BucketAddress) async throws -> Receipt {
        try await store(rendering(of: rule), as: rule.id, in: bucket)
    }

    /// Sends a document exactly as it is. Where the cloud only creates, a rule of that id is never removed for it: the
    /// call throws `alreadyExists`, except where the rule that is there came of an attempt of this very call.
    public func store(
        _ document: VendorDocument, as id: InventoryRule.ID, in bucket: BucketAddress
    ) async throws -> Receipt {
        try requireRoom(for: document, as: id)
        let creates = capabilities.overwriting == .createOnly
        return try await pipeline.perform(
            .put(id, document, creates ? .creating : .replacing), in: bucket, reading: acknowledge
        ) { error in
            guard creates, error.code == .alreadyExists else { return false }
            return try await holds(document, as: id, in: bucket)
        }.receipt
    }

    /// Whether the bucket has that very rule: what an attempt that was not heard had stored.
    private func holds(
        _ document: VendorDocument, as id: InventoryRule.ID, in bucket: BucketAddress
    ) async throws -> Bool {
        let stored: StoredRule
        do {
            stored = try await rule(id, in: bucket)
        } catch let error as InventoryError where error.code == .ruleNotFound {
            throw InventoryError(
                .outcomeUnknown,
                "\(self.id) said of a repeated request that rule '\(Printable.quoted(id.string))' exists, and does not show "
                    + "it yet, so it is not known whether it is this one; read it later", provider: self.id,
                cause: error)
        }
        return try stored.findings.isEmpty && stored.rule == vendor.rules.decodeRule(document.bytes).rule
    }

    private func requireRoom(for document: VendorDocument, as id: InventoryRule.ID) throws(InventoryError) {
        guard let limit = capabilities.limits.documentBytes, limit.status.isFirm, document.bytes.count > limit.value
        else { return }
        throw InventoryError(
            .invalidRule,
            "rule '\(Printable.quoted(id.string))' takes \(document.bytes.count) bytes as \(self.id) writes it, and "
                + "\(limit.value) is the most; use fewer columns or shorter prefixes", provider: self.id)
    }

    /// Removes a rule over the network. A repeated request that finds no such rule has removed it. Cancellation ends the
    /// request at once; whether the rule is removed is unknown then.
    public func removeRule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        try await pipeline.perform(.delete(id), in: bucket, reading: acknowledge) { error in
            error.code == .ruleNotFound
        }.receipt
    }

    /// What an answer to a write must be: the vendors answer without a body. The rule itself in XML is taken too. What a
    /// gateway says in its own words is not, nor any other document, nor JSON, which does not say whose it is.
    @Sendable func acknowledge(_ response: HTTPResponse) throws {
        let body = response.body
        guard !body.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return }
        guard !HTMLPage.isOne(body) else { throw InventoryError(.invalidDocument, "the answer is \(HTMLPage.name)") }
        let isRule: Bool
        do {
            let root = try vendor.replies.documentsAreJSON ? JSONReader.read(body).root : XMLReader.read(body).root
            isRule = !root.isJSON && root.name == "InventoryConfiguration"
        } catch {
            throw InventoryError(
                .invalidDocument, "the answer is a text that the cloud does not send: \(error)", cause: error)
        }
        guard vendor.errors.error(in: body) == nil else {
            throw InventoryError(.invalidDocument, "the answer is an error")
        }
        guard isRule else {
            throw InventoryError(
                .invalidDocument, "the answer is a text that the cloud does not send: its success has none")
        }
    }

    private func malformed(_ answer: RequestPipeline.Answer<DecodedList>, _ message: String) -> InventoryError {
        InventoryError(.malformedReply, message, provider: id, reply: answer.reply)
    }
}
