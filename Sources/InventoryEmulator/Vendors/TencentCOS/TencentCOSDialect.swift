internal import InventoryWire

/// The inventory calls of COS.
struct TencentCOSDialect: Dialect {
    let settings: DialectSettings
    private let document: TencentCOSDocument

    init(_ settings: DialectSettings) {
        self.settings = settings
        document = TencentCOSDocument(quirks: settings.quirks)
    }

    func unsignedReply(_ call: Call) -> Reply? { nil }

    func received(_ exchange: Exchange) throws(VendorError) -> Rule {
        let isOneOff = exchange.operation == .post
        let id = try exchange.id(settings.quirks)
        let body = try body(exchange)
        let markup = try document.read(body, isOneOff: isOneOff)
        try document.validate(markup, id: id, bucket: exchange.bucket, settings: settings)
        let stored = StoredDocument(id: id, document: body, receivedAt: exchange.now, isPlaced: false)
        return Rule(
            stored: stored,
            echo: TencentCOSEcho(quirks: settings.quirks, shape: document.shape(isOneOff: false))(markup))
    }

    func placed(_ document: StoredDocument) -> Rule { Rule(stored: document, echo: document.placedEcho) }

    func perform(_ exchange: Exchange, _ document: Rule?, in bucket: inout BucketState) throws(VendorError) -> Reply {
        switch exchange.operation {
        case .put: try put(document, in: &bucket)
        case .post: try start(exchange, document, in: &bucket)
        case .get:
            try get(exchange.id(settings.quirks), exchange, in: &bucket)
        case .list: try TencentCOSListing(settings: settings).page(exchange, of: bucket.shown(at: exchange.now))
        case .delete: try delete(exchange.id(settings.quirks), exchange, in: &bucket)
        default: throw .methodNotAllowed
        }
    }

    private func put(_ rule: Rule?, in bucket: inout BucketState) throws(VendorError) -> Reply {
        guard let rule else { throw .methodNotAllowed }
        if bucket.rule(rule.stored.id) != nil, settings.quirks[TencentCOSQuirks.overwriting] == .refused {
            throw VendorError(
                409, "InventoryAlreadyExist", "The inventory '\(rule.stored.id)' already exists; delete it first.")
        }
        let limit = settings.maximumRules
        guard bucket.rule(rule.stored.id) != nil || bucket.rules.count < limit else {
            let code = settings.quirks[TencentCOSQuirks.tooManyCode].rawValue
            throw VendorError(
                400, code, "You are attempting to create a new configuration but have already reached \(limit).")
        }
        bucket.put(rule, lag: settings.lag)
        return .empty(200)
    }

    /// A one-off job: its id is taken for a day, and must not be a periodic rule's.
    private func start(_ exchange: Exchange, _ job: Rule?, in bucket: inout BucketState) throws(VendorError) -> Reply {
        guard let job else { throw .methodNotAllowed }
        let id = job.stored.id
        let isTaken = bucket.jobs.contains { $0.id == id && exchange.now &- $0.receivedAt < 86_400 }
        guard !isTaken, bucket.rule(id) == nil, exchange.strike?.has(.duplicateOneOff) != true else {
            let status = settings.quirks[TencentCOSQuirks.duplicateStatus] == .conflict ? 409 : 400
            throw VendorError(status, "DuplicateInventoryId", "The inventory id '\(id)' is already in use.")
        }
        bucket.start(job.stored)
        guard settings.quirks[TencentCOSQuirks.jobID] == .present else { return .empty(200) }
        var content = MarkupWriter()
        content.element("JobId", Base64.encode(Array("job-\(exchange.now)-\(exchange.number)/\(id)".utf8)))
        return .document(root: "PostInventoryResult", content: content.bytes)
    }

    private func get(_ id: String, _ exchange: Exchange, in bucket: inout BucketState) throws(VendorError) -> Reply {
        guard let rule = bucket.shown(at: exchange.now).first(where: { $0.stored.id == id }) else { throw notFound(id) }
        return .document(root: "InventoryConfiguration", content: rule.echo)
    }

    private func delete(_ id: String, _ exchange: Exchange, in bucket: inout BucketState) throws(VendorError) -> Reply {
        let wasThere = bucket.remove(id, now: exchange.now, lag: settings.lag)
        guard wasThere || settings.quirks[TencentCOSQuirks.deleteAbsent] == .noContent else { throw notFound(id) }
        return .empty(204)
    }

    private func notFound(_ id: String) -> VendorError {
        VendorError(
            404, settings.quirks[TencentCOSQuirks.notFoundCode].rawValue,
            "The inventory configuration '\(id)' does not exist.")
    }
}

extension StoredDocument {
    /// What stands inside the root of a document placed by hand; text that is no XML goes out as it is.
    var placedEcho: [UInt8] {
        guard let root = try? XMLReader.read(document).root else { return document }
        var writer = MarkupWriter()
        for child in Markup(root).children { writer.element(child) }
        return writer.bytes
    }
}
