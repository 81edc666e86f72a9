import InventoryCore

/// `reference.json`: everything that the vendor's pages name, each with the exchange that exercises it.
package struct ReferenceFile: Decodable, Sendable {
    package var pages: [ReferencePage]

    private enum Key: String, CodingKey, CaseIterable { case pages }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "reference.json")
        pages = try container.decode([ReferencePage].self, forKey: .pages)
    }
}

/// One page of a vendor's manual.
package struct ReferencePage: Decodable, Sendable {
    /// The file's name, `cos-get-bucket-inventory.txt`.
    package var page: String
    /// The page's source tag.
    package var source: String
    package var entries: [ReferenceEntry]

    private enum Key: String, CodingKey, CaseIterable { case page, source, entries }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a page")
        page = try container.decode(String.self, forKey: .page)
        source = try container.decodeSource(forKey: .source)
        entries = try container.decode([ReferenceEntry].self, forKey: .entries)
    }

    /// The names of one kind, sorted, as often as they are named.
    package func names(_ kind: ReferenceEntry.Kind, section: String? = nil) -> [String] {
        entries.filter { $0.kind == kind && (section == nil || $0.section == section) }.map(\.name).sorted()
    }
}

/// One name of a page, what it is on the wire, and the exchange in which it occurs.
package struct ReferenceEntry: Decodable, Sendable {
    /// What the page names.
    package enum Kind: String, Decodable, Sendable, CaseIterable {
        case request, document, parameter, response, element, header, error
    }

    package var kind: Kind
    /// The page's section, where it has tables of the same names.
    package var section: String?
    package var name: String
    package var trace: WireTrace
    /// The name of an exchange.
    package var exchange: String

    private enum Key: String, CodingKey, CaseIterable { case kind, section, name, trace = "as", exchange = "case" }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: Key.self, of: "a reference entry")
        kind = try container.decode(Kind.self, forKey: .kind)
        section = try container.decodeIfPresent(String.self, forKey: .section)
        name = try container.decode(String.self, forKey: .name)
        exchange = try container.decode(String.self, forKey: .exchange)
        let text = try container.decode(String.self, forKey: .trace)
        guard let trace = WireTrace(text) else {
            throw DecodingError.dataCorruptedError(
                forKey: .trace, in: container, debugDescription: "'\(text)' is no place in an exchange")
        }
        self.trace = trace
    }
}

/// Where in an exchange a name of a page shows: `query id`, `element A/B`, `reply header x-cos-request-id`.
package enum WireTrace: Hashable, Sendable {
    case requestLine(String)
    case query(String)
    case header(String)
    case element([String])
    case replyStatus
    case replyHeader(String)
    case replyElement([String])
    case replyCode(String)

    init?(_ text: String) {
        func rest(_ prefix: String) -> String? { text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil }
        func path(_ prefix: String) -> [String]? { rest(prefix)?.split(separator: "/").map(String.init) }
        if text == "reply status" {
            self = .replyStatus
        } else if let line = rest("request line ") {
            self = .requestLine(line)
        } else if let name = rest("query ") {
            self = .query(name)
        } else if let name = rest("header ") {
            self = .header(name)
        } else if let path = path("element ") {
            self = .element(path)
        } else if let name = rest("reply header ") {
            self = .replyHeader(name)
        } else if let path = path("reply element ") {
            self = .replyElement(path)
        } else if let code = rest("reply code ") {
            self = .replyCode(code)
        } else {
            return nil
        }
    }
}
