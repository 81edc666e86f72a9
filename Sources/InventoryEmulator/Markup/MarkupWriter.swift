/// Writes answers. Not `XMLWriter`, which writes the client's documents: here names come from what was received, and
/// a namespace and a declaration are written.
struct MarkupWriter: Sendable {
    private(set) var bytes: [UInt8] = []

    init() {}

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }
    mutating func raw(_ fragment: [UInt8]) { bytes.append(contentsOf: fragment) }

    mutating func element(_ markup: Markup) {
        raw("<\(markup.name)>")
        if markup.children.isEmpty {
            escaped(markup.text)
        } else {
            for child in markup.children { element(child) }
        }
        raw("</\(markup.name)>")
    }

    mutating func element(_ name: String, _ text: String) { element(Markup(name, text)) }

    private mutating func escaped(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: raw("&amp;")
            case 0x3C: raw("&lt;")
            case 0x3E: raw("&gt;")
            case 0x0D: raw("&#13;")
            // What no XML 1.0 document can hold; it can come from a request line that an error repeats.
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0xFFFE, 0xFFFF: raw("?")
            default: bytes.append(contentsOf: String(scalar).utf8)
            }
        }
    }
}
