/// A file as libyaml gets it, and the way back from libyaml's places to those in the file.
struct DocumentSource {
    let name: String

    /// The text without byte order mark; in JSON, a surrogate pair stands as one escape.
    let bytes: [UInt8]

    private let shortenings: [JSONSurrogates.Shortening]

    /// Prepares a file.
    /// - Throws: Where it holds what libyaml would read, but not as an editor shows it.
    init(_ bytes: [UInt8], name: String) throws(DocumentError) {
        self.name = name
        try TextEncoding.requireUTF8(bytes, name: name)
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        (self.bytes, shortenings) = JSONSurrogates.joined(in: text)
        try refuseOddLines()
    }

    /// The place of a mark of libyaml, which counts from 0.
    func location(line: Int, column: Int) -> DocumentLocation {
        let shortened = shortenings(upTo: (line, column)) - shortenings(upTo: (line, 0))
        let width = JSONSurrogates.Shortening.width
        return DocumentLocation(file: name, line: line + 1, column: column + shortened * width + 1)
    }

    /// The place of a byte.
    func location(offset: Int) -> DocumentLocation {
        var place = TextPlace()
        for position in bytes.indices.prefix(offset) { place.step(over: position, in: bytes) }
        return location(line: place.line, column: place.column)
    }

    /// The scalar at an index of libyaml, which counts scalars. For errors: it walks there from the start.
    func scalar(at index: Int) -> Unicode.Scalar? {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.dropFirst(index).first
    }

    private func shortenings(upTo place: (Int, Int)) -> Int {
        var (low, high) = (0, shortenings.count)
        while low < high {
            let middle = (low + high) / 2
            let shortening = shortenings[middle]
            if (shortening.line, shortening.column) <= place { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func refuseOddLines() throws(DocumentError) {
        for position in bytes.indices {
            switch bytes[position] {
            // YAML 1.1 ends lines at these, and folds one into a blank; YAML 1.2, JSON and editors do not.
            case 0xC2 where bytes[position...].starts(with: [0xC2, 0x85]):
                throw lineBreak("U+0085", "\\u0085", at: position)
            case 0xE2 where bytes[position...].starts(with: [0xE2, 0x80, 0xA8]):
                throw lineBreak("U+2028", "\\u2028", at: position)
            case 0xE2 where bytes[position...].starts(with: [0xE2, 0x80, 0xA9]):
                throw lineBreak("U+2029", "\\u2029", at: position)
            // Only tags that are refused could use it, and libyaml compares each such line with all before it.
            case 0x25 where position == 0 || bytes[position - 1] == 0x0A || bytes[position - 1] == 0x0D:
                guard bytes[position...].starts(with: "%TAG".utf8) else { continue }
                throw DocumentError(at: location(offset: position), "the directive %TAG is not read; remove the line")
            default: continue
            }
        }
    }

    private func lineBreak(_ character: String, _ escape: String, at offset: Int) -> DocumentError {
        DocumentError(
            at: location(offset: offset),
            "the character \(character) ends a line for some readers only; write \"\(escape)\" in double quotes")
    }
}

/// A place in UTF-8 text: line and column from 0, in scalars.
struct TextPlace {
    var line = 0
    var column = 0

    /// Steps over one byte of a text.
    mutating func step(over position: Int, in text: [UInt8]) {
        switch text[position] {
        case 0x0A: self = TextPlace(line: line + 1)
        case 0x0D where text.count == position + 1 || text[position + 1] != 0x0A: self = TextPlace(line: line + 1)
        case 0x80...0xBF: break
        default: column += 1
        }
    }
}
