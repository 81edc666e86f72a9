/// A well-formed XML document as one flat table: a row an element, all text in one buffer. Names are local names
/// (whatever the prefix), comments and processing instructions are gone, CDATA and references are text.
///
/// An object, so that an element can be handed about for the price of one reference.
package final class XMLDocument: Sendable {
    struct Row {
        var name: Int
        var text: Range<Int>
        /// Where the element stands in the source, tags included.
        var source: Range<Int>
        var firstChild = -1
        var nextSibling = -1
    }

    let rows: [Row]
    let names: [String]
    let text: [UInt8]
    let source: [UInt8]

    init(rows: [Row], names: [String], text: [UInt8], source: [UInt8]) {
        self.rows = rows
        self.names = names
        self.text = text
        self.source = source
    }

    package var root: XMLElement { XMLElement(document: self, row: 0) }
}

/// One element of a document.
package struct XMLElement: Sendable {
    let document: XMLDocument
    let row: Int

    /// The local name.
    package var name: String { document.names[document.rows[row].name] }

    /// The character data directly inside this element, exactly as written.
    package var text: String { String(decoding: document.text[document.rows[row].text], as: UTF8.self) }

    /// The element as it stands in the source, tags included.
    package var source: [UInt8] { Array(document.source[document.rows[row].source]) }

    package var hasChildren: Bool { document.rows[row].firstChild >= 0 }

    /// The child elements, in document order.
    package var children: Children { Children(document: document, upcoming: document.rows[row].firstChild) }

    /// The first child of that name.
    package func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    package struct Children: Sequence, IteratorProtocol, Sendable {
        let document: XMLDocument
        var upcoming: Int

        package mutating func next() -> XMLElement? {
            guard upcoming >= 0 else { return nil }
            defer { upcoming = document.rows[upcoming].nextSibling }
            return XMLElement(document: document, row: upcoming)
        }
    }
}
