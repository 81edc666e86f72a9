package import InventoryCore
internal import InventoryVendorFacts
internal import InventoryWire

/// A provider over HTTP, whatever the vendor: finds the host, gets credentials, signs every attempt anew, sends, retries
/// what may be retried, and reads the answer.
package struct WireProvider: InventoryProvider {
    package let dialect: VendorDialect
    private var channel: SignedChannel

    package init(_ dialect: VendorDialect, options: ProviderOptions) {
        self.dialect = dialect
        channel = SignedChannel(dialect: dialect, options: options)
    }

    package var id: ProviderID { dialect.id }
    package var capabilities: Capabilities { dialect.facts.capabilities }

    package func paced(by turn: @escaping @Sendable () async throws -> Void) -> any InventoryProvider {
        var paced = self
        paced.channel.turn = turn
        return paced
    }

    package func check(_ bucket: BucketAddress) throws {
        _ = try HostResolver(dialect.facts).host(of: bucket)
    }

    package func rendering(of rule: InventoryRule) throws -> VendorDocument {
        let document = try dialect.codec.encode(rule)
        try requireRoom(for: document, as: rule.id)
        return document
    }

    package func rendering(of job: OneOffJob) throws -> VendorDocument { try dialect.codec.encode(job) }

    package func rule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> StoredRule {
        try await channel.perform(.get(id), in: bucket) { [dialect] answer in
            let stored = try dialect.codec.decodeRule(answer.body)
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

    package func rules(in bucket: BucketAddress, after cursor: PageCursor?) async throws -> RulePage {
        let now = channel.options.services.uptime()
        let start = cursor?.listingStart ?? now
        guard now - start < channel.options.retry.listingTimeout else {
            throw InventoryError(
                .timedOut,
                "the list of \(bucket) did not end within \(channel.options.retry.listingTimeout), page after page",
                provider: id)
        }
        let answer: SignedChannel.Answer<DecodedList>
        do {
            answer = try await channel.perform(.list(cursor), in: bucket) { [dialect] in
                try dialect.codec.decodeList($0.body)
            }
        } catch let error as InventoryError {
            // Whether a bucket without rules answers with an empty list or with "no such configuration" is not
            // documented; that very code, and no other 404, counts as empty.
            guard cursor == nil, let reply = error.reply,
                ErrorReply(dialect).fact(for: reply)?.meansEmptyList == true
            else { throw error }
            return RulePage(
                entries: [], next: nil,
                receipt: Receipt(status: reply.status, requestIDs: reply.requestIDs, date: reply.date))
        }
        let list = answer.value
        guard list.isTruncated else { return RulePage(entries: list.entries, next: nil, receipt: answer.receipt) }
        guard dialect.names.pageParameter != nil else {
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

    package func store(_ rule: InventoryRule, in bucket: BucketAddress) async throws -> Receipt {
        try await store(rendering(of: rule), as: rule.id, in: bucket)
    }

    package func store(
        _ document: VendorDocument, as id: InventoryRule.ID, in bucket: BucketAddress
    ) async throws -> Receipt {
        try requireRoom(for: document, as: id)
        return try await channel.perform(.put(id, document), in: bucket, reading: acknowledge).receipt
    }

    private func requireRoom(for document: VendorDocument, as id: InventoryRule.ID) throws(InventoryError) {
        guard let limit = capabilities.limits.documentBytes, limit.status.isFirm, document.bytes.count > limit.value
        else { return }
        throw InventoryError(
            .invalidRule,
            "rule '\(Printable.quoted(id.string))' takes \(document.bytes.count) bytes as \(self.id) writes it, and "
                + "\(limit.value) is the most; use fewer columns or shorter prefixes", provider: self.id)
    }

    package func removeRule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        try await channel.perform(.delete(id), in: bucket, reading: acknowledge).receipt
    }

    package func startOneOffJob(_ job: OneOffJob, in bucket: BucketAddress) async throws -> JobReceipt {
        let document = try dialect.codec.encode(job)
        let answer = try await channel.perform(.post(job.id, document), in: bucket) { [dialect] in
            try dialect.codec.decodeJobResult($0.body)
        }
        return JobReceipt(receipt: answer.receipt, jobID: answer.value)
    }

    private func malformed(_ answer: SignedChannel.Answer<DecodedList>, _ message: String) -> InventoryError {
        InventoryError(.malformedReply, message, provider: id, reply: answer.reply)
    }
}

/// Whether an answer to a write is one: the vendors answer without a body. A document of theirs is taken too, unless it
/// is an error; what a gateway says in its own words is not.
@Sendable private func acknowledge(_ response: HTTPResponse) throws {
    guard !response.body.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return }
    let root: DocumentElement
    do {
        root = try XMLReader.read(response.body).root
    } catch {
        throw InventoryError(
            .invalidDocument, "the answer is a text that the cloud does not send: \(error)", cause: error)
    }
    let isPage = ASCII.lowercased(root.name) == "html"
    guard !isPage, ErrorDocument(response.body) == nil else {
        throw InventoryError(
            .invalidDocument,
            isPage ? "the answer is a page of HTML, as gateways and sign-in pages send" : "the answer is an error")
    }
}
