import InventoryCore

/// A provider that answers from a script and writes down what it is asked.
struct ScriptedProvider: InventoryProvider {
    let log = CallLog()
    var capabilities = Capabilities.complete
    /// The pages, by the mark that asks for them; the first has none.
    var pages: [PageCursor?: RulePage] = [:]

    var id: ProviderID { capabilities.provider }

    func rendering(of rule: InventoryRule) -> VendorDocument { document }

    func rule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> StoredRule {
        await log.add("get \(id)")
        return StoredRule(rule: .plain, findings: [], document: document)
    }

    func rules(in bucket: BucketAddress, after cursor: PageCursor?) async throws -> RulePage {
        await log.add("list \(cursor?.token ?? "-")")
        guard let page = pages[cursor] else { throw InventoryError(.serverFailed, "no such page") }
        return page
    }

    func store(_ rule: InventoryRule, in bucket: BucketAddress) async throws -> Receipt {
        await log.add("put \(rule.id) \(rule.content.fields.list.map(\.description).joined(separator: ","))")
        return Receipt(status: 200)
    }

    func store(_ document: VendorDocument, as id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        await log.add("put \(document.text) as \(id)")
        return Receipt(status: 200)
    }

    func removeRule(_ id: InventoryRule.ID, in bucket: BucketAddress) async throws -> Receipt {
        await log.add("delete \(id)")
        return Receipt(status: 204)
    }

    func startOneOffJob(_ job: OneOffJob, in bucket: BucketAddress) async throws -> JobReceipt {
        await log.add("post \(job.id)")
        return JobReceipt(receipt: Receipt(status: 200), jobID: "1")
    }

    var document: VendorDocument {
        VendorDocument(provider: id, mediaType: "application/xml", bytes: Array("<x/>".utf8))
    }

    /// A page of rules of these ids.
    func page(_ ids: [ExactText], next: String?) -> RulePage {
        RulePage(
            entries: ids.map { id in
                var rule = InventoryRule.plain
                rule.id = id
                return .rule(StoredRule(rule: rule, findings: [], document: document))
            }, next: next.map(PageCursor.init), receipt: Receipt(status: 200, requestIDs: ["x-request-id": "req-1"]))
    }
}

/// The calls that a provider got, in order.
actor CallLog {
    private(set) var calls: [String] = []

    func add(_ call: String) { calls.append(call) }
}
