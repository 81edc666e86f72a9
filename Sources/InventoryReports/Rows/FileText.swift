/// In which letters the bytes of a file can be read.
package enum FileText: Hashable, Sendable {
    /// In any.
    case ascii
    /// In UTF-8.
    case utf8
    /// In no UTF-8, but without the bytes 80 to 9F, which some readers of Latin-1 refuse.
    case latin1
    /// In bytes alone.
    case bytes
}

/// Tells the letters of a file from its bytes, as they come.
struct FileTextReader {
    private var isASCII = true
    private var isUTF8 = true
    private var hasControls = false
    /// The beginning of a letter that goes on in the next piece.
    private var begun: [UInt8] = []

    mutating func feed(_ bytes: some Collection<UInt8>) {
        guard !begun.isEmpty || bytes.reduce(0, |) >= 0x80 else { return }
        isASCII = false
        hasControls = hasControls || bytes.contains { (0x80...0x9F).contains($0) }
        guard isUTF8 else { return }
        let text = begun + bytes
        // A letter has at most four bytes, of which the first tells how many.
        let last = text.suffix(3).lastIndex { $0 >= 0xC0 } ?? text.endIndex
        let isWhole =
            last == text.endIndex || text.endIndex - last >= (text[last] >= 0xF0 ? 4 : text[last] >= 0xE0 ? 3 : 2)
        let end = isWhole ? text.endIndex : last
        isUTF8 = String(validating: text[..<end], as: UTF8.self) != nil
        begun = Array(text[end...])
    }

    /// What all of it was.
    var text: FileText {
        if isASCII { return .ascii }
        if isUTF8, begun.isEmpty { return .utf8 }
        return hasControls ? .bytes : .latin1
    }
}
