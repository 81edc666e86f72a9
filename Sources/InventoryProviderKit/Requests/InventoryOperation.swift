package import InventoryCore
package import InventoryWire

/// A call, before it has a host and a signature.
package enum InventoryOperation: Sendable {
    case get(InventoryRule.ID)
    case list(PageCursor?)
    case put(InventoryRule.ID, VendorDocument, Writing)
    case delete(InventoryRule.ID)
    /// Starts a job: with POST, or with PUT where a job is a rule that runs once.
    case start(InventoryRule.ID, VendorDocument, HTTPMethod)
    /// Lists buckets or objects, or reads an object.
    case object(ObjectRequest)

    /// What storing a document does to a rule of the same id.
    package enum Writing: Sendable {
        /// The server refuses it while there is one.
        case creating
        case replacing
    }

    package var method: HTTPMethod {
        switch self {
        case .get, .list: .get
        case .put: .put
        case .delete: .delete
        case .start(_, _, let method): method
        case .object(let request): request.method
        }
    }

    package var document: VendorDocument? {
        switch self {
        case .put(_, let document, _), .start(_, let document, _): document
        case .get, .list, .delete, .object: nil
        }
    }

    /// Whether carrying it out twice does no more than once.
    package var isRepeatable: Bool {
        if case .start = self { false } else { true }
    }

    /// Whether a transport may send it again by itself. A creation that is sent twice meets itself: its own rule would be
    /// taken for somebody else's.
    var maySendTwice: Bool {
        if case .put(_, _, .creating) = self { false } else { isRepeatable }
    }

    /// Whether it writes or removes a rule.
    var changesRules: Bool {
        switch self {
        case .put, .delete, .start: true
        case .get, .list, .object: false
        }
    }

    /// The selector comes first, because COS routes on the first parameter, and bare, because OBS signs it so.
    func query(_ shape: RequestShape) -> [QueryItem] {
        switch self {
        case .get(let id), .put(let id, _, _), .delete(let id), .start(let id, _, _):
            [QueryItem(shape.selector), QueryItem(shape.idParameter, id.string)]
        case .list(let cursor):
            [QueryItem(shape.selector)]
                + (cursor.flatMap { cursor in shape.pageParameter.map { [QueryItem($0, cursor.token)] } } ?? [])
        case .object(let request): request.query
        }
    }

    /// For sentences: "reading rule 'a'".
    package var phrase: String {
        switch self {
        case .get(let id): "reading rule '\(Printable.quoted(id.string))'"
        case .list: "listing the rules"
        case .put(let id, _, _): "storing rule '\(Printable.quoted(id.string))'"
        case .delete(let id): "removing rule '\(Printable.quoted(id.string))'"
        case .start(let id, _, _): "starting one-off job '\(Printable.quoted(id.string))'"
        case .object(let request): request.phrase
        }
    }
}
