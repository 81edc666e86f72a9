internal import CExpat
internal import Glibc

/// What Expat's callbacks build up. They get a pointer to this struct, so nothing is reference-counted per event.
struct XMLBuilder: ~Copyable {
    let parser: XML_Parser
    let limits: XMLReader.Limits
    var problem: String?

    private var rows: XMLTable<XMLDocument.Row>
    private var pieces: XMLTable<XMLDocument.Piece>
    private var respelled: [UInt8] = []
    /// The innermost element that is open, and how deep it lies.
    private var current: Int32 = -1
    private var depth = 0
    private var attributeCount = 0
    private let source: UnsafeBufferPointer<UInt8>
    /// How many bytes of the source stand before what Expat was given, and Expat's own copy of the rest.
    private let offset: Int
    private let copy: UnsafeRawPointer

    /// - Parameter copy: where Expat has the source from `offset` on.
    init(
        parser: XML_Parser, limits: XMLReader.Limits, source: UnsafeBufferPointer<UInt8>, offset: Int,
        copy: UnsafeRawPointer
    ) {
        (self.parser, self.limits, self.source, self.offset, self.copy) = (parser, limits, source, offset, copy)
        // Elements of a rule take some 30 bytes each.
        rows = XMLTable(capacity: source.count / 24)
        pieces = XMLTable(capacity: source.count / 48)
    }

    /// What has been built, of that source.
    consuming func document(source: [UInt8]) -> XMLDocument {
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
        let start = Int32(position)
        // After the `<`; a prefix goes up to the last colon.
        let nameEnd = start + 1 + Int32(strlen(name))
        let prefix = strrchr(name, 0x3A).map { Int32(UnsafePointer($0) - name) + 1 } ?? 0
        let number = rows.append(
            XMLDocument.Row(
                name: .init(start: start + 1 + prefix, end: nameEnd), source: .init(start: start, end: start),
                parent: current))
        if current >= 0 {
            let parent = rows.row(current)
            let before = parent.pointee.lastChild
            parent.pointee.lastChild = number
            if before < 0 { parent.pointee.firstChild = number } else { rows.row(before).pointee.nextSibling = number }
        }
        current = number
        depth += 1
    }

    mutating func end() {
        guard current >= 0 else { return }
        let end = Int32(position + Int(XML_GetCurrentByteCount(parser)))
        let row = rows.row(current)
        row.pointee.source.end = max(row.pointee.source.start, end)
        current = row.pointee.parent
        depth -= 1
    }

    mutating func append(_ text: UnsafePointer<CChar>, _ length: Int32) {
        guard current >= 0 else { return }
        let row = rows.row(current)
        guard Int(row.pointee.textCount + length) <= limits.text else {
            return refuse("an element has more than \(limits.text) bytes of text")
        }
        row.pointee.textCount += length
        let start = Int32(place(of: text, Int(length)))
        let last = row.pointee.lastPiece
        if last >= 0, pieces.row(last).pointee.span.end == start {
            pieces.row(last).pointee.span.end += length
            return
        }
        let piece = pieces.append(.init(span: .init(start: start, end: start + length)))
        if last < 0 { row.pointee.firstPiece = piece } else { pieces.row(last).pointee.next = piece }
        row.pointee.lastPiece = piece
    }

    /// Where in the source a text stands. One that the source spells differently is kept beside it, counted on from there.
    private mutating func place(of text: UnsafePointer<CChar>, _ length: Int) -> Int {
        // Expat points into its copy wherever nothing had to be respelled.
        let distance = UnsafeRawPointer(text) - copy
        if distance >= 0, distance + length <= source.count - offset { return offset + distance }
        // Except for line feeds, which it gives one by one.
        let start = position
        if start + length <= source.count, memcmp(source.baseAddress! + start, text, length) == 0 { return start }
        respelled.append(contentsOf: UnsafeRawBufferPointer(start: text, count: length))
        return source.count + respelled.count - length
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
