/// Makes an ``ElementTable``, element by element in the order of the source: for readers of XML and of JSON.
struct ElementTableBuilder: ~Copyable {
    private var rows: RowTable<ElementTable.Row>
    private var pieces: RowTable<ElementTable.Piece>
    private var attributes = RowTable<ElementTable.Attribute>(capacity: 16)
    private var respelled: [UInt8] = []
    private let sourceCount: Int
    /// The innermost element that is open; -1 outside the root.
    private(set) var current: Int32 = -1
    private(set) var depth = 0

    init(sourceCount: Int) {
        self.sourceCount = sourceCount
        // Elements of a rule take some 30 bytes each.
        rows = RowTable(capacity: sourceCount / 24)
        pieces = RowTable(capacity: sourceCount / 48)
    }

    var count: Int { rows.count }
    var attributeCount: Int { attributes.count }

    /// What has been built, of that source.
    consuming func table(source: [UInt8]) -> ElementTable {
        ElementTable(rows: rows, pieces: pieces, attributes: attributes, source: source, respelled: respelled)
    }

    /// Opens an element within the one that is open.
    @inline(__always)
    mutating func open(_ name: ElementTable.Span, at start: Int32, as form: ElementTable.Form) {
        let number = rows.append(
            ElementTable.Row(name: name, source: .init(start: start, end: start), parent: current, form: form))
        if current >= 0 {
            let parent = rows.row(current)
            let before = parent.pointee.lastChild
            parent.pointee.lastChild = number
            if before < 0 { parent.pointee.firstChild = number } else { rows.row(before).pointee.nextSibling = number }
        }
        current = number
        depth += 1
    }

    /// Closes the open element, which ends before that place of the source.
    @inline(__always)
    mutating func close(at end: Int32) {
        guard current >= 0 else { return }
        let row = rows.row(current)
        row.pointee.source.end = max(row.pointee.source.start, end)
        row.pointee.lastRow = Int32(rows.count - 1)
        current = row.pointee.parent
        depth -= 1
    }

    /// The bytes of text that the open element has.
    var textCount: Int { current >= 0 ? Int(rows[current].textCount) : 0 }

    /// Adds text to the open element; a run that goes on where the last one ended becomes one with it.
    @inline(__always)
    mutating func append(_ span: ElementTable.Span) {
        guard current >= 0 else { return }
        let row = rows.row(current)
        row.pointee.textCount += span.end - span.start
        let last = row.pointee.lastPiece
        if last >= 0, pieces.row(last).pointee.span.end == span.start {
            pieces.row(last).pointee.span.end = span.end
            return
        }
        let piece = pieces.append(.init(span: span))
        if last < 0 { row.pointee.firstPiece = piece } else { pieces.row(last).pointee.next = piece }
        row.pointee.lastPiece = piece
    }

    /// Gives the open element an attribute.
    mutating func attribute(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        guard current >= 0 else { return }
        let number = attributes.append(.init(name: keep(name), value: keep(value)))
        let row = rows.row(current)
        if row.pointee.attributeCount == 0 { row.pointee.attributes = number }
        row.pointee.attributeCount += 1
    }

    /// Keeps a text that the source spells differently; it is counted on from the source's end.
    mutating func keep(_ text: some Collection<UInt8>) -> ElementTable.Span {
        let start = sourceCount + respelled.count
        respelled.append(contentsOf: text)
        return .init(start: Int32(start), end: Int32(sourceCount + respelled.count))
    }

    /// A text that was kept.
    func kept(_ span: ElementTable.Span) -> ArraySlice<UInt8> {
        respelled[(Int(span.start) - sourceCount)..<(Int(span.end) - sourceCount)]
    }

    /// Whether two texts that were kept are the same.
    func keeps(_ a: ElementTable.Span, as b: ElementTable.Span) -> Bool {
        a.end - a.start == b.end - b.start && kept(a).elementsEqual(kept(b))
    }
}
