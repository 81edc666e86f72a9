internal import CExpat
internal import Glibc

/// Reads XML from an untrusted server by Expat: UTF-8 alone, no DOCTYPE and no processing instruction, bounded in size,
/// depth, elements, attributes and text, and nothing delivered before the whole document proved well-formed.
package enum XMLReader {
    package struct Limits: Sendable {
        package var bytes = 1 << 20
        package var depth = 32
        package var attributes = 32
        /// Elements of the whole document: Expat keeps every name that it has not met before. A rule has some forty, and a
        /// page a hundred rules.
        package var elements = 40_000
        /// Attributes of the whole document, of which the vendors write one.
        package var allAttributes = 4_000
        /// Bytes of text in one element, its children's apart.
        package var text = 64 << 10
        /// Bytes without the end of a tag among them, twice what the longest text takes.
        package var markup = 128 << 10
        package init() {}
    }

    /// Reads a document.
    /// - Throws: ``DocumentSyntaxError`` naming line and column.
    package static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(DocumentSyntaxError) -> ElementTable {
        do {
            return try table(bytes, limits)
        } catch {
            var error = error
            if HTMLPage.isOne(bytes) { error.problem = "it is \(HTMLPage.name)" }
            throw error
        }
    }

    private static func table(_ bytes: [UInt8], _ limits: Limits) throws(DocumentSyntaxError) -> ElementTable {
        // Places in the document are numbers of 32 bits, of source and respelled text together.
        guard bytes.count <= min(limits.bytes, Int(Int32.max) / 2) else {
            throw DocumentSyntaxError("XML", line: 1, column: 1, problem: "it is longer than \(limits.bytes) bytes")
        }
        // No UTF-8 document has a NUL, every UTF-16 one does; Expat would read it, whatever encoding it is told.
        if memchr(bytes, 0, bytes.count) != nil, let fault = EncodingFault(in: bytes) {
            throw DocumentSyntaxError("XML", fault, in: bytes)
        }
        if let start = endlessMarkup(in: bytes, limits) {
            let (line, column) = TextPlace.of(start, in: bytes)
            throw DocumentSyntaxError(
                "XML", line: line, column: column, problem: "no tag ends within \(limits.markup) bytes from here")
        }
        guard let parser = XML_ParserCreate("UTF-8") else {
            throw DocumentSyntaxError("XML", line: 1, column: 1, problem: "the parser could not be created")
        }
        defer { XML_ParserFree(parser) }
        // Stepping over the declaration keeps what the vendors' own pages print readable (they close it with `>`
        // instead of `?>`); the encoding is fixed to UTF-8 anyway. Lines and columns stepped over still count.
        let start = prologEnd(bytes)
        if let encoding = foreignEncoding(of: bytes[..<start]),
            let position = bytes[start...].firstIndex(where: { $0 >= 0x80 })
        {
            let (line, column) = TextPlace.of(position, in: bytes)
            throw DocumentSyntaxError(
                "XML", line: line, column: column,
                problem:
                    "it declares the encoding \(encoding), and here is a byte that is not ASCII; only UTF-8 is read, "
                    + "so save the document as UTF-8 and correct its first line")
        }
        let rest = bytes.count - start
        // An empty document is an error of Expat's own; it needs a place to be empty in.
        guard let copy = XML_GetBuffer(parser, Int32(max(rest, 1))) else {
            throw DocumentSyntaxError("XML", line: 1, column: 1, problem: "there is no memory to read it")
        }
        return try bytes.withUnsafeBufferPointer { (source) throws(DocumentSyntaxError) in
            if rest > 0 { copy.copyMemory(from: source.baseAddress! + start, byteCount: rest) }
            var builder = XMLBuilder(parser: parser, limits: limits, source: source, offset: start, copy: copy)
            let status = withUnsafeMutablePointer(to: &builder) { pointer in
                XML_SetUserData(parser, pointer)
                XML_SetElementHandler(parser, startElement, endElement)
                XML_SetCharacterDataHandler(parser, characterData)
                XML_SetStartDoctypeDeclHandler(parser, startDoctype)
                XML_SetProcessingInstructionHandler(parser, processingInstruction)
                return XML_ParseBuffer(parser, Int32(rest), 1)
            }
            guard status == XML_STATUS_OK, builder.problem == nil else {
                if builder.problem == nil, XML_GetErrorCode(parser) == XML_ERROR_INVALID_TOKEN,
                    let fault = EncodingFault(in: bytes)
                {
                    throw DocumentSyntaxError("XML", fault, in: bytes)
                }
                let (line, column) = TextPlace.of(start, in: bytes)
                let linesOn = Int(XML_GetCurrentLineNumber(parser)) - 1
                let columnsOn = Int(XML_GetCurrentColumnNumber(parser))
                throw DocumentSyntaxError(
                    "XML", line: line + linesOn, column: linesOn == 0 ? column + columnsOn : columnsOn + 1,
                    problem: builder.problem ?? String(cString: XML_ErrorString(XML_GetErrorCode(parser))))
            }
            return builder.document(source: bytes)
        }
    }

    /// Where a stretch begins in which no tag ends. Expat reads a tag whole before anybody can refuse it, and takes a tenth
    /// of a second for one of a megabyte.
    private static func endlessMarkup(in bytes: [UInt8], _ limits: Limits) -> Int? {
        stride(from: 0, through: bytes.count - limits.markup, by: limits.markup).first { start in
            bytes.withUnsafeBytes { memchr($0.baseAddress! + start, 0x3E, limits.markup) == nil }
        }
    }

    /// Where the document starts, after a byte order mark, white space and anything from `<?xml` to the first `>`.
    private static func prologEnd(_ bytes: [UInt8]) -> Int {
        var position = bytes.starts(with: TextPlace.byteOrderMark) ? 3 : 0
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
        let afterName = position + 5
        guard bytes[position...].starts(with: "<?xml".utf8), afterName < bytes.count,
            [0x20, 0x09, 0x0A, 0x0D, 0x3F].contains(bytes[afterName])
        else { return position }
        return bytes[position...].firstIndex(of: 0x3E).map { $0 + 1 } ?? position
    }

    /// The encoding that the declaration names, where bytes beyond ASCII mean something else in it than in UTF-8. UTF-16
    /// is what programs write that turn a document into UTF-8 afterwards: in UTF-16 itself it would hold NUL bytes.
    private static func foreignEncoding(of prolog: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: prolog, as: UTF8.self)
        let parts = text.split(whereSeparator: { $0.isWhitespace || "='\"?>".contains($0) })
        guard let key = parts.firstIndex(of: "encoding"), key + 1 < parts.endIndex else { return nil }
        let name = String(parts[key + 1])
        let own = ["utf-8", "utf8", "utf-16", "utf16", "utf-16le", "utf-16be", "us-ascii", "ascii"]
        return own.contains(ASCII.lowercased(name)) ? nil : name
    }
}
