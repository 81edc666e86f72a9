/// Writes an XML document on one line, without declaration: the form that every vendor takes.
package struct XMLWriter: ~Copyable {
    private var buffer = ByteBuffer(capacity: 1024)

    package init() {}

    /// What has been written.
    package var bytes: [UInt8] { buffer.array }

    /// An element with children.
    /// - Parameter namespace: the namespace that it and all within it is in; a name that needs no escapes.
    package mutating func element(
        _ name: StaticString, namespace: StaticString? = nil,
        _ content: (inout XMLWriter) throws(UnwritableText) -> Void
    ) throws(UnwritableText) {
        open(name, namespace)
        try content(&self)
        close(name)
    }

    /// An element with text; an empty text gives an empty element.
    /// - Throws: ``UnwritableText`` where the text holds a character that XML 1.0 has no way to write.
    package mutating func element(_ name: StaticString, _ text: String) throws(UnwritableText) {
        open(name)
        if let bad = ASCII.withBytes(text, { escape($0) }) { throw UnwritableText(scalar: bad) }
        close(name)
    }

    private mutating func open(_ name: StaticString, _ namespace: StaticString? = nil) {
        buffer.append(0x3C)
        buffer.append(name)
        if let namespace {
            buffer.append(" xmlns=\"" as StaticString)
            buffer.append(namespace)
            buffer.append(0x22)
        }
        buffer.append(0x3E)
    }

    private mutating func close(_ name: StaticString) {
        buffer.append(0x3C)
        buffer.append(0x2F)
        buffer.append(name)
        buffer.append(0x3E)
    }

    /// Writes the text run by run, and returns the character that it stopped at.
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
        var start = 0
        for (index, byte) in text.enumerated() {
            let replacement: StaticString
            switch byte {
            case 0x26: replacement = "&amp;"
            case 0x3C: replacement = "&lt;"
            case 0x3E: replacement = "&gt;"
            // Written bare, a reader would turn it into a line feed.
            case 0x0D: replacement = "&#13;"
            case 0x09, 0x0A: continue
            case 0..<0x20: return Unicode.Scalar(byte)
            // U+FFFE and U+FFFF, the only others: EF BF BE, EF BF BF.
            case 0xEF where text[index + 1] == 0xBF && text[index + 2] >= 0xBE:
                return Unicode.Scalar(0xFF00 + UInt16(text[index + 2]) + 0x40)
            default: continue
            }
            buffer.append(UnsafeBufferPointer(rebasing: text[start..<index]))
            buffer.append(replacement)
            start = index + 1
        }
        buffer.append(UnsafeBufferPointer(rebasing: text[start...]))
        return nil
    }
}

/// A character that no XML 1.0 document can hold, not even escaped.
package struct UnwritableText: Error, CustomStringConvertible {
    package var scalar: Unicode.Scalar

    /// The first such character of a text.
    package static func first(in text: String) -> UnwritableText? {
        text.unicodeScalars.first {
            ($0.value < 0x20 && !"\t\n\r".unicodeScalars.contains($0)) || $0.value & ~1 == 0xFFFE
        }
        .map { UnwritableText(scalar: $0) }
    }

    package var description: String {
        "the character U+\(String(scalar.value, radix: 16, uppercase: true)) cannot be written in XML"
    }
}
