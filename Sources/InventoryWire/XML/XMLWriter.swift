/// Writes an XML document on one line, without declaration or namespace: the form that every vendor takes.
package struct XMLWriter {
    package private(set) var bytes: [UInt8] = []

    package init() { bytes.reserveCapacity(1024) }

    /// An element with children.
    package mutating func element<E: Error>(
        _ name: StaticString, _ content: (inout XMLWriter) throws(E) -> Void
    ) throws(E) {
        tag(name, opening: 0x3C)
        try content(&self)
        bytes.append(contentsOf: [0x3C, 0x2F])
        tag(name, opening: nil)
    }

    /// An element with text; an empty text gives an empty element.
    /// - Throws: ``UnwritableText`` where the text holds a character that XML 1.0 has no way to write.
    package mutating func element(_ name: StaticString, _ text: String) throws(UnwritableText) {
        try element(name) { (writer: inout XMLWriter) throws(UnwritableText) in try writer.escape(text) }
    }

    private mutating func tag(_ name: StaticString, opening: UInt8?) {
        if let opening { bytes.append(opening) }
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(0x3E)
    }

    private mutating func escape(_ text: String) throws(UnwritableText) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: bytes.append(contentsOf: "&amp;".utf8)
            case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
            case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
            // Written bare, a reader would turn it into a line feed.
            case 0x0D: bytes.append(contentsOf: "&#13;".utf8)
            case 0x09, 0x0A, 0x20...0xFFFD, 0x10000...: bytes.append(contentsOf: UTF8.encode(scalar)!)
            default: throw UnwritableText(scalar: scalar)
            }
        }
    }
}

/// A character that no XML 1.0 document can hold, not even escaped.
package struct UnwritableText: Error, CustomStringConvertible {
    package var scalar: Unicode.Scalar

    package var description: String {
        "the character U+\(String(scalar.value, radix: 16, uppercase: true)) cannot be written in XML"
    }
}
