internal import InventoryWire

/// The inventory calls of TOS: JSON in both directions, a PUT that replaces, a list that is not there when it is empty.
struct VolcengineTOSDialect: Dialect {
    let settings: DialectSettings

    init(_ settings: DialectSettings) { self.settings = settings }

    func unsignedReply(_ call: Call) -> Reply? { nil }

    func received(_ exchange: Exchange) throws(VendorError) -> Rule {
        guard exchange.operation == .put else { throw .methodNotAllowed }
        let id = try exchange.id(settings.quirks)
        let body = try body(exchange)
        let document = try VolcengineTOSDocument(quirks: settings.quirks)
            .read(body, id: id, bucket: exchange.bucket, settings: settings)
        let stored = StoredDocument(id: id, document: body, receivedAt: exchange.now, isPlaced: false)
        return Rule(stored: stored, echo: document.bytes)
    }

    /// A document that was placed by hand goes out as it is.
    func placed(_ document: StoredDocument) -> Rule { Rule(stored: document, echo: document.document) }

    func perform(_ exchange: Exchange, _ document: Rule?, in bucket: inout BucketState) throws(VendorError) -> Reply {
        switch exchange.operation {
        case .put: return try put(document, in: &bucket)
        case .get:
            let id = try exchange.id(settings.quirks)
            guard let rule = bucket.shown(at: exchange.now).first(where: { $0.stored.id == id }) else { throw notFound }
            return isWrapped
                ? .json(.members([("InventoryConfiguration", .written(rule.echo))])) : .json(.written(rule.echo))
        case .list: return try list(exchange, bucket.shown(at: exchange.now))
        case .delete:
            let wasThere = try bucket.remove(exchange.id(settings.quirks), now: exchange.now, lag: settings.lag)
            guard wasThere || settings.quirks[VolcengineTOSQuirks.deleteAbsent] == .noContent else { throw notFound }
            return .empty(204)
        default: throw .methodNotAllowed
        }
    }

    private var isWrapped: Bool { settings.quirks[VolcengineTOSQuirks.answerForm] == .wrapped }

    private func put(_ rule: Rule?, in bucket: inout BucketState) throws(VendorError) -> Reply {
        guard let rule else { throw .methodNotAllowed }
        guard bucket.rule(rule.stored.id) != nil || bucket.rules.count < settings.maximumRules else {
            throw .invalid("The bucket has \(settings.maximumRules) inventories already.")
        }
        bucket.put(rule, lag: settings.lag)
        return .empty(200)
    }

    private func list(_ exchange: Exchange, _ rules: [Rule]) throws(VendorError) -> Reply {
        guard !rules.isEmpty || settings.quirks[VolcengineTOSQuirks.emptyList] == .ok else { throw notFound }
        let asked = exchange.call.target["continuation-token"] ?? ""
        let page = try RulePage(of: rules, after: asked, size: settings.pageSize, strike: exchange.strike)
        let name = isWrapped ? "InventoryConfiguration" : "InventoryConfigurations"
        var members = settings.quirks.list(name, page.rules.map { .written($0.echo) })
        members.append(("IsTruncated", .bool(page.isTruncated)))
        if let next = page.next { members.append(("NextContinuationToken", .text(next))) }
        return isWrapped
            ? .json(.members([("ListInventoryConfigurationsResult", .members(members))])) : .json(.members(members))
    }

    private var notFound: VendorError {
        let code = settings.quirks[VolcengineTOSQuirks.notFoundCode].rawValue
        // Numbers of inventories begin so; the rest of this one is the emulator's.
        return VendorError(404, code, "The specified inventory configuration does not exist.").numbered("0025-00000000")
    }
}

extension QuirkSettings {
    /// A list as a member; one with nothing in it may be null or missing.
    func list(_ name: String, _ parts: [JSONPart]) -> [(name: String, value: JSONPart)] {
        guard parts.isEmpty else { return [(name, .list(parts))] }
        return switch self[VolcengineTOSQuirks.emptyLists] {
        case .empty: [(name, .list([]))]
        case .null: [(name, .null)]
        case .absent: []
        }
    }
}
