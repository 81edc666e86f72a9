/// A field of a CSV file, without its quotes.
struct CSVField {
    var text: String
    var location: DocumentLocation
}

/// The records of a CSV file in UTF-8 after RFC 4180, without blank lines and lines that start with `#`.
///
/// Refused rather than guessed at: blanks around a bare field, which the RFC makes part of it and nobody sees; quotes
/// within one; control characters.
struct CSVRecords: Sendable {
    /// How many fields a record may have. A line is refused at the first too many, so that it cannot fill the memory.
    var width: Int

    private let bytes: [UInt8]
    private let name: String
    private var position: Int
    private var place = TextPlace()

    init(_ bytes: [UInt8], name: String, width: Int) {
        self.bytes = bytes
        self.name = name
        self.width = width
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// - Throws: for a file that is UTF-16 or UTF-32.
    func requireUTF8() throws(DocumentError) { try TextEncoding.requireUTF8(bytes, name: name) }

    /// The next record, which has a field at least; nil at the end.
    mutating func next() throws(DocumentError) -> [CSVField]? {
        skipEmptyLines()
        guard position < bytes.count else { return nil }
        var fields: [CSVField] = []
        while true {
            guard fields.count < width else {
                throw error("the line has more than \(width) field\(width == 1 ? "" : "s")")
            }
            fields.append(try field())
            guard position < bytes.count else { return fields }
            guard bytes[position] == 0x2C else {
                skipLine()
                return fields
            }
            step()
        }
    }

    private mutating func field() throws(DocumentError) -> CSVField {
        let start = location
        let text = position < bytes.count && bytes[position] == 0x22 ? try quoted() : try bare()
        guard let text = String(validating: text, as: UTF8.self) else {
            throw DocumentError(at: start, "the field is not UTF-8; save the file as UTF-8")
        }
        return CSVField(text: text, location: start)
    }

    private mutating func bare() throws(DocumentError) -> ArraySlice<UInt8> {
        let start = position
        if position < bytes.count, isBlank(bytes[position]) { throw blankError }
        while position < bytes.count, bytes[position] != 0x2C, !isLineEnd(position) {
            guard bytes[position] != 0x22 else {
                throw error("a quote within a bare field; put the field in quotes and write the quote twice")
            }
            try refuseControl()
            step()
        }
        if let last = bytes[start..<position].last, isBlank(last) { throw blankError }
        return bytes[start..<position]
    }

    private mutating func quoted() throws(DocumentError) -> ArraySlice<UInt8> {
        let start = location
        var text: [UInt8] = []
        step()
        while position < bytes.count {
            if bytes[position] == 0x22 {
                step()
                guard position < bytes.count, bytes[position] == 0x22 else {
                    guard position == bytes.count || bytes[position] == 0x2C || isLineEnd(position) else {
                        throw error("a quoted field goes on after its closing quote; write a quote in it twice")
                    }
                    return text[...]
                }
            } else if !isLineEnd(position) {
                try refuseControl()
            }
            text.append(bytes[position])
            step()
        }
        throw DocumentError(at: start, "the quote is never closed")
    }

    private mutating func skipEmptyLines() {
        while position < bytes.count {
            let first = bytes[position...].firstIndex { !isBlank($0) } ?? bytes.count
            guard first == bytes.count || bytes[first] == 0x23 || isLineEnd(first) else { return }
            skipLine()
        }
    }

    private mutating func skipLine() {
        while position < bytes.count {
            defer { step() }
            if bytes[position] == 0x0A { return }
        }
    }

    private mutating func step() {
        place.step(over: position, in: bytes)
        position += 1
    }

    private func isLineEnd(_ position: Int) -> Bool {
        bytes[position] == 0x0A
            || bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private func refuseControl() throws(DocumentError) {
        let byte = bytes[position]
        guard byte < 0x20 || byte == 0x7F else { return }
        throw error("a field holds the control character U+\(String(byte, radix: 16, uppercase: true))")
    }

    private var location: DocumentLocation {
        DocumentLocation(file: name, line: place.line + 1, column: place.column + 1)
    }

    private var blankError: DocumentError {
        error("a blank stands around a field; remove it, or put the field in quotes if it belongs to it")
    }

    private func error(_ message: String) -> DocumentError { DocumentError(at: location, message) }
}
