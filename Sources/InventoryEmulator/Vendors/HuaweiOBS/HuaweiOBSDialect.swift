internal import InventoryWire

/// The inventory calls of OBS.
struct HuaweiOBSDialect: Dialect {
    let settings: DialectSettings
    private let document: HuaweiOBSDocument

    init(_ settings: DialectSettings) {
        self.settings = settings
        document = HuaweiOBSDocument(quirks: settings.quirks)
    }

    /// SDKs ask which protocol the server speaks before they have signed anything.
    func unsignedReply(_ call: Call) -> Reply? {
        guard call.request.method == "HEAD", call.target.has("apiversion") else { return nil }
        return .empty(200, headers: ["x-obs-api": "3.0"])
    }

    func received(_ exchange: Exchange) throws(VendorError) -> Rule {
        guard exchange.operation == .put else { throw .methodNotAllowed }
        let id = try exchange.id(settings.quirks)
        let body = try body(exchange)
        let markup = try document.read(body)
        try document.validate(markup, id: id, bucket: exchange.bucket, settings: settings)
        let stored = StoredDocument(id: id, document: body, receivedAt: exchange.now, isPlaced: false)
        return rule(stored, markup, echo: document.echo(markup))
    }

    /// A document placed by hand counts among the prefixes too, as far as it can be read.
    func placed(_ document: StoredDocument) -> Rule {
        let markup = (try? XMLReader.read(document.document)).map { Markup($0.root) }
        return rule(document, markup, echo: document.placedEcho)
    }

    private func rule(_ stored: StoredDocument, _ markup: Markup?, echo: [UInt8]) -> Rule {
        Rule(
            stored: stored, echo: echo, prefix: Array((markup?.at("Filter", "Prefix")?.text ?? "").utf8),
            destination: markup?.at("Destination", "Bucket")?.text ?? "")
    }

    func perform(_ exchange: Exchange, _ document: Rule?, in bucket: inout BucketState) throws(VendorError) -> Reply {
        switch exchange.operation {
        case .put: return try put(document, in: &bucket)
        case .get:
            let id = try exchange.id(settings.quirks)
            guard let rule = bucket.shown(at: exchange.now).first(where: { $0.stored.id == id }) else { throw notFound }
            return .document(root: "InventoryConfiguration", content: rule.echo)
        case .list: return try list(bucket.shown(at: exchange.now))
        case .delete:
            let wasThere = try bucket.remove(exchange.id(settings.quirks), now: exchange.now, lag: settings.lag)
            guard wasThere || settings.quirks[HuaweiOBSQuirks.deleteAbsent] == .noContent else { throw notFound }
            return .empty(204)
        default: throw .methodNotAllowed
        }
    }

    private func put(_ rule: Rule?, in bucket: inout BucketState) throws(VendorError) -> Reply {
        guard let rule else { throw .methodNotAllowed }
        let others = bucket.rules.filter { $0.stored.id != rule.stored.id }
        let limit = settings.maximumRules
        guard others.count < limit || bucket.rule(rule.stored.id) != nil else {
            throw VendorError(
                400, "InventoryCountOverLimit", "The bucket has \(limit) inventories already, which is the limit.")
        }
        if let other = others.first(where: { overlaps($0, rule) }) {
            throw VendorError(
                400, "PrefixExistInclusionRelationship",
                "The prefix of this inventory overlaps with the prefix of the inventory '\(other.stored.id)'.")
        }
        bucket.put(rule, lag: settings.lag)
        return .empty(200)
    }

    /// Two prefixes clash where one starts with the other; the empty one, a whole bucket, clashes with all. Whether a
    /// rule is enabled does not matter.
    private func overlaps(_ first: Rule, _ second: Rule) -> Bool {
        if settings.quirks[HuaweiOBSQuirks.overlap] == .perDestination, first.destination != second.destination {
            return false
        }
        return first.prefix.starts(with: second.prefix) || second.prefix.starts(with: first.prefix)
    }

    private func list(_ rules: [Rule]) throws(VendorError) -> Reply {
        guard !rules.isEmpty || settings.quirks[HuaweiOBSQuirks.emptyList] == .ok else { throw notFound }
        var content = MarkupWriter()
        for rule in rules {
            content.raw("<InventoryConfiguration>")
            content.raw(rule.echo)
            if settings.quirks[HuaweiOBSQuirks.lastExportTime] == .present {
                content.element("LastExportTime", CivilTime.extendedStamp(rule.stored.receivedAt))
            }
            content.raw("</InventoryConfiguration>")
        }
        return .document(root: "ListInventoryConfiguration", content: content.bytes)
    }

    private var notFound: VendorError {
        VendorError(
            404, settings.quirks[HuaweiOBSQuirks.notFoundCode].rawValue, "The inventory configuration does not exist.")
    }
}
