internal import CExpat
internal import Glibc

/// What Expat's callbacks build up. They get a pointer to this struct, so nothing is reference-counted per event.
struct XMLBuilder {
    let parser: XML_Parser
    let limits: XMLReader.Limits
    var problem: String?

    private var rows: [XMLDocument.Row] = []
    private var pieces: [XMLDocument.Piece] = []
    private var respelled: [UInt8] = []
    /// The innermost element that is open, and how deep it lies.
    private var current: Int32 = -1
    private var depth = 0
    private var attributeCount = 0
    private let source: UnsafeBufferPointer<UInt8>
    /// How many bytes of the source stand before what Expat was given.
    private let offset: Int

    init(
        parser: XML_Parser, limits: XMLReader.Limits, source: UnsafeBufferPointer<UInt8>, offset: Int
    ) {
        self.parser = parser
        self.limits = limits
        self.source = source
        self.offset = offset
        // Elements of a rule take some 30 bytes each.
        rows.reserveCapacity(source.count / 24)
        pieces.reserveCapacity(source.count / 48)
    }

    func document(source: [UInt8]) -> XMLDocument {
        XMLDocument(rows: rows, pieces: pieces, source: source, respelled: respelled)
    }

    mutating func refuse(_ problem: String) {
        self.problem = problem
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    /// Where in the source the event stands.
    private var position: Int { offset + Int(XML_GetCurrentByteIndex(parser)) }

    mutating func start(_ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>) {
        guard depth < limits.depth else { return refuse("elements nest deeper than \(limits.depth)") }
        var count = 0
        while attributes[count * 2] != nil { count += 1 }
        guard count <= limits.attributes else {
            return refuse("an element has more than \(limits.attributes) attributes")
        }

        attributeCount += count
        guard rows.count < limits.elements, attributeCount <= limits.allAttributes else {
            return refuse(
                "it has more than \(limits.elements) elements or \(limits.allAttributes) attributes")
        }
        let (start, row) = (Int32(position), Int32(rows.count))
        // After the `<`; a prefix goes up to the last colon.
        let nameEnd = start + 1 + Int32(strlen(name))
        let prefix = strrchr(name, 0x3A).map { Int32(UnsafePointer($0) - name) + 1 } ?? 0
        rows.append(
            XMLDocument.Row(
                name: .init(start: start + 1 + prefix, end: nameEnd), source: .init(start: start, end: start),
                parent: current))
        if current >= 0 {
            let before = rows[Int(current)].lastChild
            if before < 0 {
                rows[Int(current)].firstChild = row
            } else {
                rows[Int(before)].nextSibling = row
            }
            rows[Int(current)].lastChild = row
        }
        current = row
        depth += 1
    }

    mutating func end() {
        guard current >= 0 else { return }
        let end = Int32(position + Int(XML_GetCurrentByteCount(parser)))
        let row = Int(current)
        rows[row].source.end = max(rows[row].source.start, end)
        current = rows[row].parent
        depth -= 1
    }

    mutating func append(_ text: UnsafePointer<CChar>, _ length: Int32) {
        guard current >= 0 else { return }
        guard Int(rows[Int(current)].textCount + length) <= limits.text else {
            return refuse("an element has more than \(limits.text) bytes of text")
        }
        rows[Int(current)].textCount += length
        var start = position
        let isInSource =
            start + Int(length) <= source.count && memcmp(source.baseAddress! + start, text, Int(length)) == 0
        if !isInSource {
            start = source.count + respelled.count
            UnsafeBufferPointer(start: text, count: Int(length)).withMemoryRebound(to: UInt8.self) {
                respelled.append(contentsOf: $0)
            }
        }
        let last = rows[Int(current)].lastPiece
        if last >= 0, Int(pieces[Int(last)].span.end) == start {
            pieces[Int(last)].span.end += length
            return
        }
        let piece = Int32(pieces.count)
        pieces.append(.init(span: .init(start: Int32(start), end: Int32(start) + length)))
        if last < 0 { rows[Int(current)].firstPiece = piece } else { pieces[Int(last)].next = piece }
        rows[Int(current)].lastPiece = piece
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
