internal import InventoryCore
internal import InventoryWire

/// The answer to a list, XML or JSON, read element by element. What is not clear in it is an error: what is missing from a
/// list is taken for absent.
struct ListDocument {
    let root: DocumentElement
    /// Whether names stand percent-encoded. Servers that ignore the wish for it write them plain, and do not say `url`.
    private let isEncoded: Bool

    /// - Throws: `invalidDocument` for a body that is no such list.
    init(_ body: [UInt8], root name: String, isJSON: Bool) throws(InventoryError) {
        do {
            if body.first(where: { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }) == UInt8(ascii: "{") {
                var limits = JSONReader.Limits()
                limits.bytes = ObjectRequest.largestList
                root = try JSONReader.read(body, limits: limits).root
            } else {
                var limits = XMLReader.Limits()
                limits.bytes = ObjectRequest.largestList
                root = try XMLReader.read(body, limits: limits).root
            }
        } catch {
            throw Self.invalid(error.description, cause: error)
        }
        guard root.isJSON == isJSON else {
            throw Self.invalid(
                root.isJSON ? "it is JSON, and this cloud writes XML" : "it is XML, and this cloud writes JSON")
        }
        guard isJSON || root.name == name else {
            throw Self.invalid("its root is \(Printable.quoted(root.name, limit: 80)), not \(name)")
        }
        if root.child("Error") != nil || root.child("Code") != nil {
            throw Self.invalid("it is an error")
        }
        isEncoded = root.child("EncodingType").map { ASCII.equalIgnoringCase($0.text, "url") } ?? false
    }

    static func invalid(_ problem: String, cause: (any Error)? = nil) -> InventoryError {
        InventoryError(.invalidDocument, "the answer is no list that can be read: \(problem)", cause: cause)
    }

    /// What the list has. JSON's `null` and `[]` are an element with nothing in it; an empty element of XML is an entry
    /// without a name.
    var entries: [DocumentElement] { root.children.filter { !root.isJSON || !$0.isEmpty } }

    // MARK: Texts

    /// The text of a child; nil where there is none, or an empty one.
    func text(_ name: String, of element: DocumentElement? = nil) -> String? {
        let text = (element ?? root).children.first { $0.name == name }?.text
        return text?.isEmpty == true ? nil : text
    }

    /// The text of a child; nil where there is none, or an empty one.
    /// - Throws: where two say different things: either could be meant.
    func only(_ name: String, of element: DocumentElement, in thing: String) throws(InventoryError) -> String? {
        var found: String?
        for child in element.children where child.name == name {
            let text = child.text
            if text.isEmpty { continue }
            guard found.map({ ExactText($0) == ExactText(text) }) ?? true else {
                throw Self.invalid("\(thing) has two different texts for its \(name)")
            }
            found = text
        }
        return found
    }

    /// A name, decoded.
    /// - Throws: `invalidDocument` where an escape is none, or what it stands for is no UTF-8.
    func name(_ text: String) throws(InventoryError) -> ExactText {
        guard isEncoded else { return ExactText(text) }
        return ExactText(try Self.decoded(text))
    }

    /// The text behind the encoding of HTML forms: `+` is a blank, then `%XX` is a byte. Right whether blanks are written
    /// `+` or `%20`, as a plus sign is `%2B` in both.
    private static func decoded(_ text: String) throws(InventoryError) -> String {
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else { continue }
            guard rest.prefix(2).count(where: { Hex.value($0) != nil }) == 2 else {
                throw invalid(
                    "the name '\(Printable.quoted(text, limit: 80))' has a '%' without two hexadecimal digits")
            }
        }
        guard let name = String(validating: PercentEncoding.decode(text, plusIsSpace: true), as: UTF8.self) else {
            throw invalid("the name '\(Printable.quoted(text, limit: 80))' is no UTF-8 behind its escapes")
        }
        return name
    }

    /// An entity tag without its quotes, its letters as they are.
    static func etag(_ text: String?) -> String? {
        guard let text, text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst().dropLast())
    }

    // MARK: Numbers and switches

    func size(of element: DocumentElement, _ key: ExactText) throws(InventoryError) -> Int64 {
        guard let text = try only("Size", of: element, in: "an object"), let size = Int64(ASCII.trimmed(text)),
            size >= 0
        else {
            throw Self.invalid("the size of '\(Printable.quoted(key.string, limit: 80))' is no number of bytes")
        }
        return size
    }

    /// A time, in whole seconds; nil where there is none.
    func time(_ name: String, of element: DocumentElement, _ key: ExactText) throws(InventoryError) -> UTCInstant? {
        guard let text = text(name, of: element).map({ String(ASCII.trimmed($0)) }) else { return nil }
        let point = text.hasSuffix("Z") ? text.firstIndex(of: ".") : nil
        guard let instant = UTCInstant(point.map { text[..<$0] + "Z" } ?? text) else {
            throw Self.invalid(
                "the \(name) of '\(Printable.quoted(key.string, limit: 80))' is no time: "
                    + "'\(Printable.quoted(text, limit: 40))'")
        }
        return instant
    }

    func switchValue(_ name: String, of element: DocumentElement? = nil) throws(InventoryError) -> Bool? {
        var values: Set<Bool> = []
        for child in (element ?? root).children where child.name == name && !child.isBlank {
            switch ASCII.lowercased(ASCII.trimmed(child.text)) {
            case "true": values.insert(true)
            case "false": values.insert(false)
            default:
                throw Self.invalid(
                    "its \(name) is '\(Printable.quoted(child.text, limit: 40))', neither true nor false")
            }
        }
        guard values.count < 2 else { throw Self.invalid("its \(name) is both true and false") }
        return values.first
    }

    // MARK: The end

    /// Whether there is another page. A missing `IsTruncated` is a no, unless a mark of the next page stands there.
    func isTruncated(marks: [String]) throws(InventoryError) -> Bool {
        if let answer = try switchValue("IsTruncated") { return answer }
        for name in marks where try mark(name) != nil {
            throw Self.invalid("it names a next page (\(name)), and does not say that there is one")
        }
        return false
    }

    /// A mark of the next page: one, or none.
    func mark(_ name: String) throws(InventoryError) -> String? {
        let marks = Set(root.children.lazy.filter { $0.name == name }.map { ExactText($0.text) }).subtracting([""])
        guard marks.count < 2 else { throw Self.invalid("it names two next pages (\(name))") }
        return marks.first?.string
    }
}
