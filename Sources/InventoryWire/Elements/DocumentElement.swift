/// One element of a document.
package struct DocumentElement: Sendable {
    let document: ElementTable
    let row: Int32

    private var entry: ElementTable.Row { document.rows[row] }

    /// The local name; empty for a whole JSON document.
    package var name: String { document.text(entry.name) }

    /// The local name, to be told apart in a `switch` where it lies.
    package var tag: ElementName { ElementName(document: document, span: entry.name) }

    /// The character data directly inside this element, exactly as written.
    package var text: String { withText { String(decoding: $0, as: UTF8.self) } }

    /// The same where it lies, if it lies in one piece.
    func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let first = entry.firstPiece
        guard first >= 0 else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        let piece = document.pieces[first]
        guard piece.next < 0 else { return document.text(from: first).withUnsafeBufferPointer(body) }
        return document.withBytes(piece.span, body)
    }

    /// Whether its own text is nothing, or white space alone.
    package var isBlank: Bool {
        entry.textCount == 0
            || withText { $0.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D } }
    }

    /// Whether nothing stands in it: no text, no child, no attribute that says anything. JSON's `null`, `{}` and `[]`
    /// are empty, as `<a/>` is.
    package var isEmpty: Bool { !hasChildren && isBlank && ownAttributes.isEmpty }

    /// Whether it is a value of a JSON list.
    package var isListed: Bool { entry.form == .listed }

    /// Whether the document is JSON.
    package var isJSON: Bool { entry.form != .markup }

    /// The element as it stands in the source, tags included.
    package var source: [UInt8] { Array(document.source[entry.source.range]) }

    /// Where the element begins in the source.
    package var offset: Int { Int(entry.source.start) }

    /// Line and column of its beginning, counted from 1.
    /// - Parameter start: the offset that counts as the document's beginning.
    package func place(from start: Int) -> (line: Int, column: Int) {
        TextPlace.of(offset - start, in: document.source[min(start, offset)...])
    }

    package var hasChildren: Bool { entry.firstChild >= 0 }

    /// The element that this one stands in.
    package var parent: DocumentElement? {
        let parent = entry.parent
        return parent < 0 ? nil : DocumentElement(document: document, row: parent)
    }

    /// How many elements it holds, itself included, in all depths.
    package var elementCount: Int { Int(max(entry.lastRow, row) - row) + 1 }

    /// Which element of `other` it is, in document order and counted from 0.
    package func index(in other: DocumentElement) -> Int { Int(row - other.row) }

    /// The child elements, in document order.
    package var children: Children { Children(document: document, upcoming: entry.firstChild) }

    /// The first child of that name.
    package func child(_ name: StaticString) -> DocumentElement? { children.first { name ~= $0.tag } }

    /// The value of an attribute, its name as written.
    package func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// The attributes that say something: all but namespaces, schemas and `xml:…`.
    package var ownAttributes: [(name: String, value: String)] {
        guard entry.attributeCount > 0 else { return [] }
        return attributes.filter { attribute in
            attribute.name != "xmlns" && !["xmlns:", "xsi:", "xml:"].contains { attribute.name.hasPrefix($0) }
        }
    }

    private var attributes: [(name: String, value: String)] {
        (entry.attributes..<entry.attributes + Int32(entry.attributeCount)).map { number in
            let attribute = document.attributes[number]
            return (document.text(attribute.name), document.text(attribute.value))
        }
    }

    package struct Children: Sequence, IteratorProtocol, Sendable {
        let document: ElementTable
        var upcoming: Int32

        package mutating func next() -> DocumentElement? {
            guard upcoming >= 0 else { return nil }
            let element = DocumentElement(document: document, row: upcoming)
            upcoming = document.rows[upcoming].nextSibling
            return element
        }
    }
}

extension DocumentElement {
    /// The text of the element and of all below it, for findings: `Key: a, Value: b`.
    package var flattenedText: String {
        guard hasChildren else { return text }
        return children.map { "\($0.name): \($0.flattenedText)" }.joined(separator: ", ")
    }
}
