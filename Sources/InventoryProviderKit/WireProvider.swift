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
        _ = try HostResolver(provider: id, facts: dialect.facts.endpoints).host(of: bucket)
    }

    package func rendering(of rule: InventoryRule) throws -> VendorDocument { try dialect.codec.encode(rule) }
    package func rendering(of job: OneOffJob) throws -> VendorDocument { try dialect.codec.encode(job) }

    package func rule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> StoredRule {
        let answer = try await channel.perform(.get(id), in: bucket)
        let stored = try read(answer) { try dialect.codec.decodeRule(answer.response.body) }
        guard stored.rule.id == id else {
            throw malformed(
                answer,
                "\(bucket) was asked for rule '\(Printable.quoted(id.string, limit: 80))' and answered with rule "
                    + "'\(Printable.quoted(stored.rule.id.string, limit: 80))'; nothing is known of the one that was meant"
            )
        }
        return stored
    }

    package func rules(in bucket: BucketAddress, after cursor: PageCursor?) async throws -> RulePage {
        let answer: SignedChannel.Answer
        do {
            answer = try await channel.perform(.list(cursor), in: bucket)
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
        let list = try read(answer) { try dialect.codec.decodeList(answer.response.body) }
        guard list.isTruncated else { return RulePage(entries: list.entries, next: nil, receipt: answer.receipt) }
        guard let token = list.nextToken, !token.isEmpty, token != cursor?.token else {
            throw malformed(
                answer,
                list.nextToken?.isEmpty == false
                    ? "the list of \(bucket) does not move on: its next page is the page asked for"
                    : "the list of \(bucket) says that there is more and not where")
        }
        return RulePage(entries: list.entries, next: PageCursor(token: token), receipt: answer.receipt)
    }

    package func store(_ rule: InventoryRule, in bucket: BucketAddress) async throws -> Receipt {
        try await store(dialect.codec.encode(rule), as: rule.id, in: bucket)
    }

    package func store(
        _ document: VendorDocument, as id: InventoryRule.ID, in bucket: BucketAddress
    ) async throws -> Receipt {
        if let limit = capabilities.limits.documentBytes, limit.status.isFirm, document.bytes.count > limit.value {
            throw InventoryError(
                .invalidRule,
                "rule '\(Printable.quoted(id.string))' takes \(document.bytes.count) bytes as \(self.id) writes it, and "
                    + "\(limit.value) is the most; use fewer columns or shorter prefixes", provider: self.id)
        }
        return try await channel.perform(.put(id, document), in: bucket).receipt
    }

    package func removeRule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        try await channel.perform(.delete(id), in: bucket).receipt
    }

    package func startOneOffJob(_ job: OneOffJob, in bucket: BucketAddress) async throws -> JobReceipt {
        let document = try dialect.codec.encode(job)
        let answer = try await channel.perform(.post(job.id, document), in: bucket)
        let jobID = try read(answer) { try dialect.codec.decodeJobResult(answer.response.body) }
        return JobReceipt(receipt: answer.receipt, jobID: jobID)
    }

    // MARK: Reading

    /// Reads an answer's document; what is wrong with it is said with the reply's request ids.
    private func read<Value>(_ answer: SignedChannel.Answer, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as InventoryError where error.code == .invalidDocument {
            throw malformed(answer, error.message)
        }
    }

    private func malformed(_ answer: SignedChannel.Answer, _ message: String) -> InventoryError {
        InventoryError(.malformedReply, message, provider: id, reply: answer.reply)
    }
}
