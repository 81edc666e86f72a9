internal import CExpat
internal import Glibc

/// What Expat's callbacks build up. They get a pointer to this struct, so nothing is reference-counted per event.
struct XMLBuilder {
    let parser: XML_Parser
    let limits: XMLReader.Limits
    var problem: String?

    private var rows: [XMLDocument.Row] = []
    private var names: [String] = []
    private var text: [UInt8] = []
    private var open: [OpenElement] = []
    /// Text of the elements that are open, the innermost last: children may stand between the pieces of a text.
    private var pendingText: [UInt8] = []
    private var nameIndex: [String: Int] = [:]
    /// The name last seen with each hash: a document has a few dozen names, each of them many times.
    private var recentNames = [Int](repeating: -1, count: 64)
    /// How many bytes of the source stand before what Expat was given.
    private let offset: Int

    /// An element whose end has not come yet.
    private struct OpenElement {
        var row: Int
        var lastChild = -1
        /// Where its text begins in `pendingText`.
        var textStart: Int
    }

    init(parser: XML_Parser, limits: XMLReader.Limits, offset: Int) {
        self.parser = parser
        self.offset = offset
        self.limits = limits
    }

    func document(source: [UInt8]) -> XMLDocument {
        XMLDocument(rows: rows, names: names, text: text, source: source)
    }

    mutating func refuse(_ problem: String) {
        self.problem = problem
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    mutating func start(_ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>) {
        guard open.count < limits.depth else { return refuse("elements nest deeper than \(limits.depth)") }
        var count = 0
        while attributes[count * 2] != nil { count += 1 }
        guard count <= limits.attributes else {
            return refuse("an element has more than \(limits.attributes) attributes")
        }

        let row = rows.count
        let position = offset + Int(XML_GetCurrentByteIndex(parser))
        rows.append(XMLDocument.Row(name: intern(name), text: 0..<0, source: position..<position))
        if let parent = open.indices.last {
            if open[parent].lastChild < 0 {
                rows[open[parent].row].firstChild = row
            } else {
                rows[open[parent].lastChild].nextSibling = row
            }
            open[parent].lastChild = row
        }
        open.append(OpenElement(row: row, textStart: pendingText.count))
    }

    mutating func end() {
        guard let element = open.popLast() else { return }
        let start = text.count
        text.append(contentsOf: pendingText[element.textStart...])
        pendingText.removeLast(pendingText.count - element.textStart)
        rows[element.row].text = start..<text.count
        let beginning = rows[element.row].source.lowerBound
        let end = offset + Int(XML_GetCurrentByteIndex(parser)) + Int(XML_GetCurrentByteCount(parser))
        rows[element.row].source = beginning..<max(beginning, end)
    }

    mutating func append(_ text: UnsafePointer<CChar>, _ length: Int32) {
        guard pendingText.count + Int(length) - (open.last?.textStart ?? 0) <= limits.text else {
            return refuse("an element has more than \(limits.text) bytes of text")
        }
        UnsafeBufferPointer(start: text, count: Int(length)).withMemoryRebound(to: UInt8.self) {
            pendingText.append(contentsOf: $0)
        }
    }

    /// The number of the local name: what stands after the last colon.
    private mutating func intern(_ name: UnsafePointer<CChar>) -> Int {
        var (local, end, hash) = (name, name, 0)
        while end.pointee != 0 {
            hash = hash &* 31 &+ Int(end.pointee)
            if end.pointee == 0x3A { (local, hash) = (end + 1, 0) }
            end += 1
        }
        let recent = recentNames[hash & 63]
        if recent >= 0, names[recent].withCString({ strcmp(local, $0) }) == 0 { return recent }

        let string = String(cString: local)
        let index = nameIndex[string] ?? names.count
        if index == names.count {
            names.append(string)
            nameIndex[string] = index
        }
        recentNames[hash & 63] = index
        return index
    }
}

private func builder(_ userData: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLBuilder> {
    userData!.assumingMemoryBound(to: XMLBuilder.self)
}

func startElement(
    _ userData: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
) {
    guard let name, let attributes else { return }
    builder(userData).pointee.start(name, attributes)
}

func endElement(_ userData: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?) {
    builder(userData).pointee.end()
}

func characterData(_ userData: UnsafeMutableRawPointer?, _ text: UnsafePointer<CChar>?, _ length: Int32) {
    guard let text else { return }
    builder(userData).pointee.append(text, length)
}

func startDoctype(
    _ userData: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?, _ system: UnsafePointer<CChar>?,
    _ publicID: UnsafePointer<CChar>?, _ hasInternalSubset: Int32
) {
    builder(userData).pointee.refuse("it declares a DOCTYPE")
}

func processingInstruction(
    _ userData: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ data: UnsafePointer<CChar>?
) {
    builder(userData).pointee.refuse("it has a processing instruction")
}
