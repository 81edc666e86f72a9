internal import Glibc

extension ElementTable {
    /// One element of a table, by its row, with what a reader asks first. It means something only to the table that it
    /// came from: it owns nothing, so that handing it about costs nothing.
    package struct Element: BitwiseCopyable, Sendable {
        let row: Int32
        let form: Form
        /// Whether elements stand in it.
        package let hasChildren: Bool
        /// Whether it has attributes, declarations of namespaces among them.
        package let hasAttributes: Bool
        /// Whether characters stand in it, white space included.
        package let hasText: Bool

        /// Whether it is a value of a JSON list.
        package var isListed: Bool { form == .listed }
        /// Whether its document is JSON.
        package var isJSON: Bool { form != .markup }

        init(_ row: Int32, _ entry: Row) {
            self.row = row
            form = entry.form
            hasChildren = entry.firstChild >= 0
            hasAttributes = entry.attributeCount > 0
            hasText = entry.textCount > 0
        }
    }

    package var rootElement: Element { element(0) }

    func element(_ row: Int32) -> Element { Element(row, rows[row]) }

    /// The elements in an element, in document order.
    package func children(of element: Element) -> Children {
        Children(table: self, upcoming: element.hasChildren ? rows[element.row].firstChild : -1)
    }

    package struct Children: Sequence, IteratorProtocol, Sendable {
        let table: ElementTable
        var upcoming: Int32

        package mutating func next() -> Element? {
            guard upcoming >= 0 else { return nil }
            let row = table.rows[upcoming]
            let element = Element(upcoming, row)
            upcoming = row.nextSibling
            return element
        }
    }

    /// The local name, to be told apart in a `switch` where it lies.
    package func name(of element: Element) -> ElementName { ElementName(document: self, span: rows[element.row].name) }

    /// The character data directly inside an element, exactly as written.
    package func text(of element: Element) -> String { withText(of: element) { String(decoding: $0, as: UTF8.self) } }

    /// The same without white space at either end.
    package func trimmedText(of element: Element) -> String {
        withText(of: element) { String(decoding: Self.trimmed($0), as: UTF8.self) }
    }

    /// Whether an element's own text is nothing, or white space alone.
    package func isBlank(_ element: Element) -> Bool {
        !element.hasText || withText(of: element) { Self.isSpace($0[0]) && $0.allSatisfy(Self.isSpace) }
    }

    /// Where an element stands in the source, tags included.
    package func source(of element: Element) -> ArraySlice<UInt8> { source[rows[element.row].source.range] }

    /// The same as an element that owns its document.
    package func owned(_ element: Element) -> DocumentElement { DocumentElement(document: self, row: element.row) }

    /// The text of an element where it lies, if it lies in one piece.
    func withText<Result>(of element: Element, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let first = rows[element.row].firstPiece
        guard first >= 0 else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        let piece = pieces[first]
        guard piece.next < 0 else { return text(from: first).withUnsafeBufferPointer(body) }
        return withBytes(piece.span, body)
    }

    /// Whether a byte is white space of XML and JSON.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte <= 0x20 && (byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D)
    }

    static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var (start, end) = (0, text.count)
        while start < end, isSpace(text[start]) { start += 1 }
        while start < end, isSpace(text[end - 1]) { end -= 1 }
        return UnsafeBufferPointer(rebasing: text[start..<end])
    }
}
