package import InventoryCore
package import InventoryWire

/// A call, before it has a host and a signature.
package enum InventoryOperation: Sendable {
    case get(InventoryRule.ID)
    case list(PageCursor?)
    case put(InventoryRule.ID, VendorDocument)
    case delete(InventoryRule.ID)
    case post(InventoryRule.ID, VendorDocument)

    package var method: HTTPMethod {
        switch self {
        case .get, .list: .get
        case .put: .put
        case .delete: .delete
        case .post: .post
        }
    }

    package var document: VendorDocument? {
        switch self {
        case .put(_, let document), .post(_, let document): document
        case .get, .list, .delete: nil
        }
    }

    /// Whether carrying it out twice does no more than once.
    package var isRepeatable: Bool {
        if case .post = self { false } else { true }
    }

    /// `inventory` first, because COS routes on the first parameter, and bare, because OBS signs it so.
    func query(_ names: WireNames) -> [QueryItem] {
        switch self {
        case .get(let id), .put(let id, _), .delete(let id), .post(let id, _):
            [QueryItem("inventory"), QueryItem("id", id.string)]
        case .list(let cursor):
            [QueryItem("inventory")]
                + (cursor.flatMap { cursor in names.pageParameter.map { [QueryItem($0, cursor.token)] } } ?? [])
        }
    }

    /// For sentences: "reading rule 'a'".
    package var phrase: String {
        switch self {
        case .get(let id): "reading rule '\(Printable.quoted(id.string))'"
        case .list: "listing the rules"
        case .put(let id, _): "storing rule '\(Printable.quoted(id.string))'"
        case .delete(let id): "removing rule '\(Printable.quoted(id.string))'"
        case .post(let id, _): "starting one-off job '\(Printable.quoted(id.string))'"
        }
    }
}
