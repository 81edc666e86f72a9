internal import Glibc

/// A document as one flat table: a row an element, and where its parts lie in the source. XML and JSON are read into it
/// alike. In XML, names are local names (whatever the prefix), comments are gone, CDATA and references are text. In JSON,
/// a member is a child, each value of a list is a child of the list's name, and a scalar is text as it is spelled.
///
/// An object, so that an element can be handed about for the price of one reference; and numbers of 32 bits, so that a
/// row fits a cache line.
package final class ElementTable: Sendable {
    /// What an element was in its source.
    enum Form: UInt8 {
        /// An element of XML.
        case markup
        /// A member of a JSON object; also the whole document.
        case member
        /// A value of a JSON list.
        case listed
        /// A JSON list without values: it stands for no child, and is kept so that it is not overlooked.
        case emptyList
    }

    struct Row: BitwiseCopyable {
        var name: Span
        /// Where the element stands in the source, tags included; of a JSON member, its value.
        var source: Span
        var parent: Int32
        var firstChild: Int32 = -1
        var lastChild: Int32 = -1
        var nextSibling: Int32 = -1
        /// The last row that lies within this element.
        var lastRow: Int32 = -1
        /// Its text, as a chain of pieces: children may stand between them.
        var firstPiece: Int32 = -1
        var lastPiece: Int32 = -1
        /// The bytes of that text.
        var textCount: Int32 = 0
        /// Where its attributes begin, and how many it has.
        var attributes: Int32 = 0
        var attributeCount: Int16 = 0
        var form = Form.markup
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

    struct Attribute: BitwiseCopyable {
        var name: Span
        var value: Span
    }

    let rows: RowTable<Row>
    let pieces: RowTable<Piece>
    let attributes: RowTable<Attribute>
    package let source: [UInt8]
    /// Text that the source spells differently: references, line ends, escapes; and attributes.
    let respelled: [UInt8]

    init(
        rows: consuming RowTable<Row>, pieces: consuming RowTable<Piece>, attributes: consuming RowTable<Attribute>,
        source: [UInt8], respelled: [UInt8]
    ) {
        self.rows = rows
        self.pieces = pieces
        self.attributes = attributes
        (self.source, self.respelled) = (source, respelled)
    }

    package var root: DocumentElement { DocumentElement(document: self, row: 0) }

    /// The bytes of a piece, or of a text that has only this one.
    func withBytes<Result>(_ span: Span, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        // Two calls, as choosing between two arrays would copy one.
        if Int(span.end) <= source.count {
            return source.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[span.range])) }
        }
        let start = Int(span.start) - source.count
        return respelled.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[start..<(Int(span.end) - source.count)]))
        }
    }

    func text(_ span: Span) -> String { withBytes(span) { String(decoding: $0, as: UTF8.self) } }

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

/// The name of an element where it lies in its document: `switch element.tag { case "Id": … }` makes no text of it.
package struct ElementName {
    let document: ElementTable
    let span: ElementTable.Span

    package static func ~= (name: StaticString, tag: ElementName) -> Bool {
        let count = name.utf8CodeUnitCount
        return Int(tag.span.end - tag.span.start) == count
            && tag.document.withBytes(tag.span) { count == 0 || memcmp($0.baseAddress!, name.utf8Start, count) == 0 }
    }
}
