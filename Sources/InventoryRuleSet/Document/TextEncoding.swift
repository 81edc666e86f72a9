/// How a text is encoded that is no UTF-8.
enum TextEncoding {
    /// The encoding, told by the byte order mark or by zero bytes where the first letters stand; nil where it may be UTF-8.
    static func foreign(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
        switch bytes.prefix(4).map({ $0 == 0 }) {
        case [false, true, true, true], [true, true, true, false]: return "UTF-32"
        case [false, true, false, true], [true, false, true, false]: return "UTF-16"
        default: return nil
        }
    }

    /// - Throws: for a file of another encoding, by its name, with the remedy.
    static func requireUTF8(_ bytes: [UInt8], name: String) throws(DocumentError) {
        guard let encoding = foreign(bytes) else { return }
        throw DocumentError(
            at: DocumentLocation(file: name, line: 1, column: 1),
            "the file is \(encoding), and UTF-8 is read; save it as UTF-8")
    }
}
