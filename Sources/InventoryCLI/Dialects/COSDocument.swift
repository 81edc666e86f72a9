import CloudInventory
import InventoryRuleSet

/// A rule as Tencent's JavaScript SDK writes it: the elements of the XML document as an object, with `SSECOS` for
/// `SSE-COS` and a bare list for `OptionalFields`. Source: the SDK's page on inventories.
///
/// It is turned into the XML it stands for, so that one codec reads both.
struct COSDocument {
    /// The XML document.
    private(set) var xml: [UInt8] = []
    /// What beside the rule the object held.
    private(set) var findings: Findings = []

    private static let root = "InventoryConfiguration"
    /// What the SDK returns beside the rule: about the answer, not about the rule.
    private static let ofTheAnswer: Set<String> = ["statusCode", "headers", "RequestId"]

    /// Whether an object holds the rule rather than being one.
    static func isEnvelope(_ mapping: DocumentNode.Mapping) -> Bool { mapping[root] != nil }

    /// - Throws: `DocumentError` at the part that no XML document could hold.
    init(_ node: DocumentNode) throws(DocumentError) {
        guard case .mapping(let outer) = node.content else {
            throw DocumentError(at: node.location, "a rule is an object: Id, Destination, …")
        }
        guard let rule = outer[Self.root] else {
            try append(Self.root, node)
            return
        }
        for entry in outer.entries where entry.key != Self.root && !Self.ofTheAnswer.contains(entry.key) {
            findings.list.append(
                Finding(
                    .unrecognized, path: entry.key, value: Self.text(of: entry.value),
                    message: "stands beside the rule and is no part of it", disposition: .noted))
        }
        try append(Self.root, rule.value)
    }

    private static func text(of node: DocumentNode) -> String {
        if case .scalar(let scalar) = node.content { scalar.text } else { "…" }
    }

    // MARK: Writing XML

    private mutating func append(_ key: String, _ node: DocumentNode) throws(DocumentError) {
        let name = key == "SSECOS" ? "SSE-COS" : key
        guard Self.isName(name) else {
            throw DocumentError(
                at: node.location, "'\(Printable.quoted(key, limit: 80))' cannot be the name of an element")
        }
        switch node.content {
        case .sequence(let elements) where name == "OptionalFields":
            xml += Array("<OptionalFields>".utf8)
            for element in elements { try append("Field", element) }
            xml += Array("</OptionalFields>".utf8)
        case .sequence(let elements):
            for element in elements { try append(name, element) }
        case .mapping(let mapping):
            xml += Array("<\(name)>".utf8)
            for entry in mapping.entries { try append(entry.key, entry.value) }
            xml += Array("</\(name)>".utf8)
        case .scalar(let scalar):
            guard scalar.kind != .null else { return }
            xml += Array("<\(name)>".utf8)
            try append(scalar.text, at: node.location)
            xml += Array("</\(name)>".utf8)
        }
    }

    private mutating func append(_ text: String, at location: DocumentLocation) throws(DocumentError) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: xml += Array("&amp;".utf8)
            case 0x3C: xml += Array("&lt;".utf8)
            case 0x3E: xml += Array("&gt;".utf8)
            case 0x0D: xml += Array("&#13;".utf8)
            case 0x09, 0x0A, 0x20...0xFFFD, 0x10000...: xml += Array(String(scalar).utf8)
            default:
                throw DocumentError(
                    at: location,
                    "the character U+\(String(scalar.value, radix: 16, uppercase: true)) cannot stand in a rule; remove it"
                )
            }
        }
    }

    /// Enough for every name that could be an element of a rule, and for nothing that could be markup.
    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, (0x41...0x5A).contains(first & 0xDF) else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
            default: false
            }
        }
    }
}

extension JSONValue {
    /// The object that the SDK makes of a COS document, in its envelope.
    init(cosDocument xml: [UInt8]) throws {
        let root = try XMLReader.read(xml).root
        self = .object([root.name: JSONValue(element: root)])
    }

    private init(element: XMLElement) {
        guard element.hasChildren else {
            self = .text(element.text)
            return
        }
        if element.name == "OptionalFields" {
            self = .list(element.children.map { .text($0.text) })
            return
        }
        var members: [String: [JSONValue]] = [:]
        for child in element.children {
            members[child.name == "SSE-COS" ? "SSECOS" : child.name, default: []].append(JSONValue(element: child))
        }
        self = .object(members.mapValues { $0.count == 1 ? $0[0] : .list($0) })
    }
}
