internal import CExpat

/// What Expat's callbacks build up. They get a pointer to this struct, so nothing is reference-counted per event.
struct XMLBuilder {
    let parser: XML_Parser
    let limits: XMLReader.Limits
    var document: XMLDocument
    var problem: String?

    private var open: [OpenElement] = []
    private var nameIndex: [String: Int] = [:]
    /// How many bytes of the source stand before what Expat was given.
    private let offset: Int

    /// An element whose end has not come yet. Its text is gathered here, since children may stand between pieces.
    private struct OpenElement {
        var row: Int
        var lastChild = -1
        var text: [UInt8] = []
    }

    init(parser: XML_Parser, limits: XMLReader.Limits, source: [UInt8], offset: Int) {
        self.parser = parser
        document = XMLDocument(rows: [], names: [], text: [], source: source)
        self.offset = offset
        self.limits = limits
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

        let row = document.rows.count
        let position = offset + Int(XML_GetCurrentByteIndex(parser))
        document.rows.append(XMLDocument.Row(name: intern(name), text: 0..<0, source: position..<position))
        if let parent = open.indices.last {
            if open[parent].lastChild < 0 {
                document.rows[open[parent].row].firstChild = row
            } else {
                document.rows[open[parent].lastChild].nextSibling = row
            }
            open[parent].lastChild = row
        }
        open.append(OpenElement(row: row))
    }

    mutating func end() {
        guard let element = open.popLast() else { return }
        let start = document.text.count
        document.text.append(contentsOf: element.text)
        document.rows[element.row].text = start..<document.text.count
        let beginning = document.rows[element.row].source.lowerBound
        let end = offset + Int(XML_GetCurrentByteIndex(parser)) + Int(XML_GetCurrentByteCount(parser))
        document.rows[element.row].source = beginning..<max(beginning, end)
    }

    mutating func append(_ text: UnsafePointer<CChar>, _ length: Int32) {
        guard let last = open.indices.last else { return }
        UnsafeBufferPointer(start: text, count: Int(length)).withMemoryRebound(to: UInt8.self) {
            open[last].text.append(contentsOf: $0)
        }
    }

    /// The number of the local name: what stands after the last colon.
    private mutating func intern(_ name: UnsafePointer<CChar>) -> Int {
        var qualified = String(cString: name)
        if let colon = qualified.utf8.lastIndex(of: 0x3A) {
            qualified = String(qualified[qualified.utf8.index(after: colon)...])
        }
        if let index = nameIndex[qualified] { return index }
        document.names.append(qualified)
        nameIndex[qualified] = document.names.count - 1
        return document.names.count - 1
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
