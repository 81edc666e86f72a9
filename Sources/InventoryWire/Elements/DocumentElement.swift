/// One element together with its document, for those who read a few.
package struct DocumentElement: Sendable {
    let document: ElementTable
    let row: Int32

    private var entry: ElementTable.Row { document.rows[row] }
    private var element: ElementTable.Element { document.element(row) }

    /// The local name; empty for a whole JSON document.
    package var name: String { document.text(entry.name) }

    /// The local name, to be told apart in a `switch` where it lies.
    package var tag: ElementName { ElementName(document: document, span: entry.name) }

    /// The character data directly inside this element, exactly as written.
    package var text: String { document.text(of: element) }

    /// The same without white space at either end.
    package var trimmedText: String { document.trimmedText(of: element) }

    /// Whether its own text is nothing, or white space alone.
    package var isBlank: Bool { document.isBlank(element) }

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

    /// Which element of `other` it is, in document order and counted from 0.
    package func index(in other: DocumentElement) -> Int { Int(row - other.row) }

    /// The child elements, in document order.
    package var children: Children { Children(document: document, upcoming: entry.firstChild) }

    /// The first child of that name.
    package func child(_ name: StaticString) -> DocumentElement? { children.first { name ~= $0.tag } }

    /// The value of an attribute, its name as written.
    package func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// The attributes that say something: all but declarations of namespaces.
    package var ownAttributes: [(name: String, value: String)] {
        guard entry.attributeCount > 0 else { return [] }
        return attributes.filter { $0.name != "xmlns" && !$0.name.hasPrefix("xmlns:") }
    }

    /// The namespace of its name, where the element itself declares it, as a root does.
    package var declaredNamespace: String? {
        guard entry.attributeCount > 0 else { return nil }
        // Between the `<` and the local name.
        let prefix = document.source[Int(entry.source.start) + 1..<Int(max(entry.name.start, entry.source.start + 1))]
        return attribute(prefix.isEmpty ? "xmlns" : "xmlns:" + String(decoding: prefix.dropLast(), as: UTF8.self))
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
