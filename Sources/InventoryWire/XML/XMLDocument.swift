internal import Glibc

/// A well-formed XML document as one flat table: a row an element, and where its parts lie in the source. Names are local
/// names (whatever the prefix), comments and processing instructions are gone, CDATA and references are text.
///
/// An object, so that an element can be handed about for the price of one reference; and numbers of 32 bits, so that a
/// row fits a cache line.
package final class XMLDocument: Sendable {
    struct Row: BitwiseCopyable {
        var name: Span
        /// Where the element stands in the source, tags included.
        var source: Span
        var parent: Int32
        var firstChild: Int32 = -1
        var lastChild: Int32 = -1
        var nextSibling: Int32 = -1
        /// Its text, as a chain of pieces: children may stand between them.
        var firstPiece: Int32 = -1
        var lastPiece: Int32 = -1
        /// The bytes of that text.
        var textCount: Int32 = 0
    }

    struct Span: BitwiseCopyable {
        var start: Int32
        var end: Int32
        var range: Range<Int> { Int(start)..<Int(end) }
    }

    /// A run of text, in the source where it stands there as it is, else in the text beside it, which is counted on from
    /// the source's end.
    struct Piece: BitwiseCopyable {
        var span: Span
        var next: Int32 = -1
    }

    let rows: XMLTable<Row>
    let pieces: XMLTable<Piece>
    let source: [UInt8]
    /// Text that the source spells differently: references, line ends.
    let respelled: [UInt8]

    init(
        rows: consuming XMLTable<Row>, pieces: consuming XMLTable<Piece>, source: [UInt8], respelled: [UInt8]
    ) {
        self.rows = rows
        self.pieces = pieces
        (self.source, self.respelled) = (source, respelled)
    }

    package var root: XMLElement { XMLElement(document: self, row: 0) }

    /// The bytes of a piece, or of a text that has only this one.
    func withBytes<Result>(_ span: Span, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let isInSource = Int(span.end) <= source.count
        let shift = isInSource ? 0 : source.count
        return (isInSource ? source : respelled).withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[(Int(span.start) - shift)..<(Int(span.end) - shift)]))
        }
    }

    /// All pieces from that one on, one after the other.
    func text(from first: Int32) -> [UInt8] {
        var (bytes, piece) = ([UInt8](), first)
        while piece >= 0 {
            withBytes(pieces[piece].span) { bytes.append(contentsOf: $0) }
            piece = pieces[piece].next
        }
        return bytes
    }
}

/// One element of a document.
package struct XMLElement: Sendable {
    let document: XMLDocument
    let row: Int32

    private var entry: XMLDocument.Row { document.rows[row] }

    /// The local name.
    package var name: String { String(decoding: document.source[entry.name.range], as: UTF8.self) }

    /// The local name, to be told apart in a `switch` where it lies.
    package var tag: XMLTag { XMLTag(document: document, span: entry.name) }

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

    /// The element as it stands in the source, tags included.
    package var source: [UInt8] { Array(document.source[entry.source.range]) }

    package var hasChildren: Bool { entry.firstChild >= 0 }

    /// The child elements, in document order.
    package var children: Children { Children(document: document, upcoming: entry.firstChild) }

    /// The first child of that name.
    package func child(_ name: StaticString) -> XMLElement? { children.first { name ~= $0.tag } }

    package struct Children: Sequence, IteratorProtocol, Sendable {
        let document: XMLDocument
        var upcoming: Int32

        package mutating func next() -> XMLElement? {
            guard upcoming >= 0 else { return nil }
            let element = XMLElement(document: document, row: upcoming)
            upcoming = document.rows[upcoming].nextSibling
            return element
        }
    }
}

/// The name of an element where it lies in its document: `switch element.tag { case "Id": … }` makes no text of it.
package struct XMLTag {
    let document: XMLDocument
    let span: XMLDocument.Span

    package static func ~= (name: StaticString, tag: XMLTag) -> Bool {
        let count = name.utf8CodeUnitCount
        return Int(tag.span.end - tag.span.start) == count
            && tag.document.source.withUnsafeBufferPointer {
                memcmp($0.baseAddress! + Int(tag.span.start), name.utf8Start, count) == 0
            }
    }
}
