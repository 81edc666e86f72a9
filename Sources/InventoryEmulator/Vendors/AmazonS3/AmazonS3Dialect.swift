internal import InventoryWire

/// The inventory calls of S3.
struct AmazonS3Dialect: Dialect {
    let settings: DialectSettings
    private let habits: AmazonS3Habits
    private let document: AmazonS3Document

    init(_ settings: DialectSettings, _ habits: AmazonS3Habits = AmazonS3Habits()) {
        self.settings = settings
        self.habits = habits
        document = AmazonS3Document(quirks: settings.quirks, habits: habits)
    }

    func unsignedReply(_ call: Call) -> Reply? { nil }

    func received(_ exchange: Exchange) throws(VendorError) -> Rule {
        guard exchange.operation == .put else { throw .methodNotAllowed }
        let id = try exchange.id(settings.quirks)
        let body = try body(exchange)
        let markup = try document.read(body)
        try document.validate(markup, id: id, bucket: exchange.bucket, settings: settings)
        return Rule(
            stored: StoredDocument(id: id, document: body, receivedAt: exchange.now, isPlaced: false),
            echo: document.echo(markup))
    }

    func placed(_ document: StoredDocument) -> Rule { Rule(stored: document, echo: document.placedEcho) }

    func perform(_ exchange: Exchange, _ document: Rule?, in bucket: inout BucketState) throws(VendorError) -> Reply {
        switch exchange.operation {
        case .put: return try put(document, in: &bucket)
        case .get:
            let id = try exchange.id(settings.quirks)
            guard let rule = bucket.shown(at: exchange.now).first(where: { $0.stored.id == id }) else { throw notFound }
            return .document(root: "InventoryConfiguration", content: rule.echo)
        case .list:
            let rules = bucket.shown(at: exchange.now)
            return try AmazonS3List(of: rules, exchange, size: settings.pageSize).reply(
                settings.quirks, root: habits.listRoot)
        case .delete:
            guard try bucket.remove(exchange.id(settings.quirks), now: exchange.now, lag: settings.lag) else {
                throw notFound
            }
            return .empty(204)
        default: throw .methodNotAllowed
        }
    }

    private func put(_ rule: Rule?, in bucket: inout BucketState) throws(VendorError) -> Reply {
        guard let rule else { throw .methodNotAllowed }
        guard bucket.rule(rule.stored.id) != nil || bucket.rules.count < settings.maximumRules else {
            throw VendorError(
                400, "TooManyConfigurations",
                "You are attempting to create a new configuration but have already reached the "
                    + "\(settings.maximumRules)-configuration limit.")
        }
        bucket.put(rule, lag: settings.lag)
        return .empty(settings.quirks[AmazonS3Quirks.putStatus] == .ok ? 200 : 204)
    }

    private var notFound: VendorError {
        VendorError(
            404, habits.notFoundCode ?? settings.quirks[AmazonS3Quirks.notFoundCode].rawValue,
            "The specified configuration does not exist.")
    }
}
