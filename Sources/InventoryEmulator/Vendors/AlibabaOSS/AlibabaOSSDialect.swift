internal import InventoryWire

/// The inventory calls of OSS: a PUT creates and never replaces, and a bucket without rules has no list.
struct AlibabaOSSDialect: Dialect {
    let settings: DialectSettings
    private let document: AlibabaOSSDocument

    init(_ settings: DialectSettings) {
        self.settings = settings
        document = AlibabaOSSDocument(quirks: settings.quirks)
    }

    func unsignedReply(_ call: Call) -> Reply? { nil }

    func received(_ exchange: Exchange) throws(VendorError) -> Rule {
        guard exchange.operation == .put else { throw .methodNotAllowed }
        let id = try id(exchange)
        let body = try body(exchange)
        let markup = try document.read(body, id: id, bucket: exchange.bucket, settings: settings)
        let stored = StoredDocument(id: id, document: body, receivedAt: exchange.now, isPlaced: false)
        return Rule(stored: stored, echo: echo(markup))
    }

    func placed(_ document: StoredDocument) -> Rule { Rule(stored: document, echo: document.placedEcho) }

    func perform(_ exchange: Exchange, _ document: Rule?, in bucket: inout BucketState) throws(VendorError) -> Reply {
        switch exchange.operation {
        case .put: return try put(document, in: &bucket)
        case .get:
            let id = try id(exchange)
            guard let rule = bucket.shown(at: exchange.now).first(where: { $0.stored.id == id }) else { throw notFound }
            return .document(root: "InventoryConfiguration", content: rule.echo)
        case .list: return try list(exchange, bucket.shown(at: exchange.now))
        case .delete:
            let wasThere = bucket.remove(try id(exchange), now: exchange.now, lag: settings.lag)
            guard wasThere || settings.quirks[AlibabaOSSQuirks.deleteAbsent] == .noContent else { throw notFound }
            return .empty(204)
        default: throw .methodNotAllowed
        }
    }

    private func id(_ exchange: Exchange) throws(VendorError) -> String {
        do { return try exchange.id(settings.quirks) } catch { throw error.numbered("0020-00000002") }
    }

    private func put(_ rule: Rule?, in bucket: inout BucketState) throws(VendorError) -> Reply {
        guard let rule else { throw .methodNotAllowed }
        guard bucket.rule(rule.stored.id) == nil else {
            throw VendorError(
                409, settings.quirks[AlibabaOSSQuirks.duplicateCode].rawValue,
                "The inventory '\(rule.stored.id)' exists already; delete it first.")
        }
        guard bucket.rules.count < settings.maximumRules else {
            throw VendorError(
                400, "InventoryExceedLimit", "The bucket has \(settings.maximumRules) inventories already.")
        }
        bucket.put(rule, lag: settings.lag)
        return .empty(200)
    }

    private func list(_ exchange: Exchange, _ rules: [Rule]) throws(VendorError) -> Reply {
        guard !rules.isEmpty || settings.quirks[AlibabaOSSQuirks.emptyList] == .ok else { throw notFound }
        let asked = exchange.call.target["continuation-token"] ?? ""
        let page = try RulePage(of: rules, after: asked, size: settings.pageSize, strike: exchange.strike)
        var content = MarkupWriter()
        for rule in page.rules {
            content.raw("<InventoryConfiguration>")
            content.raw(rule.echo)
            content.raw("</InventoryConfiguration>")
        }
        content.element("IsTruncated", page.isTruncated ? "true" : "false")
        if !asked.isEmpty { content.element("ContinuationToken", asked) }
        if let next = page.next { content.element("NextContinuationToken", next) }
        return .document(root: "ListInventoryConfigurationsResult", content: content.bytes)
    }

    private var notFound: VendorError {
        VendorError(
            404, settings.quirks[AlibabaOSSQuirks.notFoundCode].rawValue, "No Row found in Inventory Table.")
    }

    /// The document as reads show it.
    private func echo(_ document: Markup) -> [UInt8] {
        let quirks = settings.quirks
        var document = document
        document.edit("IsEnabled") { element in
            switch quirks[AlibabaOSSQuirks.enabledEcho] {
            case .asGiven: element
            case .lowercase: Markup(element.name, element.text.lowercased())
            case .capitalised: Markup(element.name, element.text.lowercased() == "true" ? "True" : "False")
            }
        }
        if document["Filter"] == nil, quirks[AlibabaOSSQuirks.filterEcho] == .empty {
            document.children.append(Markup("Filter"))
        }
        if quirks[AlibabaOSSQuirks.fieldOrder] == .reversed {
            document.edit("OptionalFields") { Markup($0.name, children: $0.children.reversed()) }
        }
        var writer = MarkupWriter()
        for child in document.ordered(quirks[AlibabaOSSQuirks.elementOrder], by: AlibabaOSSDocument.shape).children {
            writer.element(child)
        }
        return writer.bytes
    }
}
